/**
 * @file Proof of the backward pass: what a machine computes as the gradient of the very plan that trains, with its present weights and
 * on real rows, against central differences of the loss that the plain twin computes in double precision. In training mode, with the
 * dropout mask of `running.step` and the statistics of the batch on both sides. Under test are every parameter and, so that a wrong
 * kernel shows where it stands, the gradient of every layer's output.
 *
 * A number's error is |g - d| / s with s the largest gradient in its tensor, so that exact zeros and numbers that are tiny beside
 * their neighbours raise no alarm. A direction moves every number of a tensor at once by ±h: its error is |v·g - d| / ‖g‖₂. For random
 * signs v the mean of its square is (‖g - d‖ / ‖g‖)², so one wrong number among many is seen as well as all of them off by a share.
 *
 * Where rows cancel (a bias before BatchNorm has no gradient in theory) single precision leaves nothing but rounding. How much, the
 * plain twin tells by running its own backward pass in double and in single precision, there also with weights a unit in the last
 * place off: s and ‖g‖ are never less than makes ROUNDINGS times that difference an error of BOUND. The twin's gradients set the
 * scale alone; what is compared are differences of the loss.
 */
import type { Plan, PlannedTensor } from '../plan/plan.ts';
import type { GradientCheck, LayerCheck } from '../telemetry/gradient-check.ts';
import { Random, STREAMS } from '../tensor/random.ts';
import type { Shape } from '../tensor/shape.ts';
import { costOfAll } from './forward-from.ts';
import { GradientTally } from './gradient-tally.ts';
import { gradientsOf, type Gradients } from './gradients-of.ts';
import { LossLandscape, type LossAlong } from './loss-landscape.ts';
import type { Machine, RealArray, Running } from './machine.ts';
import { createReferenceMachine } from './reference/reference-machine.ts';
import { slopeOf } from './slope.ts';
import { spreadOut } from './spread-out.ts';

/** The largest error that passes. Single precision ends near 1e-6, ten layers of BatchNorm near 1e-5; a wrong kernel begins near 1e-2. */
export const BOUND = 1e-4;
/** Kernels round their sums as well, which the twin in single precision does not. */
const ROUNDINGS = 64;
/** A unit in the last place of single precision, relative to the number: one of the smallest mantissa, half of one of the largest. */
const ULP = 2 ** -23;
/** Of the error that passes, the part that a difference may be uncertain by. */
const SHARE = 0.1;
/** Where a gradient is all zero, a slope whose error is 1, in roundings of the loss: the smallest that is wrong moves it by 1e6 of them. */
const STILL = 1e10;

/** Of each tensor: so many numbers with the largest gradients and as many drawn ones, or all of a small one; and so many directions. */
const NUMBERS = 4;
const DIRECTIONS = 4;
const LEAST = { numbers: 1, directions: 2 } as const;
/** What all losses may take together, multiply-adds counting as two: a second or two of the plain twin. */
const AFFORDABLE = 4e8;
/** Values of the loss that a slope takes, as a rule. */
const LOSSES = 4;
/** Fewer make poor statistics of a batch. */
const LEAST_ROWS = 8;

/** Real rows, as the machine has them at order[first .. first + rows), and as the twin is to have them. */
export interface CheckedBatch {
  readonly first: number;
  readonly rows: number;
  /** rows × features, row-major. */
  readonly features: RealArray;
  readonly targets: RealArray;
  /** `step` and `seed` of the dropout masks. */
  readonly running: Pick<Running, 'step' | 'seed'>;
}

/** How many of the rows that there are a check should take: a batch, or as many as there is time for. */
export function rowsToCheck(plan: Plan, available: number): number {
  const affordable = slopesAffordable(plan, 1) / (2 * LEAST.numbers + LEAST.directions);
  return Math.min(available, plan.batch, Math.max(LEAST_ROWS, Math.floor(affordable)));
}

/** Of each tensor, if a loss takes so many rows. */
function slopesAffordable(plan: Plan, rows: number): number {
  return AFFORDABLE / (costOfAll(plan) * rows * LOSSES);
}

/**
 * Takes from `machine` what it needs at once and leaves it as it was, bit for bit. The differences then come one by one, each `next`
 * a loss, while the machine may go on. @throws RangeError if the memory for the twin cannot be had.
 */
export function checkGradients(machine: Machine, batch: CheckedBatch): Generator<void, GradientCheck> {
  const { plan } = machine;
  const running: Running = { ...batch.running, lr: 0, clip_grad_norm: 0 };
  const { offset, size } = plan.parameterRegion;
  const weights = machine.arena.slice(offset, offset + size);
  const computed = gradientsOf(machine, running, batch.first, batch.rows);
  const twin = twinOf(plan, 'float64', weights, batch);
  const exact = gradientsOf(twin, running, 0, batch.rows);
  const rounded = [weights, nextTo(weights)].map((near) => gradientsOf(twinOf(plan, 'float32', near, batch), running, 0, batch.rows));
  return compare(new LossLandscape(twin, weights, running, batch.rows), computed, { exact, rounded });
}

/** Weights that single precision can hardly tell from these. */
function nextTo(weights: RealArray): RealArray {
  const random = new Random(weights.length, STREAMS.check, 2);
  return weights.map((weight) => weight * (1 + (random.word() & 1 ? ULP : -ULP)));
}

function twinOf(plan: Plan, precision: 'float32' | 'float64', weights: RealArray, { features, targets, rows }: CheckedBatch): Machine {
  const twin = createReferenceMachine(spreadOut(plan, rows), { precision });
  twin.bind(features, targets, rows);
  twin.arena.set(weights, plan.parameterRegion.offset);
  return twin;
}

/** The twin's own gradients in double precision, and in single precision here and right beside. */
interface Scales {
  readonly exact: Gradients;
  readonly rounded: readonly Gradients[];
}

function* compare(loss: LossLandscape, computed: Gradients, scales: Scales): Generator<void, GradientCheck> {
  const { plan, rows } = loss;
  const each = affordable(plan, rows);
  const layers: LayerCheck[] = [];
  const compared = new Set<PlannedTensor>();
  for (const [row, { node, name }] of plan.rows.entries()) {
    const tally = new GradientTally(BOUND);
    const subjects = parametersOf(loss, node, computed, scales);
    const output = loss.ofOutput(row);
    // what a Flatten puts out is another row's, and who reads that besides feels it, too, when it is moved
    if (!compared.has(output.tensor)) subjects.unshift(outputOf(output, row, rows, computed, scales));
    compared.add(output.tensor);
    for (const subject of subjects) yield* compareTensor(loss, subject, each, tally);
    layers.push(tally.layer(node, name));
  }
  const errors = layers.map(({ error }) => error).filter((error) => error !== null);
  const largest = errors.length === 0 ? null : Math.max(...errors);
  return { passed: layers.every(({ passed }) => passed), finite: computed.finite, bound: BOUND, largest, rows, layers };
}

interface Each {
  readonly numbers: number;
  readonly directions: number;
}

/** How many numbers of either kind, and how many directions, there is time for. */
function affordable(plan: Plan, rows: number): Each {
  const share = Math.min(1, slopesAffordable(plan, rows) / (2 * NUMBERS + DIRECTIONS));
  return {
    numbers: Math.max(LEAST.numbers, Math.floor(share * NUMBERS)),
    directions: Math.max(LEAST.directions, Math.floor(share * DIRECTIONS)),
  };
}

/** A tensor that the loss depends on, its gradient as computed, and the loss as a function of where its numbers are. */
interface Subject {
  readonly name: string;
  readonly shape: Shape;
  readonly gradient: RealArray;
  /** Differences whose error is 1: of one number, and along a direction over all. */
  readonly largest: number;
  readonly norm: number;
  readonly loss: LossAlong;
}

function outputOf(
  { tensor, loss }: ReturnType<LossLandscape['ofOutput']>,
  row: number,
  rows: number,
  computed: Gradients,
  { exact, rounded }: Scales,
): Subject {
  const gradient = computed.outputs[row]!;
  return {
    name: tensor.name,
    shape: [rows, ...tensor.shape],
    gradient,
    ...scaleOf(
      gradient,
      exact.outputs[row]!,
      rounded.map(({ outputs }) => outputs[row]!),
    ),
    loss,
  };
}

function parametersOf(landscape: LossLandscape, node: string, computed: Gradients, { exact, rounded }: Scales): Subject[] {
  const { plan } = landscape;
  const own = plan.parameters.map(({ tensor }) => plan.tensors[tensor]!).filter((tensor) => tensor.node === node);
  return own.map(({ id, name, shape, offset, size }) => {
    const at = offset - plan.parameterRegion.offset;
    const part = ({ parameters }: Gradients) => parameters.subarray(at, at + size);
    const gradient = part(computed);
    return { name, shape, gradient, ...scaleOf(gradient, part(exact), rounded.map(part)), loss: landscape.ofParameter(id) };
  });
}

function scaleOf(
  gradient: RealArray,
  exact: RealArray,
  rounded: readonly RealArray[],
): { readonly largest: number; readonly norm: number } {
  const differences = rounded.map((values) => exact.map((value, i) => value - values[i]!));
  const scale = (sizeOf: (values: RealArray) => number) =>
    Math.max(sizeOf(gradient), sizeOf(exact), (ROUNDINGS / BOUND) * Math.max(...differences.map(sizeOf)));
  return { largest: scale(largestOf), norm: scale(normOf) };
}

function* compareTensor(landscape: LossLandscape, subject: Subject, each: Each, tally: GradientTally): Generator<void, void> {
  const { name, shape, gradient, loss } = subject;
  const still = STILL * landscape.noise;
  const [largest, norm] = [subject.largest || still, subject.norm || still];
  const lost = gradient.findIndex((value) => !Number.isFinite(value));
  if (lost >= 0) {
    tally.addLost({ tensor: name, index: placeOf(lost, shape), computed: gradient[lost]! });
    return;
  }
  const slope = (start: number, direction: Float64Array, scale: number) =>
    slopeOf({ at: (distance) => loss(start, direction, distance), atZero: landscape.here, noise: landscape.noise }, SHARE * BOUND * scale);
  landscape.settle();
  const random = new Random(gradient.length, STREAMS.check, 1);
  const one = Float64Array.of(1);
  for (const index of chosenNumbers(gradient, each.numbers, random))
    tally.add({ tensor: name, index: placeOf(index, shape), computed: gradient[index]! }, yield* slope(index, one, largest), largest);

  const signs = new Float64Array(gradient.length);
  for (let time = 0; time < each.directions; time++) {
    for (let i = 0; i < signs.length; i++) signs[i] = random.word() & 1 ? 1 : -1;
    const computed = signs.reduce((sum, sign, i) => sum + sign * gradient[i]!, 0);
    tally.add({ tensor: name, index: null, computed }, yield* slope(0, signs, norm), norm);
  }
}

/** The `count` largest and as many others drawn; all of a small tensor. */
function chosenNumbers(gradient: RealArray, count: number, random: Random): readonly number[] {
  if (gradient.length <= 2 * count) return Array.from(gradient.keys());
  const chosen = new Set<number>();
  while (chosen.size < count) {
    let best = -1;
    for (let i = 0; i < gradient.length; i++)
      if (!chosen.has(i) && (best < 0 || Math.abs(gradient[i]!) > Math.abs(gradient[best]!))) best = i;
    chosen.add(best);
  }
  while (chosen.size < 2 * count) chosen.add(random.integer(gradient.length));
  return [...chosen];
}

function largestOf(values: RealArray): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}

function normOf(values: RealArray): number {
  let squares = 0;
  for (const value of values) squares += value ** 2;
  return Math.sqrt(squares);
}

/** The coordinates of the number at `index` of a row-major tensor. */
function placeOf(index: number, shape: Shape): number[] {
  const place: number[] = [];
  let rest = index;
  for (const extent of shape.toReversed()) {
    place.unshift(rest % extent);
    rest = Math.floor(rest / extent);
  }
  return place;
}
