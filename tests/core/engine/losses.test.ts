import { describe, expect, test } from 'vitest';
import type { Plan, Task } from '../../../core/plan/plan.ts';
import { gradientError } from '../../helpers/central-differences.ts';
import { EDGE_SIZES, largestError, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';
import { scalar } from '../../helpers/run-plan.ts';

function crossEntropyPlan(batch: number, classes: number): Plan {
  const sketch = new PlanSketch({ batch });
  const x = sketch.rows('x', classes);
  const target = sketch.rows('target', 1);
  const probabilities = sketch.rows('probabilities', classes);
  const loss = sketch.tensor('loss', []);
  const dx = sketch.rows('dx', classes);
  sketch.run('forward', { kernel: 'cross_entropy', x, target, probabilities, loss });
  sketch.run('backward', { kernel: 'cross_entropy_backward', probabilities, target, dx });
  sketch.task('classification');
  return sketch.plan();
}

function valuePlan(kernel: 'bce_with_logits' | 'mse', task: Task, batch: number, width: number): Plan {
  const sketch = new PlanSketch({ batch });
  const [x, target] = [sketch.rows('x', width), sketch.rows('target', width)];
  const loss = sketch.tensor('loss', []);
  const dx = sketch.rows('dx', width);
  sketch.run('forward', { kernel, x, target, loss });
  sketch.run('backward', { kernel: `${kernel}_backward`, x, target, dx });
  sketch.task(task);
  return sketch.plan();
}

const labels = (rows: number, classes: number) => Array.from({ length: rows }, (_, row) => (7 * row + 1) % classes);
const bits = (count: number) => Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 1 : 0));

describe.each(MACHINES)('$name', ({ create }) => {
  test('equal logits cost the logarithm of the number of classes', () => {
    const machine = runKernels(create, {
      plan: crossEntropyPlan(2, 10),
      rows: 2,
      given: { x: new Array<number>(20).fill(3), target: [0, 9] },
    });
    expect(scalar(machine, 'loss')).toBeCloseTo(Math.log(10), 6);
    expect(valuesOf(machine, 'loss')[0]).toBeCloseTo(Math.log(10), 6);
    // of equal logits the first is the prediction
    expect(scalar(machine, 'correct')).toBe(1);
    expect(valuesOf(machine, 'dx', 2)[0]).toBeCloseTo((0.1 - 1) / 2, 6);
    expect(valuesOf(machine, 'dx', 2)[1]).toBeCloseTo(0.1 / 2, 6);
  });

  test('huge logits give a finite loss', () => {
    const machine = runKernels(create, {
      plan: crossEntropyPlan(2, 3),
      rows: 2,
      given: { x: [1e4, 0, -1e4, 1e4, 0, -1e4], target: [0, 2] },
    });
    expect(scalar(machine, 'loss')).toBeCloseTo(1e4, 2);
    expect(scalar(machine, 'correct')).toBe(1);
  });

  test('a row that is all but certain keeps the digits of what it has left to learn', () => {
    const machine = runKernels(create, { plan: crossEntropyPlan(1, 3), rows: 1, given: { x: [30, 0, 1], target: [0] } });
    const rest = (1 + Math.E) * Math.exp(-30);
    expect(valuesOf(machine, 'dx')[0]! / -rest).toBeCloseTo(1, 6);
  });

  test('a class that does not exist gives no finite loss, and reads no foreign memory', () => {
    for (const target of [-1, 3, 1e9, NaN]) {
      const machine = runKernels(create, { plan: crossEntropyPlan(1, 3), rows: 1, given: { x: [1, 2, 3], target: [target] } });
      expect(valuesOf(machine, 'loss')[0]).toBeNaN();
      expect(scalar(machine, 'loss')).toBe(Infinity);
      expect(scalar(machine, 'correct')).toBe(0);
    }
  });

  test('a row of NaN is never right', () => {
    const machine = runKernels(create, { plan: crossEntropyPlan(1, 2), rows: 1, given: { x: [NaN, NaN], target: [0] } });
    expect(scalar(machine, 'correct')).toBe(0);
  });

  test('binary cross entropy of a confident logit keeps its small tail', () => {
    const machine = runKernels(create, { plan: valuePlan('bce_with_logits', 'binary', 1, 1), rows: 1, given: { x: [20], target: [1] } });
    expect(scalar(machine, 'loss') / Math.log1p(Math.exp(-20))).toBeCloseTo(1, 5);
    expect(scalar(machine, 'correct')).toBe(1);
  });

  test('a logit that is all but certain keeps the digits of what it has left to learn, on either side', () => {
    const plan = valuePlan('bce_with_logits', 'binary', 2, 1);
    const dx = valuesOf(runKernels(create, { plan, rows: 2, given: { x: [30, -30], target: [1, 0] } }), 'dx', 2);
    const rest = Math.exp(-30) / 2;
    expect(dx[0]! / -rest).toBeCloseTo(1, 6);
    expect(dx[1]! / rest).toBeCloseTo(1, 6);
  });

  test('binary cross entropy counts a row right when every output is on its side', () => {
    const given = { x: [1, -1, 1, 1, -200, 300], target: [1, 0, 1, 0, 1, 1] };
    const machine = runKernels(create, { plan: valuePlan('bce_with_logits', 'binary', 3, 2), rows: 3, given });
    expect(scalar(machine, 'correct')).toBe(1);
    expect(scalar(machine, 'loss')).toBeCloseTo((3 * Math.log1p(Math.exp(-1)) + 1 + Math.log1p(Math.exp(-1)) + 200) / 6, 4);
  });

  test('the squared error is a mean over rows and columns', () => {
    const given = { x: [1, 2, 3, 4], target: [0, 0, 3, 2] };
    const machine = runKernels(create, { plan: valuePlan('mse', 'regression', 2, 2), rows: 2, given });
    expect(scalar(machine, 'loss')).toBe(2.25);
    expect(scalar(machine, 'correct')).toBeNaN();
    expect(valuesOf(machine, 'dx', 2)).toEqual([0.5, 1, 0, 1]);
  });

  test('the squared error judges classes by the side of one half', () => {
    const given = { x: [0.6, 0.4, 0.7], target: [1, 1, 0] };
    expect(scalar(runKernels(create, { plan: valuePlan('mse', 'binary', 3, 1), rows: 3, given }), 'correct')).toBe(1);
  });

  test.each(EDGE_SIZES)('agrees with double precision at size %i', (size) => {
    for (const [rows, classes] of [
      [size, 10],
      [3, size],
    ] as const) {
      const given = { target: labels(rows, classes) };
      expect(largestError(create, { plan: crossEntropyPlan(rows, classes), rows, given }).error).toBeLessThan(2e-6);
    }
    const plan = valuePlan('bce_with_logits', 'binary', size, 3);
    expect(largestError(create, { plan, rows: size, given: { target: bits(3 * size) } }).error).toBeLessThan(2e-6);
    expect(largestError(create, { plan: valuePlan('mse', 'regression', size, 3), rows: size }).error).toBeLessThan(2e-6);
  });
});

test('gradients are the central differences', () => {
  const crossEntropy = { plan: crossEntropyPlan(4, 5), rows: 4, given: { target: labels(4, 5) } };
  const binary = { plan: valuePlan('bce_with_logits', 'binary', 4, 3), rows: 4, given: { target: bits(12) } };
  const squared = { plan: valuePlan('mse', 'regression', 4, 3), rows: 4 };
  for (const run of [crossEntropy, binary, squared])
    expect(gradientError(run, { x: 'x', y: 'loss', dy: null, analytic: 'dx' })).toBeLessThan(1e-8);
});
