import { describe, expect, test } from 'vitest';
import { findNonFinite } from '../../../core/engine/find-non-finite.ts';
import type { Health, Machine } from '../../../core/engine/machine.ts';
import { Trainer } from '../../../core/engine/trainer.ts';
import type { Document } from '../../../core/document/document.ts';
import { compiled } from '../../helpers/compiled.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';

const FACTS = { name: 'rows', width: 2, task: 'classification', classes: 2, targetWidth: 1 } as const;
const ROWS = 4;
const running = { lr: 0.1, clip_grad_norm: 0, step: 1, seed: 5 };

const single = MACHINES.filter(({ name }) => !name.includes('double'));

/** A trainer on four rows; the third of them is `features`. */
function trainerOf(create: (plan: Machine['plan']) => Machine, document: Document, features: readonly [number, number] = [0.5, -0.25]) {
  const machine = create(compiled(document, FACTS));
  const trainer = new Trainer(machine, { seed: 3 });
  trainer.initialise();
  machine.bind(Float32Array.of(1, 2, -1, 0.5, ...features, 0.25, -2), Float32Array.of(0, 1, 0, 1), ROWS);
  return trainer;
}

const plain = network(
  [
    ['Input', 'input', { shape: [2] }],
    ['Linear', 'fc1', { out_features: 8 }],
    ['ReLU', 'relu1'],
    ['Linear', 'head', { out_features: 2 }],
    ['CrossEntropyLoss', 'loss'],
  ],
  { training: { optimizer: { kind: 'SGD', lr: 0.1 }, batch_size: ROWS } },
);

/** Runs a step, which must end where it is expected to, and finds the culprit. */
function lose(trainer: Trainer, list: Exclude<Health, 'sound'>, at: Partial<typeof running> = {}) {
  const settings = { ...running, ...at };
  expect(trainer.trainStep(0, ROWS, settings, false)).toBe(list);
  return findNonFinite(trainer.machine, list, settings, 0, ROWS);
}

describe.each(single)('$name', ({ create }) => {
  test('an output that overflows is found with its kernel, its layer and the row of the batch', () => {
    const trainer = trainerOf(create, plain, [3e38, 3e38]);
    trainer.parameter('fc1.weight').fill(2);
    expect(lose(trainer, 'forward')).toMatchObject({
      list: 'forward',
      kernel: 'linear',
      tensor: 'fc1.out',
      node: 'fc1',
      sample: 2,
      index: 0,
    });
  });

  test('minus infinity is found though a ReLU makes zero of it', () => {
    const trainer = trainerOf(create, plain, [3e38, 3e38]);
    trainer.parameter('fc1.weight').fill(-2);
    expect(lose(trainer, 'forward')).toMatchObject({ kernel: 'linear', tensor: 'fc1.out', sample: 2 });
  });

  test('a parameter that was lost before the step is named, and not what it spoils', () => {
    const trainer = trainerOf(create, plain);
    trainer.parameter('head.weight')[5] = NaN;
    expect(lose(trainer, 'forward')).toMatchObject({
      list: 'forward',
      kernel: 'linear',
      tensor: 'head.weight',
      role: 'parameter',
      index: 5,
      count: 1,
      sample: null,
    });
  });

  test('a gradient that overflows is found with the layer whose weights it belongs to', () => {
    const trainer = trainerOf(create, plain, [3e38, 3e38]);
    trainer.parameter('fc1.weight').fill(0);
    trainer.parameter('fc1.bias').fill(1);
    // the third row, of class 0, is taken for class 1
    const head = trainer.parameter('head.weight');
    for (let i = 0; i < head.length; i++) head[i] = i < 8 ? -100 : 100;
    expect(lose(trainer, 'backward')).toMatchObject({
      list: 'backward',
      kernel: 'linear_weight_gradient',
      role: 'parameter_gradient',
      node: 'fc1',
      sample: null,
    });
  });

  test('an update that overflows is found at the first parameter that it spoils', () => {
    const trainer = trainerOf(create, plain);
    expect(lose(trainer, 'update', { lr: Infinity })).toMatchObject({
      list: 'update',
      kernel: 'optimize',
      role: 'parameter',
      sample: null,
    });
  });

  test.each([
    ['Adam', 'fc1.weight.exp_avg_sq'],
    ['AdamW', 'fc1.weight.exp_avg_sq'],
    ['RMSprop', 'fc1.weight.square_avg'],
    ['Adagrad', 'fc1.weight.sum'],
  ] as const)('a mean of squares that overflows stops %s, which would never move that weight again', (kind, tensor) => {
    const trainer = trainerOf(create, { ...plain, training: { ...plain.training, optimizer: { kind, lr: 0.1 } } }, [1e30, 1e30]);
    trainer.parameter('fc1.weight').fill(0);
    trainer.parameter('fc1.bias').fill(1);
    expect(lose(trainer, 'update')).toMatchObject({ list: 'update', kernel: 'optimize', tensor, role: 'moment', node: 'fc1' });
  });

  test('a loss that single precision cannot hold is found though its gradient is finite', () => {
    const document = network([
      ['Input', 'input', { shape: [2] }],
      ['Linear', 'head', { out_features: 1 }],
      ['MSELoss', 'loss'],
    ]);
    const trainer = trainerOf(create, document);
    trainer.parameter('head.bias').fill(1e25);
    expect(lose(trainer, 'forward')).toMatchObject({ kernel: 'mse', tensor: 'loss.out', count: 1 });
  });

  test('a running variance that overflows is found though what it normalised is finite', () => {
    const trainer = trainerOf(create, moons());
    trainer.parameter('fc1.weight').fill(1e25);
    expect(lose(trainer, 'forward')).toMatchObject({ kernel: 'batch_norm', tensor: 'bn1.running_var', role: 'buffer', index: 0 });
  });

  test('running statistics and the dropout mask are those of the step, and stay so', () => {
    const trainer = trainerOf(create, withSetting(moons(), 'drop1', 'p', 0.5));
    trainer.parameter('head.weight').fill(3e38);
    expect(trainer.trainStep(0, ROWS, running, false)).toBe('forward');
    const before = trainer.state().map(({ name, values }) => [name, values]);
    expect(findNonFinite(trainer.machine, 'forward', running, 0, ROWS)).toMatchObject({
      kernel: 'linear',
      tensor: 'head.out',
      node: 'head',
    });
    expect(trainer.state().map(({ name, values }) => [name, values])).toEqual(before);
  });

  test('where all is finite nothing is found', () => {
    const trainer = trainerOf(create, moons());
    expect(trainer.trainStep(0, ROWS, running, false)).toBe('sound');
    for (const list of ['forward', 'backward', 'update'] as const)
      expect(findNonFinite(trainer.machine, list, running, 0, ROWS)).toBeNull();
  });
});

test('every machine finds the same number', () => {
  const found = single.map(({ create }) => {
    const trainer = trainerOf(create, moons(), [3e38, 3e38]);
    trainer.parameter('fc1.weight').fill(2);
    trainer.trainStep(0, ROWS, running, false);
    return findNonFinite(trainer.machine, 'forward', running, 0, ROWS);
  });
  for (const each of found) expect(each).toEqual(found[0]);
});
