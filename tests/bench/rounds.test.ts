import { expect, test } from 'vitest';
import { interleave, stepsFor } from './rounds.ts';

const EFFORT = { window: 1, warmUp: 2, rounds: 6, fewest: 2, budget: Infinity };

/** Tells seconds that nobody waits for; `pace` is asked for those of a step at each call. */
function pretended(pace: (call: number) => number) {
  const calls: number[] = [];
  return {
    calls,
    run(steps: number) {
      calls.push(steps);
      return Promise.resolve(steps * pace(calls.length));
    },
  };
}

test('steps are tried until it is warm, then as many as fill a window', async () => {
  const contender = pretended(() => 0.01);
  expect(await stepsFor(contender, EFFORT)).toBe(100);
  expect(contender.calls.reduce((sum, steps) => sum + 0.01 * steps, 0)).toBeGreaterThanOrEqual(EFFORT.warmUp);
});

test('a step that outlasts the window is a window', async () =>
  expect(
    await stepsFor(
      pretended(() => 5),
      EFFORT,
    ),
  ).toBe(1));

test('the warm-up counts from the steps of a slow beginning to those of a fast end', async () =>
  expect(
    await stepsFor(
      pretended((call) => (call < 3 ? 0.4 : 0.1)),
      EFFORT,
    ),
  ).toBe(10));

test('a ratio is the time of the other by ours', async () => {
  const { peers, control } = await interleave(
    pretended(() => 0.5),
    [pretended(() => 1), pretended(() => 0.25)],
    EFFORT,
  );
  expect(peers.map(({ ratios }) => ratios)).toEqual([Array(6).fill(2), Array(6).fill(0.5)]);
  expect(control.ratios).toEqual(Array(6).fill(1));
});

test('a machine that slows down evenly does not shift the ratios, for each window stands between two of ours', async () => {
  let now = 1;
  const slowing = (factor: number) => ({ run: (steps: number) => Promise.resolve(steps * factor * (now += 0.001)) });
  const { peers, control } = await interleave(slowing(0.5), [slowing(1)], EFFORT);
  for (const ratio of peers[0]!.ratios) expect(ratio).toBeCloseTo(2, 12);
  for (const ratio of control.ratios) expect(ratio).toBeCloseTo(1, 12);
});

test('whoever is too slow for the windows takes part in the fewest rounds only', async () => {
  const { peers, control } = await interleave(
    pretended(() => 0.1),
    [pretended(() => 10), pretended(() => 0.1)],
    EFFORT,
  );
  expect(peers.map(({ ratios }) => ratios.length)).toEqual([2, 6]);
  expect(control.ratios).toHaveLength(6);
});

test('when the time is over the fewest rounds are still made', async () => {
  const { control } = await interleave(
    pretended(() => 0.1),
    [],
    { ...EFFORT, budget: -1 },
  );
  expect(control.ratios).toHaveLength(2);
});

test('a contender with several ways chooses one before it is timed', async () => {
  const told: string[] = [];
  const contender = {
    prepare: () => Promise.resolve(void told.push('prepare')),
    run: () => Promise.resolve(told.push('run')),
  };
  await stepsFor(contender, EFFORT);
  expect(told[0]).toBe('prepare');
});
