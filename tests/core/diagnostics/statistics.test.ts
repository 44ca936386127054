import { expect, test } from 'vitest';
import { Statistics, type StatisticsState } from '../../../core/diagnostics/statistics.ts';
import { ACTIVATIONS, chain, frame, header } from '../../helpers/rows.ts';

const rows = chain(2, 2, [ACTIVATIONS.relu], 8);
const C = Math.LN2;

/** A run whose loss is `loss` of step, seen from step `from` to step `to`; row 1 has so many dead units. */
function seen(run: Statistics, from: number, to: number, loss: (step: number) => number, dead: (step: number) => number): Statistics {
  for (let step = from; step <= to; step++) {
    run.observeEvaluation({ step, epoch: 1, on: 'probe', loss: loss(step), accuracy: 0.5 });
    const { numbers, reports } = frame(rows.length, { step }, { loss: loss(step) }, { signal: rows.map(() => 1), dead: [NaN, dead(step)] });
    run.observe(numbers, reports);
  }
  return run;
}

const goingOn = (from: StatisticsState) => {
  const run = new Statistics(header(rows));
  run.putTo(from);
  return run;
};

test('a run that goes on from an earlier state knows what was until then and nothing of what came after', () => {
  const loss = (step: number) => (step < 40 ? C : step < 50 ? 0.3 * C : 2 * C);
  const before = seen(new Statistics(header(rows)), 1, 30, loss, () => 0);
  const then = before.state;
  const known = structuredClone(then);
  seen(before, 31, 60, loss, () => 1);
  expect(before.bestSkill).toBeCloseTo(0.7);
  expect(before.stuckSince).toBe(50);
  const after = goingOn(then);
  expect(after.state).toEqual(known);
  expect(after.bestSkill).toBeCloseTo(0);
  expect(after.probe.latest!.step).toBe(30);
  expect(after.dead.holds(1, 1)).toBe(false);
  expect(seen(after, 31, 60, loss, () => 1).state).toEqual(before.state);
});

test('units that are dead when a run is taken up again were not dead at its step 0, unless they were', () => {
  const began = (dead: number) =>
    seen(
      new Statistics(header(rows)),
      1,
      20,
      () => C,
      (step) => (step < 10 ? dead : 1),
    );
  const goesOn = (before: Statistics) => {
    return seen(
      goingOn(before.state),
      21,
      30,
      () => C,
      () => 1,
    );
  };
  expect(goesOn(began(0)).isBorn(goesOn(began(0)).dead, 1)).toBe(false);
  expect(goesOn(began(1)).isBorn(goesOn(began(1)).dead, 1)).toBe(true);
  const fromFile = seen(
    new Statistics(header(rows)),
    5001,
    5010,
    () => C,
    () => 1,
  );
  expect(fromFile.isBorn(fromFile.dead, 1)).toBe(false);
});
