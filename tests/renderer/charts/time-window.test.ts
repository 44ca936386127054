import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimeWindow } from '../../../renderer/charts/pixel-columns.ts';
import { between, brushed, lengthened, panned, zoomed } from '../../../renderer/charts/time-window.ts';

const extent = { first: 1, last: 1000 };
const whole: TimeWindow = { axis: 'linear', ...extent };
const wide = ({ first, last }: TimeWindow) => last + 1 - first;

test('what is under the hand stays there', () => {
  const near = zoomed(whole, extent, 0.25, 0.5);
  expect(near).toEqual({ axis: 'linear', first: 126, last: 625 });
  expect(near.first + 0.25 * wide(near)).toBe(whole.first + 0.25 * wide(whole));
});

test('at an end of the run zooming stays there, and out it comes to the whole', () => {
  expect(zoomed(whole, extent, 1, 0.1)).toEqual({ axis: 'linear', first: 901, last: 1000 });
  expect(zoomed({ axis: 'linear', first: 901, last: 1000 }, extent, 0.5, 50)).toEqual(whole);
});

test('a window is never narrower than can be read, nor wider than the run', () => {
  expect(wide(zoomed(whole, extent, 0.5, 1e-9))).toBeCloseTo(8, 6);
  expect(wide(brushed(whole, extent, 0.5, 0.5))).toBe(8);
  expect(zoomed({ axis: 'linear', first: 1, last: 3 }, { first: 1, last: 3 }, 0.5, 0.1)).toEqual({ axis: 'linear', first: 1, last: 3 });
});

test('moved along it keeps its width, and stops at the ends', () => {
  const part: TimeWindow = { axis: 'linear', first: 101, last: 200 };
  expect(panned(part, extent, 0.5)).toEqual({ axis: 'linear', first: 151, last: 250 });
  expect(panned(part, extent, 100)).toEqual({ axis: 'linear', first: 901, last: 1000 });
  expect(panned(part, extent, -100)).toEqual({ axis: 'linear', first: 1, last: 100 });
});

test('a stretch is chosen in either direction', () => {
  expect(brushed(whole, extent, 0.5, 0.2)).toEqual({ axis: 'linear', first: 201, last: 500 });
});

test('on a logarithmic axis the middle is the root of the ends', () => {
  const time: TimeWindow = { axis: 'log', first: 1, last: 9999 };
  const part = brushed(time, { first: 1, last: 9999 }, 0.5, 1);
  expect(part.first).toBeCloseTo(100, 6);
  expect(part.last).toBeCloseTo(9999, 6);
});

test('between two windows it begins with the one and ends with the other', () => {
  const part: TimeWindow = { axis: 'linear', first: 401, last: 600 };
  expect(between(whole, part, 0)).toEqual(whole);
  expect(between(whole, part, 0.5)).toEqual({ axis: 'linear', first: 201, last: 800 });
  expect(between(whole, part, 1)).toBe(part);
});

test('whatever the hand does, the window stays within the run and has steps', () => {
  const act = fc.oneof(
    fc.record({
      kind: fc.constant('zoom' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      by: fc.double({ min: 0.05, max: 20, noNaN: true }),
    }),
    fc.record({ kind: fc.constant('pan' as const), at: fc.constant(0), by: fc.double({ min: -3, max: 3, noNaN: true }) }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('linear' as const, 'log' as const),
      fc.integer({ min: 1, max: 5000 }),
      fc.array(act),
      (axis, last, acts) => {
        const all = { first: 1, last };
        let time: TimeWindow = { axis, ...all };
        for (const { kind, at, by } of acts) {
          time = kind === 'zoom' ? zoomed(time, all, at, by) : panned(time, all, by);
          expect(time.first).toBeGreaterThanOrEqual(1 - 1e-6);
          expect(time.last).toBeLessThanOrEqual(last + 1e-6);
          expect(wide(time)).toBeGreaterThan(Math.min(last, 1) - 1e-6);
        }
      },
    ),
  );
});

test('a window that is lengthened gives its last step that share of the width, on either axis', () => {
  expect(lengthened(whole, 0.03)).toEqual({ axis: 'linear', first: 1, last: 1030 });
  const { first, last } = lengthened({ axis: 'log', first: 1, last: 999 }, 0.03);
  expect(first).toBe(1);
  expect(Math.log(last + 1) / Math.log(1000)).toBeCloseTo(1.03, 12);
});
