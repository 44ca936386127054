import { describe, expect, test } from 'vitest';
import type { Optimizer, Plan } from '../../../core/plan/plan.ts';
import { EDGE_SIZES, RECORDED, expectedOf, largestError, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PLAIN_SGD, PlanSketch } from '../../helpers/plan-of.ts';
import { scalar, statistic } from '../../helpers/run-plan.ts';

function optimizerPlan(optimizer: Optimizer, size: number): Plan {
  const initial = { kind: 'constant', value: 0 } as const;
  const sketch = new PlanSketch({ batch: 1, optimizer, learned: [{ name: 'w', shape: [size], initial, row: 0 }] });
  sketch.run('update', { kernel: 'optimize', parameter: 0, row: 0 });
  return sketch.plan();
}

const ADAM = { kind: 'Adam', lr: 0.1, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0 } as const;
const RMSPROP = { kind: 'RMSprop', lr: 0.1, alpha: 0.99, eps: 1e-8, momentum: 0, centered: false, weight_decay: 0 } as const;
const ADAGRAD = { kind: 'Adagrad', lr: 0.1, lr_decay: 0.5, initial_accumulator_value: 0, eps: 1e-10, weight_decay: 0 } as const;

const OPTIMIZERS: [string, Optimizer][] = [
  ['SGD', PLAIN_SGD],
  ['SGD with weight decay', { ...PLAIN_SGD, weight_decay: 0.1 }],
  ['SGD with momentum and dampening', { ...PLAIN_SGD, momentum: 0.9, dampening: 0.3 }],
  ['SGD with Nesterov momentum', { ...PLAIN_SGD, momentum: 0.9, nesterov: true, weight_decay: 0.01 }],
  ['Adam', ADAM],
  ['Adam with weight decay', { ...ADAM, weight_decay: 0.1 }],
  ['AdamW', { ...ADAM, kind: 'AdamW', weight_decay: 0.1 }],
  ['RMSprop', RMSPROP],
  ['RMSprop with weight decay and momentum', { ...RMSPROP, weight_decay: 0.1, momentum: 0.5 }],
  ['RMSprop, centred', { ...RMSPROP, centered: true }],
  ['RMSprop, centred, with momentum', { ...RMSPROP, centered: true, momentum: 0.5 }],
  ['Adagrad', ADAGRAD],
  ['Adagrad with weight decay', { ...ADAGRAD, weight_decay: 0.1 }],
];

/** Squares that stay above those of the averages, as the moments of a run do. */
const squares = (size: number) => Array.from({ length: size }, (_, i) => 9 + i);

describe.each(MACHINES)('$name', ({ create }) => {
  /** The weight 1 after one step with the gradient 2 and the moments as they start. */
  const once = (optimizer: Optimizer, step = 1): number => {
    const zero = [0];
    const given = { w: [1], 'w.gradient': [2], 'w.moment0': zero, 'w.moment1': zero, 'w.moment2': zero };
    return valuesOf(runKernels(create, { plan: optimizerPlan(optimizer, 1), rows: 1, given, running: { step } }), 'w')[0]!;
  };

  test.each([
    ['SGD moves against the gradient', PLAIN_SGD, 1 - 0.1 * 2],
    ['weight decay adds to the gradient', { ...PLAIN_SGD, weight_decay: 0.5 }, 1 - 0.1 * 2.5],
    ['the first momentum is the gradient, undamped', { ...PLAIN_SGD, momentum: 0.9, dampening: 0.5 }, 1 - 0.1 * 2],
    ['Nesterov looks one momentum ahead', { ...PLAIN_SGD, momentum: 0.9, nesterov: true }, 1 - 0.1 * (2 + 0.9 * 2)],
    ['the first step of Adam is the learning rate', ADAM, 1 - 0.1],
    ['AdamW decays the weight apart from the gradient', { ...ADAM, kind: 'AdamW', weight_decay: 0.5 }, 1 * (1 - 0.1 * 0.5) - 0.1],
    ['RMSprop starts without a correction', RMSPROP, 1 - (0.1 * 2) / Math.sqrt(0.01 * 4)],
    ['RMSprop, centred, takes the mean off', { ...RMSPROP, centered: true }, 1 - (0.1 * 2) / Math.sqrt(0.01 * 4 - (0.01 * 2) ** 2)],
    ['the first step of Adagrad is the learning rate', ADAGRAD, 1 - 0.1],
  ] as [string, Optimizer, number][])('%s', (_, optimizer, expected) => expect(once(optimizer)).toBeCloseTo(expected, 6));

  test('later momentum is damped, later Adagrad steps decay', () => {
    expect(once({ ...PLAIN_SGD, momentum: 0.9, dampening: 0.5 }, 2)).toBeCloseTo(1 - 0.1 * 0.5 * 2, 6);
    expect(once(ADAGRAD, 3)).toBeCloseTo(1 - 0.1 / (1 + 2 * 0.5), 6);
  });

  test('a centred variance that rounding took below zero counts as zero', () => {
    const optimizer: Optimizer = { ...RMSPROP, centered: true, eps: 1 };
    const given = { w: [0], 'w.gradient': [3], 'w.moment0': [8.9], 'w.moment1': [3] };
    expect(valuesOf(runKernels(create, { plan: optimizerPlan(optimizer, 1), rows: 1, given }), 'w')[0]).toBeCloseTo(-0.1 * 3, 6);
  });

  test.each(OPTIMIZERS)('%s agrees with double precision at every size, statistics included', (_, optimizer) => {
    for (const size of [...EDGE_SIZES, 257]) {
      const square: string = { SGD: '', Adam: 'w.moment1', AdamW: 'w.moment1', RMSprop: 'w.moment0', Adagrad: 'w.moment0' }[optimizer.kind];
      const run = { plan: optimizerPlan(optimizer, size), rows: 1, given: square ? { [square]: squares(size) } : {} };
      for (const step of [1, 2, 1000]) expect(largestError(create, { ...run, running: { step, lr: 0.01 } }).error).toBeLessThan(1e-6);
    }
  });

  test('the update ratio is the size of the step in weights, the weight norm that before it', () => {
    const machine = runKernels(create, { plan: optimizerPlan(PLAIN_SGD, 2), rows: 1, given: { w: [3, 4], 'w.gradient': [6, 8] } });
    expect(statistic(machine, 0, 'weight_norm')).toBe(5);
    expect(statistic(machine, 0, 'update_ratio')).toBeCloseTo((0.1 * 10) / 5, 6);
  });

  test('a moment that is not a number stays so', () => {
    for (const optimizer of [
      ADAM,
      { ...PLAIN_SGD, momentum: 0.9 },
      { ...RMSPROP, centered: true, momentum: 0.9 },
      ADAGRAD,
    ] as Optimizer[]) {
      const plan = optimizerPlan(optimizer, 1);
      const machine = runKernels(create, { plan, rows: 1, given: { w: [1], 'w.gradient': [NaN] }, running: { step: 2 } });
      for (const { name, role } of plan.tensors) if (role === 'moment') expect(valuesOf(machine, name)[0], name).toBeNaN();
    }
  });

  test('an update that is not a number is not finite, and of a weight that is all zero there is no ratio', () => {
    const run = (w: number[], gradient: number[]) =>
      runKernels(create, { plan: optimizerPlan(PLAIN_SGD, 2), rows: 1, given: { w, 'w.gradient': gradient } });
    expect(statistic(run([3, 4], [NaN, 0]), 0, 'update_ratio')).toBe(Infinity);
    const zero = run([0, 0], [1, 1]);
    expect([statistic(zero, 0, 'weight_norm'), statistic(zero, 0, 'update_ratio')]).toEqual([0, NaN]);
  });

  test('a step that is not recorded leaves the statistics alone', () => {
    const given = { w: [3, 4], 'w.gradient': [6, 8] };
    const machine = runKernels(create, { plan: optimizerPlan(PLAIN_SGD, 2), rows: 1, given, mode: { ...RECORDED, recorded: false } });
    expect(statistic(machine, 0, 'update_ratio')).toBeNaN();
    expect(scalar(machine, 'gradient_norm')).toBeNaN();
  });

  test.each(OPTIMIZERS)('%s moves several parameters by the same bits whether a step is recorded or not', (_, optimizer) => {
    const initial = { kind: 'constant', value: 0 } as const;
    const learned = [1, 5, 33, 8].map((size, index) => ({ name: `w${index}`, shape: [size], initial, row: null }));
    const sketch = new PlanSketch({ batch: 1, optimizer, learned });
    sketch.run('update', { kernel: 'clip_grad_norm' });
    learned.forEach((__, parameter) => sketch.run('update', { kernel: 'optimize', parameter, row: null }));
    const plan = sketch.plan();
    const moments = plan.tensors.filter(({ role }) => role === 'moment');
    const given = Object.fromEntries(moments.map(({ name, size }) => [name, squares(size)]));
    const [recorded, unrecorded] = [true, false].map((recorded) => {
      const run = { plan, rows: 1, given, mode: { ...RECORDED, recorded }, running: { step: 2, clip_grad_norm: 0.5 } };
      return plan.tensors.filter(({ role }) => role !== 'report').map(({ name }) => valuesOf(runKernels(create, run), name));
    });
    expect(unrecorded).toEqual(recorded);
  });

  test('a weight’s gradient is told by length, mean, largest and zeros', () => {
    const given = { 'w.gradient': [0, -3, 4, 0, 0, 0] };
    const machine = runKernels(create, { plan: optimizerPlan(PLAIN_SGD, 6), rows: 1, given });
    const read = (['gradient_norm', 'gradient_mean', 'gradient_max', 'gradient_zeros'] as const).map((name) => statistic(machine, 0, name));
    expect(read.map((value) => Number(value.toFixed(6)))).toEqual([5, Number((7 / 6).toFixed(6)), 4, Number((4 / 6).toFixed(6))]);
    expect(scalar(machine, 'gradient_norm')).toBe(5);
  });

  test.each([1e-25, 1e-21, 1e-12, 1e15, 1e30])('statistics are exact for gradients of %d and weights as small or large', (size) => {
    const numbers = (factor: number) => Array.from({ length: 301 }, (_, i) => factor * ((i % 7) - 3));
    for (const weight of [size, 1]) {
      const given = { w: numbers(weight), 'w.gradient': numbers(size) };
      const run = { plan: optimizerPlan(PLAIN_SGD, 301), rows: 1, given };
      const machine = runKernels(create, run);
      const expected = expectedOf(run);
      for (const name of ['gradient_norm', 'gradient_mean', 'gradient_max', 'gradient_zeros', 'weight_norm'] as const)
        expect(statistic(machine, 0, name) / statistic(expected, 0, name), name).toBeCloseTo(1, 5);
      // what the weight cannot hold has not moved it
      if (weight === size || size > 1)
        expect(statistic(machine, 0, 'update_ratio') / statistic(expected, 0, 'update_ratio')).toBeCloseTo(1, 5);
    }
  });

  test('non-finite numbers of gradient and weight add up, for the row and for the step', () => {
    const given = { 'w.gradient': [1, NaN, 1, 1, 1, 1, 1, 1, 1], w: [0, 0, -Infinity, 0, 0, 0, 0, 0, NaN] };
    const machine = runKernels(create, { plan: optimizerPlan(PLAIN_SGD, 9), rows: 1, given });
    expect(statistic(machine, 0, 'non_finite')).toBe(3);
    expect(scalar(machine, 'non_finite')).toBe(3);
    for (const name of ['gradient_norm', 'gradient_mean', 'gradient_max'] as const) expect(statistic(machine, 0, name)).toBe(Infinity);
    expect(statistic(machine, 0, 'gradient_zeros')).toBe(0);
  });

  test('what an update makes of a weight that is too small is zero, and counted', () => {
    const given = { w: [3e-38, 1, 2e-38, 0, 0], 'w.gradient': [2.5e-37, 0, -1e-37, 0, 0] };
    const machine = runKernels(create, { plan: optimizerPlan(PLAIN_SGD, 5), rows: 1, given });
    expect(valuesOf(machine, 'w')).toEqual(
      [0, 1, Math.fround(3e-38), 0, 0].map((value, i) => (i === 2 ? valuesOf(machine, 'w')[2] : value)),
    );
    expect(valuesOf(machine, 'w')[2]! / 3e-38).toBeCloseTo(1, 6);
    expect([scalar(machine, 'underflow'), statistic(machine, 0, 'underflow')]).toEqual([1, 1]);
  });
});

describe.each(MACHINES)('$name', ({ create }) => {
  test.each(OPTIMIZERS.filter(([, { kind }]) => kind !== 'Adagrad'))('the moments of %s keep out of the denormals', (_, optimizer) => {
    const plan = optimizerPlan(optimizer, 9);
    const moments = plan.tensors.filter(({ role }) => role === 'moment').map(({ name }) => name);
    const held = Object.fromEntries(moments.map((name) => [name, new Array<number>(9).fill(1e-38)]));
    const given = { w: new Array(9).fill(0), 'w.gradient': new Array(9).fill(0), ...held };
    const machine = runKernels(create, { plan, rows: 1, given, running: { step: 2 } });
    for (const name of moments)
      for (const value of valuesOf(machine, name)) expect(value === 0 || value > 1e-37, `${name} ${value}`).toBe(true);
  });
});
