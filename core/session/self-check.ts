/**
 * @file Whether the kernels, as this process compiles them, compute what their plain twins do: asked before they may train where V8 was
 * told to take pairs of vectors as one of 256 bits, an experiment of its own. Small networks that use every kernel between them are
 * trained for a few steps on both machines, and every number that lasts is compared.
 */
import { compile } from '../compiler/compile.ts';
import type { DataFacts } from '../compiler/data-facts.ts';
import type { Document, Edge } from '../document/document.ts';
import { createReferenceMachine } from '../engine/reference/reference-machine.ts';
import { Trainer } from '../engine/trainer.ts';
import { createWasmMachine, type Kernels } from '../engine/wasm-machine.ts';
import type { Machine } from '../engine/machine.ts';
import type { Plan } from '../plan/plan.ts';
import { Random } from '../tensor/random.ts';

/** Of a tensor's largest number: sums in another order and fused multiply-adds stay at 1e-6, a wrong lane far above. */
export const SELF_CHECK_BOUND = 2e-5;
const STEPS = 3;
const SEED = 1;

export interface SelfCheck {
  /** The largest difference, relative to its tensor's largest number. */
  readonly largest: number;
  /** The tensor that differs by it. */
  readonly tensor: string;
}

type Block = readonly [layer: string, settings?: Readonly<Record<string, unknown>>];

interface Specimen {
  readonly width: number;
  readonly facts: Pick<DataFacts, 'task' | 'classes'>;
  readonly blocks: readonly Block[];
  /** Wires beside those of the chain: from one block's place to a second input of another's. */
  readonly skip?: readonly [from: number, to: number];
  readonly training: Document['training'];
}

const linear = (out_features: number, bias = true): Block => ['Linear', { out_features, bias }];

/** Widths beside vectors and tiles, sums longer than a block of the products. */
const SPECIMENS: readonly Specimen[] = [
  {
    width: 37,
    facts: { task: 'classification', classes: 5 },
    blocks: [
      // a bias before BatchNorm has no gradient but rounding, of which Adam makes whole steps
      linear(33, false),
      ['BatchNorm1d'],
      ['ReLU'],
      linear(33),
      ['Add'],
      ['Dropout', { p: 0.3 }],
      linear(17),
      ['LeakyReLU'],
      linear(5),
      ['CrossEntropyLoss'],
    ],
    skip: [3, 5],
    training: { optimizer: { kind: 'Adam', weight_decay: 0.01 }, batch_size: 30, clip_grad_norm: 0.5 },
  },
  {
    width: 700,
    facts: { task: 'classification', classes: 2 },
    blocks: [linear(72), ['Sigmoid'], linear(64), ['Tanh'], linear(13), ['Softmax'], linear(1), ['BCEWithLogitsLoss']],
    training: { optimizer: { kind: 'SGD', momentum: 0.9, nesterov: true }, batch_size: 64 },
  },
  {
    width: 3,
    facts: { task: 'regression', classes: 0 },
    blocks: [linear(8), ['ReLU'], linear(1), ['MSELoss']],
    training: { optimizer: { kind: 'RMSprop', momentum: 0.5, centered: true }, batch_size: 9 },
  },
  {
    width: 5,
    facts: { task: 'classification', classes: 3 },
    blocks: [linear(128), ['Tanh'], linear(3), ['CrossEntropyLoss']],
    training: { optimizer: { kind: 'Adagrad' }, batch_size: 61 },
  },
];

function documentOf({ width, blocks, skip, training }: Specimen): Document {
  const chain: readonly Block[] = [['Input', { shape: [width] }], ...blocks];
  const port = (place: number) => (chain[place]![0] === 'Add' ? 'in1' : 'in');
  const edges = blocks.map((_, index): Edge => ({ from: [`b${index}`, 'out'], to: [`b${index + 1}`, port(index + 1)] }));
  return {
    format: 'gradscape',
    version: 1,
    name: 'self-check',
    nodes: chain.map(([layer, settings = {}], place) => ({ id: `b${place}`, layer, name: `b${place}`, settings, position: [0, 0] })),
    edges: skip ? [...edges, { from: [`b${skip[0]}`, 'out'], to: [`b${skip[1]}`, 'in2'] }] : edges,
    training,
  };
}

/** The plans that the check trains. */
export function selfCheckPlans(): Plan[] {
  return SPECIMENS.map((specimen) => {
    const { width, facts } = specimen;
    const { plan } = compile(documentOf(specimen), { name: 'self-check', width, targetWidth: 1, ...facts }, []);
    if (!plan) throw new Error('A network of the self-check does not compile.');
    return plan;
  });
}

/** The same steps on any machine: a full batch, one that is not, and one that is not recorded. */
function train(machine: Machine, width: number, classes: number): Trainer {
  const { batch } = machine.plan;
  const random = new Random(SEED, 1);
  const trainer = new Trainer(machine, { seed: SEED });
  const Real = machine.arena.constructor as Float32ArrayConstructor;
  const features = Real.from({ length: 2 * batch * width }, () => Math.fround(random.normal()));
  const targets = Real.from({ length: 2 * batch }, (_, row) => (classes > 0 ? row % classes : Math.fround(random.normal())));
  trainer.initialise();
  machine.bind(features, targets, 2 * batch);
  for (let step = 1; step <= STEPS; step++)
    trainer.trainStep(batch >> 1, step === 2 ? batch - 2 : batch, { lr: 0.01, clip_grad_norm: 0.5, step, seed: SEED }, step !== 2);
  return trainer;
}

function difference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [largest, size] = [0, 1e-6];
  for (let i = 0; i < one.length; i++) {
    largest = Math.max(largest, Math.abs(one[i]! - other[i]!));
    size = Math.max(size, Math.abs(other[i]!));
  }
  return largest / size;
}

/** What is NaN on one side differs infinitely; both, and nothing was computed. */
function reportDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < one.length; i++) {
    if (Number.isNaN(one[i]!) && Number.isNaN(other[i]!)) continue;
    const apart = Math.abs(one[i]! - other[i]!) / Math.max(Math.abs(other[i]!), 1e-3);
    largest = Math.max(largest, Number.isNaN(apart) ? Infinity : apart);
  }
  return largest;
}

/** Some tens of milliseconds, once compiled. */
export function selfCheck(kernels: Kernels): SelfCheck {
  let worst: SelfCheck = { largest: 0, tensor: '' };
  const compare = (largest: number, tensor: string) => {
    if (!(largest <= worst.largest)) worst = { largest: Number.isNaN(largest) ? Infinity : largest, tensor };
  };
  selfCheckPlans().forEach((plan, index) => {
    const { width, facts } = SPECIMENS[index]!;
    const fast = train(createWasmMachine(plan, kernels), width, facts.classes);
    const plain = train(createReferenceMachine(plan, { precision: 'float64' }), width, facts.classes);
    const expected = plain.state();
    for (const [place, { name, values }] of fast.state().entries()) compare(difference(values, expected[place]!.values), name);
    compare(reportDifference(fast.report, plain.report), 'report');
    for (const trainer of [fast, plain]) trainer.inspect(0, plan.batch);
    compare(reportDifference(fast.report, plain.report), 'inspection');
  });
  return worst;
}
