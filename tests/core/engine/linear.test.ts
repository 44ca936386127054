import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../core/plan/plan.ts';
import { gradientError } from '../../helpers/central-differences.ts';
import { EDGE_SIZES, largestError, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';

function linearPlan({ rows, inputs, outputs, bias = true }: { rows: number; inputs: number; outputs: number; bias?: boolean }): Plan {
  const sketch = new PlanSketch({ batch: rows });
  const x = sketch.rows('x', inputs);
  const weight = sketch.tensor('weight', [outputs, inputs]);
  const b = bias ? sketch.tensor('bias', [outputs]) : null;
  const y = sketch.rows('y', outputs);
  const dy = sketch.rows('dy', outputs);
  const dx = sketch.rows('dx', inputs);
  const dweight = sketch.tensor('dweight', [outputs, inputs]);
  const dbias = sketch.tensor('dbias', [outputs]);
  sketch.run('forward', { kernel: 'linear', x, weight, bias: b, y });
  sketch.run('backward', { kernel: 'linear_input_gradient', dy, weight, dx });
  sketch.run('backward', { kernel: 'linear_weight_gradient', dy, x, dweight });
  sketch.run('backward', { kernel: 'linear_bias_gradient', dy, dbias });
  return sketch.plan();
}

const SIZES = [
  ...EDGE_SIZES.flatMap((size) => [
    { rows: size, inputs: 5, outputs: 7 },
    { rows: 6, inputs: size, outputs: 10 },
    { rows: 9, inputs: 12, outputs: size },
    { rows: size, inputs: size, outputs: size },
  ]),
  { rows: 32, inputs: 784, outputs: 65 },
];

describe.each(MACHINES)('$name', ({ create }) => {
  test('a layer of two inputs and two outputs is what one computes by hand', () => {
    const plan = linearPlan({ rows: 2, inputs: 2, outputs: 2 });
    const given = { x: [1, 2, 3, 4], weight: [10, 1, 0, -1], bias: [100, 200], dy: [1, 2, 3, 4] };
    const machine = runKernels(create, { plan, rows: 2, given });
    expect(valuesOf(machine, 'y', 2)).toEqual([112, 198, 134, 196]);
    expect(valuesOf(machine, 'dx', 2)).toEqual([10, -1, 30, -1]);
    expect(valuesOf(machine, 'dweight')).toEqual([10, 14, 14, 20]);
    expect(valuesOf(machine, 'dbias')).toEqual([4, 6]);
  });

  test.each(SIZES)('agrees with double precision and touches nothing else: $rows rows, $inputs inputs, $outputs outputs', (size) => {
    expect(largestError(create, { plan: linearPlan(size), rows: size.rows }).error).toBeLessThan(2e-6);
    expect(largestError(create, { plan: linearPlan({ ...size, bias: false }), rows: size.rows }).error).toBeLessThan(2e-6);
  });

  test('rows beyond those in use stay as they are', () => {
    const plan = linearPlan({ rows: 7, inputs: 3, outputs: 5 });
    const machine = runKernels(create, { plan, rows: 2 });
    expect(valuesOf(machine, 'y', 7).slice(10).every(Number.isNaN)).toBe(true);
    expect(valuesOf(machine, 'dx', 7).slice(6).every(Number.isNaN)).toBe(true);
  });
});

test.each(EDGE_SIZES)('gradients are the central differences at %i rows', (rows) => {
  const run = { plan: linearPlan({ rows, inputs: 5, outputs: 3 }), rows };
  expect(gradientError(run, { x: 'x', y: 'y', dy: 'dy', analytic: 'dx' })).toBeLessThan(1e-8);
  expect(gradientError(run, { x: 'weight', y: 'y', dy: 'dy', analytic: 'dweight' })).toBeLessThan(1e-8);
  expect(gradientError(run, { x: 'bias', y: 'y', dy: 'dy', analytic: 'dbias' })).toBeLessThan(1e-8);
});
