import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from '../../../renderer/charts/pace.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first act is at once, and sixty a second become one a second', () => {
  const pace = new Pace(1000);
  const acts: number[] = [];
  let cancel = () => {};
  for (let frame = 0; frame <= 180; frame++) {
    cancel();
    cancel = pace.act(() => acts.push(frame));
    vi.advanceTimersByTime(1000 / 60);
  }
  expect(acts[0]).toBe(0);
  expect(acts.length).toBeGreaterThanOrEqual(3);
  expect(acts.length).toBeLessThanOrEqual(4);
});

test('the last call is not forgotten when the calls end', () => {
  const pace = new Pace(1000);
  const acts: string[] = [];
  pace.act(() => acts.push('first'));
  vi.advanceTimersByTime(10);
  pace.act(() => acts.push('last'));
  vi.advanceTimersByTime(1000);
  expect(acts).toEqual(['first', 'last']);
});

test('a cancelled act does not happen', () => {
  const act = vi.fn();
  new Pace(1000).act(act)();
  vi.advanceTimersByTime(5000);
  expect(act).not.toHaveBeenCalled();
});

test('two of the same pace that began apart act together from the next time on', () => {
  const [one, other] = [new Pace(100), new Pace(100)];
  const acts: [string, number][] = [];
  let cancel: (() => void)[] = [];
  for (let frame = 0; frame < 30; frame++) {
    for (const undo of cancel) undo();
    cancel = [one.act(() => acts.push(['one', frame]))];
    if (frame >= 2) cancel.push(other.act(() => acts.push(['other', frame])));
    vi.advanceTimersByTime(1000 / 60);
  }
  const framesOf = (who: string) => acts.filter(([name]) => name === who).map(([, frame]) => frame);
  expect(framesOf('other').slice(1)).toEqual(framesOf('one').slice(1));
  expect(framesOf('one').length).toBeGreaterThan(3);
});
