import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../core/plan/plan.ts';
import { EDGE_SIZES, largestError, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';
import { scalar, statistic } from '../../helpers/run-plan.ts';

function probePlan(batch: number, width: number): Plan {
  const sketch = new PlanSketch({ batch, rows: 4 });
  const [y, dy] = [sketch.rows('y', width), sketch.rows('dy', width)];
  const [peak, unused] = [sketch.tensor('peak', [width]), sketch.tensor('unused', [width])];
  sketch.run('forward', { kernel: 'probe_units', y, activation: 'relu', peak, row: 0 }, 'inspected');
  sketch.run('forward', { kernel: 'probe_units', y, activation: 'sigmoid', peak: unused, row: 1 }, 'inspected');
  sketch.run('forward', { kernel: 'probe_units', y, activation: 'tanh', peak: unused, row: 2 }, 'inspected');
  sketch.run('forward', { kernel: 'probe_finite', x: y, row: 0 }, 'recorded');
  sketch.run('backward', { kernel: 'probe_signal', dy, row: 1 }, 'recorded');
  return sketch.plan();
}

describe.each(MACHINES)('$name', ({ create }) => {
  test('the signal is the mean length of one sample’s gradient', () => {
    // dy is of the mean loss, so the mean over the batch of each sample's own is the plain sum
    const machine = runKernels(create, { plan: probePlan(2, 2), rows: 2, given: { dy: [3, 4, 5, 12] } });
    expect(statistic(machine, 1, 'signal')).toBe(18);
  });

  test('a signal whose squares underflow is not zero', () => {
    const machine = runKernels(create, { plan: probePlan(1, 2), rows: 1, given: { dy: [3e-30, 4e-30] } });
    expect(statistic(machine, 1, 'signal') / 5e-30).toBeCloseTo(1, 6);
  });

  test('a signal is as exact when rows differ by many decades, or are wide', () => {
    const rows = [1e-25, 1e-12, 1, 1e15];
    for (const width of [2, 3, 70]) {
      const dy = rows.flatMap((size) => Array.from({ length: width }, (_, i) => size * (1 + i)));
      const machine = runKernels(create, { plan: probePlan(4, width), rows: 4, given: { dy } });
      const length = Math.sqrt(dy.slice(0, width).reduce((sum, value) => sum + (value / 1e-25) ** 2, 0));
      expect(statistic(machine, 1, 'signal') / (length * 1e15)).toBeCloseTo(1, 6);
    }
  });

  test('non-finite numbers of an output add up, for the row and for the step', () => {
    const y = [NaN, 1, Infinity, 0, 0, 0, 0, 0, -Infinity];
    const machine = runKernels(create, { plan: probePlan(3, 3), rows: 3, given: { y } });
    expect(statistic(machine, 0, 'non_finite')).toBe(3);
    expect(scalar(machine, 'non_finite')).toBe(3);
  });

  test('a signal that is not a number is told as not finite, for NaN is left to what did not run', () => {
    for (const width of [3, 70]) {
      const dy = Array.from({ length: width }, (_, i) => (i === 1 ? NaN : 1));
      const machine = runKernels(create, { plan: probePlan(1, width), rows: 1, given: { dy } });
      expect(statistic(machine, 1, 'signal')).toBe(Infinity);
      expect(statistic(machine, 2, 'signal')).toBeNaN();
    }
  });

  test('a step that only has finite numbers counts zero of the others', () => {
    const machine = runKernels(create, { plan: probePlan(2, 3), rows: 2 });
    expect(scalar(machine, 'non_finite')).toBe(0);
    expect(statistic(machine, 0, 'non_finite')).toBe(0);
  });

  test('a ReLU unit is dead if it never rose above zero', () => {
    const given = { y: [0, 1, 0, 0, 0, 2, 0, 0], peak: [-Infinity, -Infinity, -Infinity, 3] };
    const machine = runKernels(create, { plan: probePlan(2, 4), rows: 2, given });
    expect(statistic(machine, 0, 'dead')).toBe(0.5);
    expect(valuesOf(machine, 'peak')).toEqual([0, 2, 0, 3]);
    expect(statistic(machine, 0, 'saturated')).toBeNaN();
  });

  test('an output is saturated where the slope is below a twentieth of the steepest', () => {
    const given = { y: [0.5, 0.02, 0.01, 0.99, 0.974, 0.976] };
    const machine = runKernels(create, { plan: probePlan(2, 3), rows: 2, given });
    expect(statistic(machine, 1, 'saturated')).toBeCloseTo(2 / 6, 6);
    expect(statistic(machine, 2, 'saturated')).toBeCloseTo(2 / 6, 6);
    expect(statistic(machine, 1, 'dead')).toBeNaN();
  });

  test('what did not run is not a number', () => {
    const mode = { training: true, recorded: false, inspected: false, scored: false };
    const machine = runKernels(create, { plan: probePlan(2, 3), rows: 2, mode });
    expect(valuesOf(machine, 'report').every(Number.isNaN)).toBe(true);
  });

  test.each(EDGE_SIZES)('agrees with double precision at size %i', (size) => {
    expect(largestError(create, { plan: probePlan(3, size), rows: 3 }).error).toBeLessThan(1e-6);
    expect(largestError(create, { plan: probePlan(size, 5), rows: size }).error).toBeLessThan(1e-6);
  });
});
