import { describe, expect, test } from 'vitest';
import type { Mode } from '../../../core/engine/machine.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { gradientError } from '../../helpers/central-differences.ts';
import { EDGE_SIZES, RECORDED, expectedOf, largestError, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';

const EVALUATION: Mode = { ...RECORDED, training: false };

interface Options {
  affine?: boolean;
  tracks?: boolean;
  momentum?: number | null;
  eps?: number;
  inPlace?: boolean;
}

function normPlan(
  batch: number,
  width: number,
  { affine = true, tracks = true, momentum = 0.1, eps = 1e-5, inPlace = false }: Options = {},
): Plan {
  const sketch = new PlanSketch({ batch });
  const vector = (name: string) => sketch.tensor(name, [width]);
  const x = sketch.rows('x', width);
  const y = sketch.rows('y', width);
  const dy = sketch.rows('dy', width);
  const dx = inPlace ? dy : sketch.rows('dx', width);
  const [mean, rstd] = [vector('mean'), vector('rstd')];
  const weight = affine ? vector('weight') : null;
  const bias = affine ? vector('bias') : null;
  const running = tracks
    ? { running_mean: vector('running_mean'), running_var: vector('running_var'), num_batches_tracked: sketch.tensor('tracked', []) }
    : { running_mean: null, running_var: null, num_batches_tracked: null };
  const gradients = affine ? { dweight: vector('dweight'), dbias: vector('dbias') } : { dweight: null, dbias: null };
  sketch.run('forward', { kernel: 'batch_norm', x, weight, bias, ...running, mean, rstd, y, eps, momentum });
  sketch.run('backward', { kernel: 'batch_norm_backward', x, weight, mean, rstd, dy, dx, ...gradients });
  return sketch.plan();
}

const positive = (width: number) => Array.from({ length: width }, (_, i) => 0.5 + i / 8);

describe.each(MACHINES)('$name', ({ create }) => {
  test('normalises by the biased variance, tracks the unbiased one', () => {
    const given = { x: [1, 3], weight: [2], bias: [10], running_mean: [1], running_var: [4], tracked: [0] };
    const machine = runKernels(create, { plan: normPlan(2, 1), rows: 2, given });
    const [low, high] = valuesOf(machine, 'y', 2);
    expect(low).toBeCloseTo(10 - 2 / Math.sqrt(1 + 1e-5), 5);
    expect(high).toBeCloseTo(10 + 2 / Math.sqrt(1 + 1e-5), 5);
    expect(valuesOf(machine, 'running_mean')[0]).toBeCloseTo(0.9 * 1 + 0.1 * 2, 6);
    expect(valuesOf(machine, 'running_var')[0]).toBeCloseTo(0.9 * 4 + 0.1 * 2, 6);
    expect(valuesOf(machine, 'tracked')).toEqual([1]);
  });

  test('without a momentum the running statistics are the average of all batches', () => {
    const given = { x: [1, 3], running_mean: [5], running_var: [8], tracked: [3] };
    const machine = runKernels(create, { plan: normPlan(2, 1, { momentum: null }), rows: 2, given });
    expect(valuesOf(machine, 'running_mean')[0]).toBeCloseTo((3 * 5 + 2) / 4, 6);
    expect(valuesOf(machine, 'running_var')[0]).toBeCloseTo((3 * 8 + 2) / 4, 6);
    expect(valuesOf(machine, 'tracked')).toEqual([4]);
  });

  test('evaluation uses the running statistics and leaves them', () => {
    const given = { x: [1, 3], weight: [2], bias: [10], running_mean: [1], running_var: [4], tracked: [7] };
    const machine = runKernels(create, { plan: normPlan(2, 1), rows: 2, given, mode: EVALUATION, lists: ['forward'] });
    const [low, high] = valuesOf(machine, 'y', 2);
    expect(low).toBeCloseTo(10, 5);
    expect(high).toBeCloseTo(12, 5);
    expect([...valuesOf(machine, 'running_mean'), ...valuesOf(machine, 'running_var'), ...valuesOf(machine, 'tracked')]).toEqual([1, 4, 7]);
  });

  test('one row has no unbiased variance: running_var stays', () => {
    const given = { x: [6], weight: [2], bias: [10], running_mean: [1], running_var: [4], tracked: [0] };
    const machine = runKernels(create, { plan: normPlan(2, 1), rows: 1, given });
    expect(valuesOf(machine, 'y')).toEqual([10]);
    expect(valuesOf(machine, 'running_mean')[0]).toBeCloseTo(1.5, 6);
    expect(valuesOf(machine, 'running_var')).toEqual([4]);
  });

  test.each(EDGE_SIZES)('agrees with double precision, training and evaluation, with %i features', (width) => {
    const given = { running_var: positive(width), tracked: [2] };
    for (const options of [{}, { momentum: null }, { affine: false }, { inPlace: true }]) {
      for (const mode of [RECORDED, EVALUATION])
        expect(largestError(create, { plan: normPlan(6, width, options), rows: 5, given, mode })).toMatchObject({
          error: expect.closeTo(0, 5),
        });
    }
    const run = { plan: normPlan(6, width, { tracks: false }), rows: 6 };
    expect(largestError(create, { ...run, mode: EVALUATION }).error).toBeLessThan(5e-6);
  });

  test.each([1, 2, 3, 4, 5, 6, 63, 64, 65, 130, 200])('agrees with double precision over %i rows', (rows) => {
    const given = { running_var: positive(9), tracked: [2] };
    // of two rows the gradient cancels but for eps, and what is left is rounding
    const plan = normPlan(200, 9, { eps: rows === 2 ? 1 : 1e-5 });
    expect(largestError(create, { plan, rows, given }).error).toBeLessThan(1e-5);
  });

  test.each([511, 512, 517, 1030])('agrees with double precision across strips of %i features', (width) => {
    const given = { running_var: positive(width), tracked: [2] };
    expect(largestError(create, { plan: normPlan(5, width), rows: 5, given }).error).toBeLessThan(1e-5);
  });

  test('a mean far from zero takes nothing from the digits of the spread around it', () => {
    const x = Array.from({ length: 64 * 3 }, (_, i) => Math.fround(1e4 + Math.sin(i * 1.7)));
    const run = { plan: normPlan(64, 3), rows: 64, given: { x, running_var: positive(3), tracked: [0], bias: [0, 0, 0] } };
    expect(largestError(create, run).error).toBeLessThan(1e-5);
  });

  test('numbers whose squares single precision cannot hold are normalised all the same', () => {
    const x = Array.from({ length: 8 * 3 }, (_, i) => Math.fround(1e25 * Math.cos(i * 1.3)));
    const run = { plan: normPlan(8, 3, { affine: false, tracks: false }), rows: 8, given: { x } };
    const [got, expected] = [valuesOf(runKernels(create, run), 'y', 8), valuesOf(expectedOf(run), 'y', 8)];
    got.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
  });
});

test('gradients are the central differences', () => {
  const run = { plan: normPlan(6, 5), rows: 6, given: { running_var: positive(5), tracked: [0] } };
  expect(gradientError(run, { x: 'x', y: 'y', dy: 'dy', analytic: 'dx' })).toBeLessThan(1e-6);
  expect(gradientError(run, { x: 'weight', y: 'y', dy: 'dy', analytic: 'dweight' })).toBeLessThan(1e-6);
  expect(gradientError(run, { x: 'bias', y: 'y', dy: 'dy', analytic: 'dbias' })).toBeLessThan(1e-6);
});
