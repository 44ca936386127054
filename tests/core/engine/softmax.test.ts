import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../core/plan/plan.ts';
import { gradientError } from '../../helpers/central-differences.ts';
import { EDGE_SIZES, RECORDED, largestError, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';

function softmaxPlan(batch: number, width: number): Plan {
  const sketch = new PlanSketch({ batch });
  const [x, y, dy, dx] = ['x', 'y', 'dy', 'dx'].map((name) => sketch.rows(name, width)) as [number, number, number, number];
  sketch.run('forward', { kernel: 'softmax', x, y });
  sketch.run('backward', { kernel: 'softmax_backward', y, dy, dx });
  return sketch.plan();
}

describe.each(MACHINES)('$name', ({ create }) => {
  test('logits far apart neither overflow nor lose the small', () => {
    const y = valuesOf(
      runKernels(create, { plan: softmaxPlan(2, 3), rows: 2, given: { x: [1000, 1000, 990, -1000, -1000, -1010] } }),
      'y',
      2,
    );
    for (const row of [y.slice(0, 3), y.slice(3)]) {
      expect(row[0]).toBeCloseTo(0.49998865, 6);
      expect(row[1]).toBe(row[0]);
      expect(row[2]! / 2.26989e-5).toBeCloseTo(1, 4);
    }
  });

  test('a row with NaN is NaN, and only that row', () => {
    const y = valuesOf(runKernels(create, { plan: softmaxPlan(2, 5), rows: 2, given: { x: [1, NaN, 2, 3, 4, 0, 0, 0, 0, 0] } }), 'y', 2);
    expect(y.slice(0, 5).every(Number.isNaN)).toBe(true);
    expect(y.slice(5).every((value) => Math.abs(value - 0.2) < 1e-7)).toBe(true);
  });

  test.each(EDGE_SIZES)('agrees with double precision at %i classes', (width) => {
    expect(largestError(create, { plan: softmaxPlan(3, width), rows: 3 }).error).toBeLessThan(2e-6);
  });
});

test('its gradient is the central difference', () => {
  expect(gradientError({ plan: softmaxPlan(3, 5), rows: 3 }, { x: 'x', y: 'y', dy: 'dy', analytic: 'dx' })).toBeLessThan(1e-8);
});

test.each(MACHINES.filter(({ name }) => name.startsWith('WebAssembly')))(
  '$name: a difference that overflows ends the step, though a dead unit before it would make zero of it',
  ({ create }) => {
    const run = { plan: softmaxPlan(1, 2), rows: 1, given: { x: [0, -20], dy: [3e38, -3e38] } };
    const machine = runKernels(create, { ...run, lists: [] });
    expect(machine.step(RECORDED, { lr: 0.1, clip_grad_norm: 0, step: 1, seed: 5 }, 0, 1)).toBe('backward');
  },
);
