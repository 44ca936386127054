import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataFacts } from '../../../core/compiler/data-facts.ts';
import type { Document } from '../../../core/document/document.ts';
import { BOUND, checkGradients, rowsToCheck } from '../../../core/engine/check-gradients.ts';
import type { Machine } from '../../../core/engine/machine.ts';
import { Trainer } from '../../../core/engine/trainer.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import type { KernelName } from '../../../core/plan/step.ts';
import type { GradientCheck } from '../../../core/telemetry/gradient-check.ts';
import { Random } from '../../../core/tensor/random.ts';
import { compiled } from '../../helpers/compiled.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { moons, network } from '../../helpers/networks.ts';
import { randomNetwork } from '../../helpers/random-document.ts';

const FAST = MACHINES.filter(({ name }) => name.startsWith('WebAssembly'));
const [{ create }] = FAST as [(typeof FAST)[number]];
const ROWS = 7;

function facts(width: number, classes: number, targetWidth = 1): DataFacts {
  return { name: 'drawn', width, task: classes > 0 ? 'classification' : 'regression', classes, targetWidth };
}

/** A machine with fresh weights and drawn rows, and what the check is to be given beside it. */
function prepared(make: (plan: Plan) => Machine, document: Document, { width, classes, targetWidth }: DataFacts) {
  const plan = compiled(document, facts(width, classes, targetWidth));
  const machine = make(plan);
  const random = new Random(7, 9);
  const features = Float32Array.from({ length: ROWS * width }, () => random.normal());
  const targets = Float32Array.from({ length: ROWS * targetWidth }, () => (classes > 0 ? random.integer(classes) : random.normal()));
  const trainer = new Trainer(machine, { seed: 3 });
  trainer.initialise();
  machine.bind(features, targets, ROWS);
  return { machine, trainer, batch: { first: 0, rows: ROWS, features, targets, running: { step: 1, seed: 3 } } };
}

function finished(check: Generator<void, GradientCheck>): GradientCheck {
  for (;;) {
    const { done, value } = check.next();
    if (done) return value;
  }
}

const checked = (make: (plan: Plan) => Machine, document: Document, data: DataFacts) => {
  const { machine, batch } = prepared(make, document, data);
  return finished(checkGradients(machine, batch));
};

/** A machine whose kernel writes one number, or all of them, a share too large. */
function wrong(kernel: KernelName, share: number, where: (index: number) => boolean): (plan: Plan) => Machine {
  return (plan) => {
    const machine = create(plan);
    const spoil = (index: number, rows: number) => {
      const step = plan.backward[index] as { dx?: number; dweight?: number; dbias?: number; kernel: KernelName };
      if (step.kernel !== kernel) return;
      const { offset, size, batched } = plan.tensors[(step.dweight ?? step.dbias ?? step.dx)!]!;
      for (let i = 0; i < (batched ? rows * size : size); i++) if (where(i)) machine.arena[offset + i]! *= share;
    };
    return {
      ...machine,
      get arena() {
        return machine.arena;
      },
      get order() {
        return machine.order;
      },
      runOne(list, index, mode, running, first, rows) {
        machine.runOne(list, index, mode, running, first, rows);
        if (list === 'backward') spoil(index, rows);
      },
      step(mode, running, first, rows) {
        machine.run('forward', mode, running, first, rows);
        plan.backward.forEach((step, index) => {
          if (step.when !== 'inspected') this.runOne('backward', index, mode, running, first, rows);
        });
        return 'sound';
      },
    };
  };
}

const deep = network([
  ['Input', 'input', { shape: [3] }],
  ['Linear', 'fc1', { out_features: 40 }],
  ['Tanh', 'tanh1'],
  ['Linear', 'fc2', { out_features: 17 }],
  ['Sigmoid', 'sigmoid1'],
  ['Linear', 'head', { out_features: 4 }],
  ['CrossEntropyLoss', 'loss'],
]);
const everything = (index: number) => index >= 0;

describe.each(FAST)('$name', ({ create: make }) => {
  test('the gradients of a network with BatchNorm, ReLU and Dropout are true, layer by layer, and all were looked at', () => {
    const check = checked(make, moons(), facts(2, 2));
    expect(check).toMatchObject({ passed: true, bound: BOUND, rows: ROWS });
    expect(check.layers.map(({ name }) => name)).toEqual(['fc1', 'bn1', 'relu1', 'drop1', 'head']);
    expect(check.largest).toBeLessThan(3e-5);
    expect(check.largest).toBe(Math.max(...check.layers.map(({ error }) => error!)));
    for (const { numbers, directions, kinks, faint } of check.layers) {
      expect(numbers + kinks + faint).toBeGreaterThanOrEqual(8);
      expect(directions + kinks).toBeGreaterThanOrEqual(4);
    }
  });

  test('no network whose kernels are right is accused', () => {
    fc.assert(
      fc.property(randomNetwork, ({ document, inputs, outputs, loss }) => {
        const classes = loss === 'MSELoss' ? 0 : loss === 'CrossEntropyLoss' ? outputs : 2;
        const check = checked(make, document, facts(inputs, classes, loss === 'MSELoss' ? outputs : 1));
        expect(check.largest ?? 0, JSON.stringify(check.layers.find(({ passed }) => !passed))).toBeLessThanOrEqual(BOUND);
      }),
      { numRuns: 60, seed: 4 },
    );
  });
});

describe('a wrong kernel', () => {
  test.each(['linear_weight_gradient', 'linear_bias_gradient'] as const)(
    '%s, off by a hundredth, is found in every layer that it computes',
    (kernel) => {
      const check = checked(wrong(kernel, 1.01, everything), deep, facts(3, 4));
      expect(check.passed).toBe(false);
      expect(check.layers.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(['fc1', 'fc2', 'head']);
      expect(check.largest).toBeGreaterThan(5e-3);
      expect(check.largest).toBeLessThan(5e-2);
    },
  );

  test('that passes a wrong gradient back shows at the outputs of the layers before it, and not after', () => {
    const check = checked(wrong('tanh_backward', 1.01, everything), deep, facts(3, 4));
    expect(check.layers.map(({ name, passed }) => [name, passed])).toEqual([
      ['fc1', false],
      ['tanh1', true],
      ['fc2', true],
      ['sigmoid1', true],
      ['head', true],
    ]);
  });

  test('that is wrong in one number of 680 is found by the directions, and told with what the slope should be', () => {
    const check = checked(
      wrong('linear_weight_gradient', 1.5, (index) => index === 77),
      network([
        ['Input', 'input', { shape: [3] }],
        ['Linear', 'fc1', { out_features: 200 }],
        ['Tanh', 'tanh1'],
        ['Linear', 'head', { out_features: 4, bias: false }],
        ['CrossEntropyLoss', 'loss'],
      ]),
      facts(3, 4),
    );
    const head = check.layers.find(({ name }) => name === 'head')!;
    expect(head.passed).toBe(false);
    expect(head.worst).toMatchObject({ tensor: 'head.weight', index: null });
    expect(head.worst!.computed).not.toBeCloseTo(head.worst!.expected, 4);
  });

  test('that leaves a gradient at zero is found', () => {
    expect(checked(wrong('linear_weight_gradient', 0, everything), deep, facts(3, 4)).largest).toBeGreaterThan(0.5);
  });

  test('that makes NaN is found, and which number', () => {
    const check = checked(
      wrong('linear_bias_gradient', NaN, (index) => index === 2),
      deep,
      facts(3, 4),
    );
    expect(check).toMatchObject({ passed: false, largest: Infinity });
    expect(check.layers[0]!.worst).toMatchObject({ tensor: 'fc1.bias', index: [2], computed: NaN });
  });
});

test('the machine is left as it was, bit for bit: weights, moments, running statistics, report', () => {
  const { machine, trainer, batch } = prepared(create, moons(), facts(2, 2));
  for (let step = 1; step <= 5; step++) trainer.trainStep(0, ROWS, { lr: 0.01, clip_grad_norm: 0, step, seed: 3 });
  const bits = () => [...new Uint32Array(machine.arena.slice().buffer)];
  const before = bits();
  const check = checkGradients(machine, { ...batch, running: { step: 6, seed: 3 } });
  expect(bits()).toEqual(before);
  expect(finished(check).passed).toBe(true);
  expect(bits()).toEqual(before);
});

test('what the machine does while the differences are taken does not disturb them', () => {
  const { machine, trainer, batch } = prepared(create, moons(), facts(2, 2));
  const undisturbed = finished(checkGradients(machine, batch));
  const check = checkGradients(machine, batch);
  for (let step = 1; ; step++) {
    trainer.trainStep(0, ROWS, { lr: 0.1, clip_grad_norm: 0, step, seed: 3 });
    const { done, value } = check.next();
    if (!done) continue;
    expect(value).toEqual(undisturbed);
    return;
  }
});

test('at zeros of a ReLU there is no slope, and that is counted and not judged', () => {
  const document = network([
    ['Input', 'input', { shape: [3] }],
    ['Linear', 'fc1', { out_features: 6, init: { kind: 'zeros' }, bias_init: { kind: 'zeros' } }],
    ['ReLU', 'relu1'],
    ['Linear', 'head', { out_features: 4 }],
    ['CrossEntropyLoss', 'loss'],
  ]);
  const [fc1, relu1, head] = checked(create, document, facts(3, 4)).layers;
  expect(fc1!.kinks).toBeGreaterThan(12);
  expect(fc1!.numbers + fc1!.directions).toBe(0);
  expect(fc1).toMatchObject({ passed: true, error: null, worst: null });
  for (const { kinks, passed } of [relu1!, head!]) expect([kinks, passed]).toEqual([0, true]);
});

test('a gradient that vanishes on twenty sigmoids is checked as far as double precision reaches, and what is fainter is counted', () => {
  const blocks = Array.from({ length: 20 }, (_, i) => [
    ['Linear', `fc${i}`, { out_features: 8 }] as const,
    ['Sigmoid', `s${i}`] as const,
  ]).flat();
  const document = network([
    ['Input', 'input', { shape: [3] }],
    ...blocks,
    ['Linear', 'head', { out_features: 4 }],
    ['CrossEntropyLoss', 'loss'],
  ]);
  const { layers, passed } = checked(create, document, facts(3, 4));
  expect(passed).toBe(true);
  expect(layers[0]!.faint).toBeGreaterThan(0);
  expect(layers.at(-1)).toMatchObject({ faint: 0, kinks: 0 });
  expect(layers.find(({ name }) => name === 'fc12')!.numbers).toBeGreaterThan(0);
});

test('numbers that are lost in the forward pass fail at every layer', () => {
  const { machine, trainer, batch } = prepared(create, deep, facts(3, 4));
  trainer.parameter('fc1.weight').fill(NaN);
  const { passed, finite, layers } = finished(checkGradients(machine, batch));
  expect({ passed, finite }).toEqual({ passed: false, finite: false });
  expect(layers.every(({ error }) => error === Infinity)).toBe(true);
});

test('a large network is checked on fewer rows than a small one, and never on more than there are', () => {
  const large = compiled(
    network([
      ['Input', 'input', { shape: [784] }],
      ['Linear', 'fc1', { out_features: 512 }],
      ['ReLU', 'relu1'],
      ['Linear', 'fc2', { out_features: 256 }],
      ['ReLU', 'relu2'],
      ['Linear', 'head', { out_features: 10 }],
      ['CrossEntropyLoss', 'loss'],
    ]),
    facts(784, 10),
  );
  const small = compiled(moons(), facts(2, 2));
  expect(rowsToCheck(large, 1000)).toBeGreaterThanOrEqual(8);
  expect(rowsToCheck(large, 1000)).toBeLessThan(32);
  expect(rowsToCheck(small, 1000)).toBe(32);
  expect(rowsToCheck(small, 5)).toBe(5);
});
