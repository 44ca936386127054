import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuse } from '../../../core/engine/fuse.ts';
import * as layout from '../../../core/engine/kernels/layout.ts';
import type { List, Machine, Mode } from '../../../core/engine/machine.ts';
import { Trainer } from '../../../core/engine/trainer.ts';
import { readsOf } from '../../../core/plan/operands.ts';
import type { Plan, Role } from '../../../core/plan/plan.ts';
import { Random } from '../../../core/tensor/random.ts';
import { compiled } from '../../helpers/compiled.ts';
import { cutInto } from '../../helpers/cut-into.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { network } from '../../helpers/networks.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';
import { planOfRandom, randomNetwork } from '../../helpers/random-document.ts';

const LISTS = ['forward', 'backward', 'update'] as const;
const UNRECORDED: Mode = { training: true, recorded: false, inspected: false, scored: true };
const EVALUATION: Mode = { training: false, recorded: false, inspected: false, scored: true };
const INSPECTION: Mode = { training: false, recorded: false, inspected: true, scored: true };
const PREDICTION: Mode = { training: false, recorded: false, inspected: false, scored: false };

function plain(widths: readonly number[], batch: number, activation = 'ReLU'): Plan {
  const [inputs, ...outputs] = widths;
  const hidden = outputs
    .slice(0, -1)
    .flatMap((out_features, index) => [['Linear', `fc${index}`, { out_features }] as const, [activation, `act${index}`] as const]);
  const classes = outputs.at(-1)!;
  const document = network(
    [['Input', 'input', { shape: [inputs] }], ...hidden, ['Linear', 'head', { out_features: classes }], ['CrossEntropyLoss', 'loss']],
    { training: { optimizer: { kind: 'SGD', lr: 0.05, momentum: 0.9 }, batch_size: batch, seed: 3, clip_grad_norm: null } },
  );
  return compiled(document, { name: 'drawn', width: inputs!, task: 'classification', classes, targetWidth: 1 });
}

/** What is fused, as the kernels of product and ReLU and what is between them in the list. */
function fusedIn(plan: Plan, list: List): string[] {
  const { gates, done } = fuse(plan[list], plan);
  expect(gates.size).toBe(done.size);
  const names = plan[list].map(({ kernel }) => kernel);
  return [...gates.keys()].map((product, index) => {
    const [from, to] = [plan[list].indexOf(product), plan[list].indexOf([...done][index]!)];
    return names.slice(from, to + 1).join(' ');
  });
}

describe('what is fused', () => {
  test('a ReLU with the Linear layer before it, and its backward pass with that of the one behind it', () => {
    const plan = plain([3, 8, 6, 2], 4);
    expect(fusedIn(plan, 'forward')).toEqual(Array.from({ length: 2 }, () => 'linear probe_finite relu'));
    expect(fusedIn(plan, 'backward')).toEqual(Array.from({ length: 2 }, () => 'linear_input_gradient probe_signal relu_backward'));
  });

  test.each(['LeakyReLU', 'Sigmoid', 'Tanh'])('no %s', (activation) => {
    const plan = plain([3, 8, 6, 2], 4, activation);
    expect([...fusedIn(plan, 'forward'), ...fusedIn(plan, 'backward')]).toEqual([]);
  });

  /** A product and a ReLU behind it, which a change may spoil. */
  function sketched(change: { inPlace?: boolean; other?: boolean; between?: 'probe_finite' | 'add' | 'gather'; when?: 'scored' }): Plan {
    const sketch = new PlanSketch({ batch: 2 });
    const [x, weight, y, z] = [sketch.rows('x', 3), sketch.tensor('weight', [4, 3]), sketch.rows('y', 4), sketch.rows('z', 4)];
    sketch.run('forward', { kernel: 'linear', x, weight, bias: null, y });
    if (change.between === 'probe_finite') sketch.run('forward', { kernel: 'probe_finite', x: y, row: 0 }, 'recorded');
    if (change.between === 'add') sketch.run('forward', { kernel: 'add', a: y, b: y, y: z });
    if (change.between === 'gather') sketch.run('forward', { kernel: 'gather', from: 'features', column: 0, y: z });
    sketch.run('forward', { kernel: 'relu', x: change.other ? z : y, y: change.other ? z : sketch.rows('relu', 4) }, change.when);
    const plan = sketch.plan();
    const at = (name: string) => plan.tensors.find((tensor) => tensor.name === name)!;
    if (change.inPlace === false || change.other) return plan;
    const tensors = plan.tensors.map((tensor) => (tensor.name === 'relu' ? { ...tensor, offset: at('y').offset } : tensor));
    return { ...plan, tensors };
  }

  test('what a statistic alone looks at in between', () => {
    expect(fusedIn(sketched({ between: 'probe_finite' }), 'forward')).toEqual(['linear probe_finite relu']);
  });

  test('what no step touches in between', () => {
    expect(fusedIn(sketched({ between: 'gather' }), 'forward')).toEqual(['linear gather relu']);
  });

  test.each([
    ['is read by another step before', { between: 'add' } as const],
    ['is needed after the ReLU, which writes elsewhere', { inPlace: false }],
    ['is not what the ReLU reads', { other: true }],
    ['runs when the ReLU does not', { when: 'scored' } as const],
  ])('no product whose result %s', (_, change) => {
    expect(fusedIn(sketched(change), 'forward')).toEqual([]);
  });
});

/** Draws parameters and data, ties and zeros of either sign among them. */
function prepare(machine: Machine, rows: number): Trainer {
  const { plan } = machine;
  const trainer = new Trainer(machine, { seed: 3 });
  trainer.initialise();
  const random = new Random(5, 1);
  const targetWidth = plan.tensors[plan.target!]!.size;
  const inputs = plan.inputs.reduce((sum, { tensor }) => sum + plan.tensors[tensor]!.size, 0);
  const number = () => (random.uniform() < 0.1 ? [0, -0, 1e-38, -1e-38][random.integer(4)]! : random.normal());
  const classes = plan.tensors[plan.output]!.size;
  machine.bind(
    Float32Array.from({ length: rows * inputs }, number),
    Float32Array.from({ length: rows * targetWidth }, () =>
      plan.task === 'regression' ? random.normal() : random.integer(Math.max(2, classes)),
    ),
    rows,
  );
  return trainer;
}

/** Writes into the records of a fast machine that no product does what the ReLU behind it does; the first lies at PROGRAMS. */
function setApart({ plan, arena }: Machine): void {
  const memory = new DataView(arena.buffer);
  let record = layout.PROGRAMS;
  for (const list of ['forward', 'backward'] as const) {
    const { gates, done } = fuse(plan[list], plan);
    for (const step of plan[list]) {
      if (gates.has(step)) memory.setUint32(record + layout.OPERANDS + 4 * (step.kernel === 'linear' ? 6 : 5), 0, true);
      if (done.has(step)) memory.setInt32(record + layout.WHEN, layout.ALWAYS, true);
      record += layout.RECORD;
    }
  }
}

/** The bits of what a list leaves for others to read: of a tensor that nobody needs any more its successor may keep a part. */
function bitsAfterList({ plan, arena }: Machine, list: List, rows: number): Int32Array[] {
  const kept = new Set<Role>(['activation', 'saved']);
  const saved = [plan.output, ...plan.backward.flatMap(readsOf)].map((id) => plan.tensors[id]!).filter(({ role }) => kept.has(role));
  const learned = [plan.parameterRegion, plan.gradientRegion, ...plan.momentRegions];
  const left = list === 'forward' ? saved.map(({ offset, size, batched }) => ({ offset, size: batched ? rows * size : size })) : learned;
  return left.map(({ offset, size }) => new Int32Array(Float32Array.from(arena.subarray(offset, offset + size)).buffer));
}

/** What three steps of training leave, the last with fewer rows, and the passes that do not train. */
function bitsAfter(machine: Machine, rows: number): Int32Array[] {
  prepare(machine, rows);
  const running = { lr: 0.05, clip_grad_norm: 0, step: 0, seed: 3 };
  const run = (list: List, mode: Mode, count: number) => {
    machine.run(list, mode, running, 0, count);
    return bitsAfterList(machine, list, count);
  };
  const trained = [rows, rows, Math.ceil(rows / 2)].flatMap((count) => {
    running.step += 1;
    return LISTS.flatMap((list) => run(list, UNRECORDED, count));
  });
  return [...trained, ...[EVALUATION, INSPECTION, PREDICTION].flatMap((mode) => run('forward', mode, rows))];
}

/** Where two runs differ first, or null. */
function difference(some: readonly Int32Array[], others: readonly Int32Array[]): { part: number; index: number } | null {
  expect(some.map(({ length }) => length)).toEqual(others.map(({ length }) => length));
  for (const [part, bits] of some.entries()) {
    const index = bits.findIndex((word, at) => word !== others[part]![at]);
    if (index >= 0) return { part, index };
  }
  return null;
}

describe.each(MACHINES.filter(({ name }) => name.startsWith('WebAssembly')))('$name', ({ create }) => {
  function expectSameBits(plan: Plan, rows: number): void {
    const apart = create(plan);
    setApart(apart);
    expect(difference(bitsAfter(create(plan), rows), bitsAfter(apart, rows))).toBeNull();
  }

  test('fused and apart leave the same bits, for any network', () => {
    fc.assert(
      fc.property(randomNetwork, fc.integer({ min: 2, max: 7 }), (drawn, rows) => expectSameBits(planOfRandom(drawn), rows)),
      { numRuns: 100, seed: 4 },
    );
  });

  test('fused and apart leave the same bits, for any widths and rows', () => {
    const widths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(widths, fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 40 }), (before, classes, rows) => {
        const plan = plain([...before, classes], rows);
        expect(fusedIn(plan, 'forward')).toHaveLength(before.length - 1);
        expect(fusedIn(plan, 'backward')).toHaveLength(before.length - 1);
        expectSameBits(plan, rows);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  test.each([
    [[5, 7, 9, 3], 13],
    [[2, 8, 8, 2], 32],
    [[33, 37, 70, 41, 5], 31],
    // sums in blocks, panels in groups, packed strips
    [[1100, 270, 1100, 3], 15],
    [[300, 290, 310, 10], 70],
  ])('fused and apart leave the same bits, also of steps cut into chunks: widths %j, %i rows', (widths, rows) => {
    const plan = plain(widths, rows);
    const alone = create(plan);
    setApart(alone);
    const apart = bitsAfter(alone, rows);
    for (const chunks of [1, 3, 16]) {
      const machine = create(plan);
      cutInto(machine, chunks);
      expect(difference(bitsAfter(machine, rows), apart)).toBeNull();
    }
  });

  /** A step of training with one number of a tensor changed first. */
  function stepWith(name: string, index: number, value: number): { health: string; output: Float32Array } {
    const plan = plain([3, 8, 8, 2], 4);
    const machine = create(plan);
    prepare(machine, 4).parameter(name)[index] = value;
    const health = machine.step(UNRECORDED, { lr: 0.05, clip_grad_norm: 0, step: 1, seed: 3 }, 0, 4);
    const { offset, size } = plan.tensors.find((tensor) => tensor.name === 'act0.out')!;
    return { health, output: Float32Array.from(machine.arena.subarray(offset, offset + 4 * size)) };
  }

  test('minus infinity is noticed before a ReLU makes zero of it, and what is no number stays none', () => {
    const infinite = stepWith('fc0.bias', 0, -Infinity);
    expect(infinite.health).toBe('forward');
    expect(infinite.output[0]).toBe(0);
    const none = stepWith('fc0.bias', 7, NaN);
    expect(none.health).toBe('forward');
    expect([...none.output].filter(Number.isNaN)).toHaveLength(4);
  });

  test('a gradient that overflows is noticed where the ReLU before it lets nothing through', () => {
    const plan = plain([3, 8, 8, 4], 4);
    const machine = create(plan);
    const trainer = prepare(machine, 4);
    // all units are off, so that the logits are zero; the first hands back 0.75 of its weight, the others a quarter each, all of one sign
    trainer.parameter('fc1.bias').fill(-1e4);
    trainer.parameter('head.bias').fill(0);
    trainer.parameter('head.weight').fill(3e38).fill(-3e38, 0, 8);
    const running = { lr: 0.05, clip_grad_norm: 0, step: 1, seed: 3 };
    machine.bind(new Float32Array(3), new Float32Array(1), 1);
    expect(machine.step(UNRECORDED, running, 0, 1)).toBe('backward');
  });

  test('a step that runs alone does its own work and no other', () => {
    const plan = plain([3, 8, 2], 4);
    const machine = create(plan);
    prepare(machine, 4).parameter('fc0.bias').fill(-1e4);
    const { offset, size } = plan.tensors.find(({ name }) => name === 'act0.out')!;
    const highest = () => Math.max(...machine.arena.subarray(offset, offset + 4 * size));
    const runOne = (kernel: string) =>
      machine.runOne(
        'forward',
        plan.forward.findIndex((step) => step.kernel === kernel),
        UNRECORDED,
        { lr: 0, clip_grad_norm: 0, step: 1, seed: 3 },
        0,
        4,
      );
    runOne('gather');
    runOne('linear');
    expect(highest()).toBeLessThan(-9e3);
    runOne('relu');
    expect(highest()).toBe(0);
  });
});
