import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../core/plan/plan.ts';
import { RECORDED, largestError, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';
import { scalar } from '../../helpers/run-plan.ts';

function clipPlan(sizes: readonly number[]): Plan {
  const initial = { kind: 'constant', value: 0 } as const;
  const sketch = new PlanSketch({ batch: 1, learned: sizes.map((size, i) => ({ name: `w${i}`, shape: [size], initial, row: null })) });
  sketch.run('update', { kernel: 'clip_grad_norm' });
  sizes.forEach((_, parameter) => sketch.run('update', { kernel: 'optimize', parameter, row: null }));
  return sketch.plan();
}

/** The learning rate is 0.1. */
const two = { w0: [0], w1: [0, 0], 'w0.gradient': [3], 'w1.gradient': [0, 4] };

describe.each(MACHINES)('$name', ({ create }) => {
  test('gradients longer than the limit move weights as if they were shrunk to it together', () => {
    const machine = runKernels(create, { plan: clipPlan([1, 2]), rows: 1, given: two, running: { clip_grad_norm: 1 } });
    expect(scalar(machine, 'gradient_norm')).toBe(5);
    expect(scalar(machine, 'clipped')).toBe(1);
    expect(valuesOf(machine, 'w0')[0]).toBeCloseTo(-0.06, 6);
    expect(valuesOf(machine, 'w1')[1]).toBeCloseTo(-0.08, 6);
    // in the update alone: what the arena holds is as it was computed
    expect([...valuesOf(machine, 'w0.gradient'), ...valuesOf(machine, 'w1.gradient')]).toEqual([3, 0, 4]);
  });

  test('shorter gradients stay, and their norm is still reported', () => {
    for (const clip_grad_norm of [6, 0]) {
      const machine = runKernels(create, { plan: clipPlan([1, 2]), rows: 1, given: two, running: { clip_grad_norm } });
      expect(scalar(machine, 'gradient_norm')).toBe(5);
      expect(scalar(machine, 'clipped')).toBe(0);
      expect(valuesOf(machine, 'w1')[1]).toBeCloseTo(-0.4, 6);
    }
  });

  test('a step that is not recorded clips as well, and without a limit does nothing', () => {
    const run = { plan: clipPlan([1, 2]), rows: 1, given: two, mode: { ...RECORDED, recorded: false } };
    expect(valuesOf(runKernels(create, { ...run, running: { clip_grad_norm: 1 } }), 'w0')[0]).toBeCloseTo(-0.06, 6);
    expect(scalar(runKernels(create, run), 'gradient_norm')).toBeNaN();
  });

  test('gradients whose squares underflow single precision still have a norm', () => {
    const machine = runKernels(create, { plan: clipPlan([2]), rows: 1, given: { 'w0.gradient': [3e-30, 4e-30] } });
    expect(scalar(machine, 'gradient_norm') / 5e-30).toBeCloseTo(1, 6);
  });

  test('a gradient that is not a number has a norm that is not finite', () => {
    const machine = runKernels(create, {
      plan: clipPlan([2]),
      rows: 1,
      given: { 'w0.gradient': [NaN, 1] },
      running: { clip_grad_norm: 1 },
    });
    expect(scalar(machine, 'gradient_norm')).toBe(Infinity);
  });

  test('agrees with double precision over many parameters of uneven sizes', () => {
    const run = { plan: clipPlan([1, 3, 5, 8, 33, 257]), rows: 1 };
    for (const clip_grad_norm of [0, 0.5, 1e9])
      expect(largestError(create, { ...run, running: { clip_grad_norm } }).error).toBeLessThan(5e-7);
  });
});
