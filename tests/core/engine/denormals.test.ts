/** @file No number that is too small for single precision stays where it would slow down every step: found by its bits. */
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import type { Machine } from '../../../core/engine/machine.ts';
import { Trainer } from '../../../core/engine/trainer.ts';
import type { Plan, Role } from '../../../core/plan/plan.ts';
import { compiled } from '../../helpers/compiled.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { network } from '../../helpers/networks.ts';
import { TRAINING, scalar } from '../../helpers/run-plan.ts';

const ROWS = 8;
const WIDTH = 6;

type Optimizer = NonNullable<Document['training']['optimizer']>;

function deepPlan(activation: string, depth: number, optimizer: Optimizer, settings: Record<string, unknown> = {}): Plan {
  const blocks = Array.from({ length: depth }, (_, index) => [
    ['Linear', `fc${index}`, { out_features: 8, ...settings }] as const,
    [activation, `act${index}`] as const,
  ]).flat();
  const document = network(
    [['Input', 'input', { shape: [WIDTH] }], ...blocks, ['Linear', 'head', { out_features: 3 }], ['CrossEntropyLoss', 'loss']],
    { training: { optimizer, batch_size: ROWS, epochs: 1, seed: 3, clip_grad_norm: null } },
  );
  return compiled(document, { name: 'drawn', width: WIDTH, task: 'classification', classes: 3, targetWidth: 1 });
}

const KEPT: readonly Role[] = ['parameter', 'moment', 'buffer', 'activation', 'saved', 'gradient', 'parameter_gradient'];

/** Tensors that hold a denormal number, by their bits: no exponent, but a mantissa. */
function denormalTensors({ plan, arena }: Machine): string[] {
  return plan.tensors
    .filter(({ role }) => KEPT.includes(role))
    .filter(({ offset, size, batched }) => {
      const bits = new Int32Array(Float32Array.from(arena.subarray(offset, offset + size * (batched ? ROWS : 1))).buffer);
      return bits.some((value) => (value & 0x7f800000) === 0 && (value & 0x007fffff) !== 0);
    })
    .map(({ name }) => name);
}

interface Course {
  readonly features: (index: number) => number;
  readonly steps: number;
  readonly lr: number;
}

describe.each(MACHINES.filter(({ name }) => name.startsWith('WebAssembly')))('$name', ({ create }) => {
  /** Trains, looks at every hundredth step, and returns the machine and the numbers flushed on the recorded ones. */
  function train(plan: Plan, { features, steps, lr }: Course): { machine: Machine; flushed: number } {
    const machine = create(plan);
    const trainer = new Trainer(machine, { seed: 3 });
    trainer.initialise();
    machine.bind(
      Float32Array.from({ length: ROWS * WIDTH }, (_, index) => features(index)),
      Float32Array.from({ length: ROWS }, (_, row) => row % 3),
      ROWS,
    );
    let flushed = 0;
    for (let step = 1; step <= steps; step++) {
      const recorded = step % 10 === 0;
      const health = trainer.trainStep(0, ROWS, { lr, clip_grad_norm: 0, step, seed: 3 }, recorded);
      if (step % 100 === 0) expect([step, health, denormalTensors(machine)]).toEqual([step, 'sound', []]);
      if (recorded) flushed += scalar(machine, 'underflow');
    }
    return { machine, flushed };
  }

  const zeros = () => 0;
  const waves = (index: number) => Math.sin(index);

  test('sixty sigmoids on inputs of zero, with Adam', () => {
    const { flushed } = train(deepPlan('Sigmoid', 60, { kind: 'Adam', lr: 0.01 }), { features: zeros, steps: 3000, lr: 0.01 });
    expect(flushed).toBeGreaterThan(0);
  });

  test.each([
    { kind: 'SGD', lr: 0.1, momentum: 0.9, nesterov: true },
    { kind: 'RMSprop', lr: 0.01, momentum: 0.9, centered: true },
    { kind: 'Adagrad', lr: 0.01 },
    { kind: 'AdamW', lr: 0.01, weight_decay: 0.5 },
  ] as Optimizer[])('sixty tanhs with $kind', (optimizer) => {
    train(deepPlan('Tanh', 60, optimizer, { init: { kind: 'normal', mean: 0, std: 0.05 } }), { features: waves, steps: 1500, lr: 0.01 });
  });

  test('ReLUs that are all dead leave moments that die away to nothing', () => {
    const settings = { bias_init: { kind: 'constant', value: -1 }, init: { kind: 'normal', mean: 0, std: 1e-3 } };
    const { machine } = train(deepPlan('ReLU', 4, { kind: 'Adam', lr: 0.01 }, settings), { features: waves, steps: 1500, lr: 0.01 });
    const means = machine.plan.tensors.filter(({ name }) => name === 'fc0.weight.exp_avg');
    for (const { offset, size } of means) expect(machine.arena.subarray(offset, offset + size).every((value) => value === 0)).toBe(true);
  });

  test('BatchNorms of features that are always the same', () => {
    const settings = { init: { kind: 'normal', mean: 0, std: 1e-3 } };
    const plan = deepPlan('BatchNorm1d', 2, { kind: 'SGD', lr: 0.1, weight_decay: 0.1 }, settings);
    train(plan, { features: zeros, steps: 1500, lr: 0.1 });
  });

  test('a softmax that is certain, and weights that decay to nothing', () => {
    train(deepPlan('ReLU', 1, { kind: 'SGD', lr: 1, weight_decay: 0.9 }), { features: waves, steps: 300, lr: 1 });
    train(deepPlan('ReLU', 1, { kind: 'SGD', lr: 20 }), { features: waves, steps: 300, lr: 20 });
  });
});

test('every machine makes the same numbers zero, and counts them', () => {
  const plan = deepPlan('Sigmoid', 30, { kind: 'SGD', lr: 0.1, momentum: 0.9 }, { init: { kind: 'normal', mean: 0, std: 0.02 } });
  const counts = MACHINES.map(({ create }) => {
    const machine = create(plan);
    const trainer = new Trainer(machine, { seed: 3 });
    trainer.initialise();
    machine.bind(
      Float32Array.from({ length: ROWS * WIDTH }, (_, index) => Math.sin(index)),
      Float32Array.from({ length: ROWS }, (_, row) => row % 3),
      ROWS,
    );
    trainer.trainStep(0, ROWS, { lr: 0.1, clip_grad_norm: 0, step: 1, seed: 3 });
    return scalar(machine, 'underflow');
  });
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts).toEqual(counts.map(() => counts[0]));
});

test.each(MACHINES)('$name: a recorded pass counts only what it made zero itself, after a step that counted for nobody', ({ create }) => {
  const plan = deepPlan('Sigmoid', 30, { kind: 'SGD', lr: 0.1, momentum: 0.9 }, { init: { kind: 'normal', mean: 0, std: 0.02 } });
  const machine = create(plan);
  const trainer = new Trainer(machine, { seed: 3 });
  trainer.initialise();
  machine.bind(new Float32Array(ROWS * WIDTH), new Float32Array(ROWS), ROWS);
  const running = { lr: 0, clip_grad_norm: 0, step: 1, seed: 3 };
  const counted = () => {
    machine.run('forward', TRAINING, running, 0, ROWS);
    return scalar(machine, 'underflow');
  };
  const before = counted();
  expect(trainer.trainStep(0, ROWS, running, false)).toBe('sound');
  expect(counted()).toBe(before);
});

test.each([
  ['Softmax', 'CrossEntropyLoss', 4],
  ['Sigmoid', 'CrossEntropyLoss', 4],
  ['ReLU', 'CrossEntropyLoss', 7],
  ['ReLU', 'BCEWithLogitsLoss', 1],
] as const)('every machine counts what even double precision cannot hold: %s before %s', (activation, loss, outputs) => {
  const document = network(
    [
      ['Input', 'input', { shape: [WIDTH] }],
      ['Linear', 'fc', { out_features: 5 }],
      [activation, 'act'],
      ['Linear', 'head', { out_features: outputs }],
      [loss, 'loss'],
    ],
    { training: { optimizer: { kind: 'SGD', lr: 0.1 }, batch_size: ROWS, seed: 3, clip_grad_norm: null } },
  );
  const classes = Math.max(2, outputs);
  const plan = compiled(document, { name: 'drawn', width: WIDTH, task: 'classification', classes, targetWidth: 1 });
  const counts = MACHINES.map(({ create }) => {
    const machine = create(plan);
    const trainer = new Trainer(machine, { seed: 3 });
    trainer.initialise();
    machine.bind(
      Float32Array.from({ length: ROWS * WIDTH }, (_, index) => 1e5 * Math.sin(index)),
      Float32Array.from({ length: ROWS }, (_, row) => row % classes),
      ROWS,
    );
    trainer.trainStep(0, ROWS, { lr: 0.1, clip_grad_norm: 0, step: 1, seed: 3 });
    return scalar(machine, 'underflow');
  });
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts).toEqual(counts.map(() => counts[0]));
});
