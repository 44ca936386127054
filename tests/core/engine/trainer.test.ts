import { describe, expect, test } from 'vitest';
import type { Machine, Running } from '../../../core/engine/machine.ts';
import { Trainer } from '../../../core/engine/trainer.ts';
import type { Optimizer, Plan } from '../../../core/plan/plan.ts';
import { SCALAR, STATISTIC, rowStart } from '../../../core/plan/report.ts';
import { Random, STREAMS } from '../../../core/tensor/random.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';

const ADAM: Optimizer = { kind: 'Adam', lr: 0.01, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0 };

/** 2 → 6 → tanh → ReLU on the same numbers → 2 classes, dropout between. */
function classifierPlan(batch: number): Plan {
  const uniform = { kind: 'uniform', low: -0.7, high: 0.7 } as const;
  const sketch = new PlanSketch({
    batch,
    rows: 3,
    optimizer: ADAM,
    learned: [
      { name: 'fc1.weight', shape: [6, 2], initial: { kind: 'normal', mean: 0, std: 0.5 }, row: 0 },
      { name: 'fc1.bias', shape: [6], initial: { kind: 'constant', value: 0.25 }, row: null },
      { name: 'fc2.weight', shape: [2, 6], initial: uniform, row: 2 },
    ],
  });
  const of = (name: string) => sketch.named(name);
  const x = sketch.input('x', 2);
  const [z, bent, kept, logits] = [sketch.rows('z', 6), sketch.rows('bent', 6), sketch.rows('kept', 6), sketch.rows('logits', 2)];
  sketch.run('forward', { kernel: 'linear', x, weight: of('fc1.weight'), bias: of('fc1.bias'), y: z });
  sketch.run('forward', { kernel: 'tanh', x: z, y: bent });
  sketch.run(
    'forward',
    { kernel: 'probe_units', y: bent, activation: 'tanh', peak: sketch.tensor('peak0', [6], 'scratch'), row: 0 },
    'inspected',
  );
  sketch.run(
    'forward',
    { kernel: 'probe_units', y: bent, activation: 'relu', peak: sketch.tensor('peak1', [6], 'scratch'), row: 1 },
    'inspected',
  );
  sketch.run('forward', { kernel: 'dropout', x: bent, y: kept, p: 0.1, stream: STREAMS.dropout });
  sketch.run('forward', { kernel: 'linear', x: kept, weight: of('fc2.weight'), bias: null, y: logits });
  const target = sketch.target(1, 'classification');
  const probabilities = sketch.rows('probabilities', 2);
  sketch.run('forward', { kernel: 'cross_entropy', x: logits, target, probabilities, loss: sketch.tensor('loss', []) }, 'scored');
  const dlogits = sketch.rows('dlogits', 2);
  const dhidden = sketch.rows('dhidden', 6);
  sketch.run('backward', { kernel: 'cross_entropy_backward', probabilities, target, dx: dlogits });
  sketch.run('backward', { kernel: 'linear_weight_gradient', dy: dlogits, x: kept, dweight: of('fc2.weight.gradient') });
  sketch.run('backward', { kernel: 'linear_input_gradient', dy: dlogits, weight: of('fc2.weight'), dx: dhidden });
  sketch.run('backward', { kernel: 'dropout_backward', dy: dhidden, dx: dhidden, p: 0.1, stream: STREAMS.dropout });
  sketch.run('backward', { kernel: 'tanh_backward', y: bent, dy: dhidden, dx: dhidden });
  sketch.run('backward', { kernel: 'linear_weight_gradient', dy: dhidden, x, dweight: of('fc1.weight.gradient') });
  sketch.run('backward', { kernel: 'linear_bias_gradient', dy: dhidden, dbias: of('fc1.bias.gradient') });
  sketch.run('update', { kernel: 'clip_grad_norm' });
  [0, 1, 2].forEach((parameter) => sketch.run('update', { kernel: 'optimize', parameter, row: [0, null, 2][parameter]! }));
  sketch.output(logits);
  return sketch.plan();
}

const ROWS = 50;
const random = new Random(3, STREAMS.data);
const features = Float32Array.from({ length: 2 * ROWS }, () => random.normal());
const targets = Float32Array.from({ length: ROWS }, (_, row) => (features[2 * row]! * features[2 * row + 1]! > 0 ? 1 : 0));

function trainerOn(create: (plan: Plan) => Machine, batch = 8, seed = 1): Trainer {
  const machine = create(classifierPlan(batch));
  const trainer = new Trainer(machine, { seed });
  machine.bind(features, targets, ROWS);
  trainer.initialise();
  return trainer;
}

function train(trainer: Trainer, steps: number, from = 0): void {
  const running: Running = { lr: 0.01, clip_grad_norm: 1, step: from, seed: 1 };
  for (let step = from; step < from + steps; step++) {
    running.step = step + 1;
    trainer.trainStep((step * 8) % 48, 8, running);
  }
}

describe.each(MACHINES)('$name', ({ create }) => {
  test('parameters are drawn as the plan says, each from its own stream', () => {
    const trainer = trainerOn(create);
    const [first, second] = [new Random(1, STREAMS.initialise), new Random(1, STREAMS.initialise + 2)];
    [...trainer.parameter('fc1.weight')].forEach((value) => expect(value).toBeCloseTo(0.5 * first.normal(), 6));
    expect([...trainer.parameter('fc1.bias')]).toEqual(new Array(6).fill(0.25));
    [...trainer.parameter('fc2.weight')].forEach((value) => expect(value).toBeCloseTo(-0.7 + 1.4 * second.uniform(), 6));
    expect([...trainer.parameter('fc1.weight.moment1')]).toEqual(new Array(12).fill(0));
  });

  test('initialising again is a new start, whatever came of the last', () => {
    const trainer = trainerOn(create);
    const fresh = trainer.state();
    trainer.trainStep(0, 8, { lr: Infinity, clip_grad_norm: 0, step: 1, seed: 1 });
    expect([...trainer.parameter('fc1.weight')].every(Number.isFinite)).toBe(false);
    trainer.initialise();
    expect(trainer.state()).toEqual(fresh);
  });

  test('what is given is not drawn, and the others are drawn as they would be', () => {
    const trainer = trainerOn(create);
    const fresh = trainer.state();
    trainer.initialise([
      { name: 'fc1.weight', values: new Float32Array(12) },
      { name: 'fc2.weight', values: new Float32Array(7) }, // of another size: it cannot be loaded
    ]);
    expect([...trainer.parameter('fc1.weight')]).toEqual(new Array(12).fill(0));
    expect(trainer.state().slice(1)).toEqual(fresh.slice(1));
  });

  test('training lowers the loss', () => {
    const trainer = trainerOn(create);
    const before = trainer.evaluate(0, ROWS);
    train(trainer, 300);
    const after = trainer.evaluate(0, ROWS);
    expect(after.loss / ROWS).toBeLessThan((0.5 * before.loss) / ROWS);
    expect(after.correct).toBeGreaterThan(before.correct);
  });

  test('a step reports its loss, norm and every statistic of its layers', () => {
    const trainer = trainerOn(create);
    train(trainer, 1);
    const { report } = trainer;
    for (const scalar of ['loss', 'correct', 'gradient_norm', 'clipped'] as const)
      expect(report[SCALAR[scalar]], scalar).toBeGreaterThanOrEqual(0);
    expect(report[rowStart(0) + STATISTIC.update_ratio]).toBeGreaterThan(0);
    expect(report[rowStart(2) + STATISTIC.weight_norm]).toBeGreaterThan(0);
    expect(report[rowStart(1) + STATISTIC.dead]).toBeNaN();
  });

  test('a measurement does not depend on how the rows are cut into batches', () => {
    const [small, large] = [trainerOn(create, 8).evaluate(3, 41), trainerOn(create, 64).evaluate(3, 41)];
    expect(small.rows).toBe(41);
    expect(small.correct).toBe(large.correct);
    expect(small.loss).toBeCloseTo(large.loss, 4);
  });

  test('an inspection sees all its rows at once, however they are cut, and leaves the network alone', () => {
    const [small, large] = [trainerOn(create, 8), trainerOn(create, 64)];
    const before = small.state();
    const measured = [small, large].map((trainer) => {
      trainer.parameter('fc1.bias').set([9, -9, 0, 0.1, -0.1, -3]);
      const { loss, correct } = trainer.inspect(5, 45);
      return {
        loss,
        correct,
        saturated: trainer.report[rowStart(0) + STATISTIC.saturated]!,
        dead: trainer.report[rowStart(1) + STATISTIC.dead]!,
      };
    });
    expect(measured[0]!.loss).toBeCloseTo(measured[1]!.loss, 4);
    expect(measured[0]!.correct).toBe(measured[1]!.correct);
    expect(measured[0]!.saturated).toBeCloseTo(measured[1]!.saturated, 6);
    expect(measured[0]!.saturated).toBeGreaterThan(0.3);
    expect(measured[0]!.dead).toBe(measured[1]!.dead);
    expect(measured[0]!.dead).toBeGreaterThanOrEqual(Math.fround(1 / 6));
    small.parameter('fc1.bias').fill(0.25);
    expect(small.state()).toEqual(before);
  });

  test('an inspection forgets the one before', () => {
    const trainer = trainerOn(create);
    trainer.inspect(0, 20);
    const alive = trainer.report[rowStart(1) + STATISTIC.dead]!;
    trainer.parameter('fc1.bias').fill(-50);
    trainer.inspect(0, 20);
    expect(trainer.report[rowStart(1) + STATISTIC.dead]).toBe(1);
    expect(alive).toBeLessThan(1);
  });

  test('predicting rows outside of the data set gives what the same rows give inside', () => {
    const trainer = trainerOn(create);
    const logits = trainer.predict(features, ROWS);
    expect(logits.length).toBe(2 * ROWS);
    const { correct } = trainer.evaluate(0, ROWS);
    const right = [...targets].filter((label, row) => (logits[2 * row + 1]! > logits[2 * row]! ? 1 : 0) === label).length;
    expect(right).toBe(correct);
  });

  test('a run that is saved and loaded into a machine of another batch size continues to the same numbers', () => {
    const straight = trainerOn(create);
    train(straight, 20);
    const first = trainerOn(create);
    train(first, 12);
    const second = trainerOn(create, 16, 99);
    expect(second.load(first.state())).toEqual([]);
    train(second, 8, 12);
    expect(second.state()).toEqual(straight.state());
  });

  test('loading names what was not there and leaves it', () => {
    const trainer = trainerOn(create);
    const before = [...trainer.parameter('fc2.weight')];
    const missing = trainer.load([
      { name: 'fc1.bias', values: [1, 2, 3, 4, 5, 6] },
      { name: 'fc2.weight', values: [1, 2, 3] },
      { name: 'foreign', values: [1] },
    ]);
    expect([...trainer.parameter('fc1.bias')]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...trainer.parameter('fc2.weight')]).toEqual(before);
    expect(missing).toContain('fc2.weight');
    expect(missing).not.toContain('fc1.bias');
  });
});

test('two runs of one seed are the same to the last bit, another seed is another run', () => {
  const { create } = MACHINES.find(({ name }) => name === 'WebAssembly, strict')!;
  const run = (seed: number) => {
    const trainer = trainerOn(create, 8, seed);
    train(trainer, 30);
    return trainer.state();
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});
