/**
 * @file Writes a plan's steps as records that kernels/program.ts runs. A row of the table lists a kernel's operands in the order
 * of its arguments there: addresses and extents first, real numbers apart. The number of rows comes at run time.
 */
import type { Optimizer, Plan, TensorId } from '../plan/plan.ts';
import { SCALAR, STATISTIC, rowStart, type Scalar, type Statistic } from '../plan/report.ts';
import { rowOf, rowsByTensor } from '../plan/row-of.ts';
import type { KernelName, Operands, Step, When } from '../plan/step.ts';
import { featureWidth, targetWidth } from './data-set.ts';
import { fuse } from './fuse.ts';
import * as layout from './kernels/layout.ts';
import * as op from './kernels/opcodes.ts';

/** How a step may be cut into chunks, for several threads: see kernels/layout.ts. */
interface Cut {
  /** Units are perRow · rows + fixed. */
  readonly perRow: number;
  readonly fixed: number;
  readonly grain: number;
  /** Estimated time of the whole step for a full batch on one thread, in nanoseconds. */
  readonly work: number;
  /** Whether it may as well run in one piece. */
  readonly seamless?: boolean;
}

interface Encoded {
  readonly opcode: number;
  readonly operands: readonly number[];
  readonly numbers?: readonly number[];
  /** Left out: one chunk, whose range means nothing. */
  readonly cut?: Cut;
}

/** What a chunk must be worth: handing it out and waiting for the last cost a microsecond or two. */
const CHUNK_WORK = 6000;
/** What one number takes in nanoseconds: a sum or a choice, an exponential, a random word, a square of any size. */
const CHEAP = 0.2;
const CURVED = 2;
const NORMALISED = 0.6;
const DRAWN = 2;
const SQUARED = 0.3;
/** What an optimizer takes of one number, most of it memory's time. */
const UPDATED = 0.7;
const WHOLE: Cut = { perRow: 0, fixed: 1, grain: 1, work: 0 };

/** Columns of a matrix product: what is worth its time is some 30 multiply-adds a nanosecond. */
function byColumns(rows: number, columns: number, length: number, grain = layout.LINE / 4): Cut {
  return { perRow: 0, fixed: columns, grain, work: (rows * columns * length) / 30, seamless: true };
}

/** An eighth of a weight gradient's columns, in whole lines: each of its chunks packs all of dy. */
function broad(columns: number): number {
  const line = layout.LINE / 4;
  return line * Math.max(1, Math.floor(columns / (8 * line)));
}

/** What of the steps that always run is cut: nanoseconds of one thread, and the chunks of the one that is cut into most. */
export interface Shareable {
  readonly work: number;
  readonly chunks: number;
}

/** Chunks of a cut; a number of the plan alone, never of the threads. */
function chunksOf({ perRow, fixed, grain, work }: Cut, batch: number): number {
  const grains = Math.ceil((perRow * batch + fixed) / grain);
  return Math.max(1, Math.min(layout.CHUNKS_MOST, grains, Math.floor(work / CHUNK_WORK)));
}

/** Addresses in bytes of what a plan counts in numbers. */
class Addresses {
  readonly plan: Plan;
  readonly #arena: number;

  constructor(plan: Plan, arena: number) {
    this.plan = plan;
    this.#arena = arena;
  }

  /** 0 for a tensor that is left out. */
  of(tensor: TensorId | null | undefined): number {
    return tensor === null || tensor === undefined ? 0 : this.at(this.plan.tensors[tensor]!.offset);
  }

  at(offset: number): number {
    return this.#arena + 4 * offset;
  }

  size(tensor: TensorId): number {
    return this.plan.tensors[tensor]!.size;
  }

  /** The numbers of a batched tensor as what is cut; `each` is what one of them takes in nanoseconds. */
  numbers(tensor: TensorId, each: number): Cut {
    const size = this.size(tensor);
    return { perRow: size, fixed: 0, grain: layout.LINE / 4, work: size * this.plan.batch * each };
  }

  /** The features of a batched tensor, each with all its rows. */
  features(tensor: TensorId): Cut {
    const size = this.size(tensor);
    return { perRow: 0, fixed: size, grain: layout.LINE / 4, work: size * this.plan.batch * NORMALISED };
  }

  scalar(scalar: Scalar): number {
    return this.of(this.plan.report) + 4 * SCALAR[scalar];
  }

  statistic(row: number, statistic: Statistic): number {
    return this.of(this.plan.report) + 4 * (rowStart(row) + STATISTIC[statistic]);
  }
}

/** `gate` is where that of a product lies (fuse.ts), or 0. */
const ENCODINGS: { [K in KernelName]: (step: Operands<K>, a: Addresses, gate: number) => Encoded } = {
  gather: ({ from, column, y }, a) => ({
    opcode: op.GATHER,
    operands:
      from === 'features'
        ? [layout.FEATURES, featureWidth(a.plan), column, a.of(y), a.size(y)]
        : [layout.TARGETS, targetWidth(a.plan), column, a.of(y), a.size(y)],
    cut: { perRow: 1, fixed: 0, grain: 1, work: a.size(y) * a.plan.batch * CHEAP },
  }),
  linear: ({ x, weight, bias, y }, a, gate) => ({
    opcode: op.LINEAR,
    operands: [a.of(x), a.of(weight), a.of(bias), a.of(y), a.size(x), a.size(y), gate],
    cut: byColumns(a.plan.batch, a.size(y), a.size(x)),
  }),
  batch_norm: (s, a) => ({
    opcode: op.BATCH_NORM,
    operands: [
      ...[a.of(s.x), a.of(s.weight), a.of(s.bias), a.of(s.running_mean), a.of(s.running_var), a.of(s.num_batches_tracked)],
      ...[a.of(s.mean), a.of(s.rstd), a.of(s.y), a.size(s.x)],
    ],
    numbers: [s.eps, s.momentum ?? -1],
    cut: a.features(s.x),
  }),
  relu: ({ x, y }, a) => ({ opcode: op.RELU, operands: [a.of(x), a.of(y)], cut: a.numbers(y, CHEAP) }),
  leaky_relu: ({ x, y, negative_slope }, a) => ({
    opcode: op.LEAKY_RELU,
    operands: [a.of(x), a.of(y)],
    numbers: [negative_slope],
    cut: a.numbers(y, CHEAP),
  }),
  sigmoid: ({ x, y }, a) => ({ opcode: op.SIGMOID, operands: [a.of(x), a.of(y)], cut: a.numbers(y, CURVED) }),
  tanh: ({ x, y }, a) => ({ opcode: op.TANH, operands: [a.of(x), a.of(y)], cut: a.numbers(y, CURVED) }),
  softmax: ({ x, y }, a) => ({ opcode: op.SOFTMAX, operands: [a.of(x), a.of(y), a.size(y)] }),
  dropout: ({ x, y, p, stream }, a) => ({
    opcode: op.DROPOUT,
    operands: [a.of(x), a.of(y), stream],
    numbers: [p],
    cut: a.numbers(y, DRAWN),
  }),
  add: (s, a) => ({ opcode: op.ADD, operands: [a.of(s.a), a.of(s.b), a.of(s.y)], cut: a.numbers(s.y, CHEAP) }),
  cross_entropy: ({ x, target, probabilities, loss }, a) => ({
    opcode: op.CROSS_ENTROPY,
    operands: [a.of(x), a.of(target), a.of(probabilities), a.of(loss), a.of(a.plan.report), a.size(x)],
  }),
  bce_with_logits: ({ x, target, loss }, a) => ({
    opcode: op.BCE_WITH_LOGITS,
    operands: [a.of(x), a.of(target), a.of(loss), a.of(a.plan.report), a.size(x)],
  }),
  mse: ({ x, target, loss }, a) => ({
    opcode: op.MSE,
    operands: [a.of(x), a.of(target), a.of(loss), a.of(a.plan.report), a.size(x), a.plan.task === 'regression' ? 0 : 1],
  }),
  cross_entropy_backward: ({ probabilities, target, dx }, a) => ({
    opcode: op.CROSS_ENTROPY_BACKWARD,
    operands: [a.of(probabilities), a.of(target), a.of(dx), a.size(dx)],
  }),
  bce_with_logits_backward: ({ x, target, dx }, a) => ({
    opcode: op.BCE_WITH_LOGITS_BACKWARD,
    operands: [a.of(x), a.of(target), a.of(dx), a.size(dx)],
  }),
  mse_backward: ({ x, target, dx }, a) => ({ opcode: op.MSE_BACKWARD, operands: [a.of(x), a.of(target), a.of(dx), a.size(dx)] }),
  linear_input_gradient: ({ dy, weight, dx }, a, gate) => ({
    opcode: op.LINEAR_INPUT_GRADIENT,
    operands: [a.of(dy), a.of(weight), a.of(dx), a.size(dx), a.size(dy), gate],
    cut: byColumns(a.plan.batch, a.size(dx), a.size(dy)),
  }),
  linear_weight_gradient: ({ dy, x, dweight }, a) => ({
    opcode: op.LINEAR_WEIGHT_GRADIENT,
    operands: [a.of(dy), a.of(x), a.of(dweight), a.size(x), a.size(dy)],
    cut: byColumns(a.size(dy), a.size(x), a.plan.batch, broad(a.size(x))),
  }),
  linear_bias_gradient: ({ dy, dbias }, a) => ({ opcode: op.LINEAR_BIAS_GRADIENT, operands: [a.of(dy), a.of(dbias), a.size(dy)] }),
  batch_norm_backward: (s, a) => ({
    opcode: op.BATCH_NORM_BACKWARD,
    operands: [
      ...[a.of(s.x), a.of(s.weight), a.of(s.mean), a.of(s.rstd), a.of(s.dy), a.of(s.dx), a.of(s.dweight), a.of(s.dbias)],
      a.size(s.x),
    ],
    cut: a.features(s.x),
  }),
  relu_backward: ({ y, dy, dx }, a) => ({ opcode: op.RELU_BACKWARD, operands: [a.of(y), a.of(dy), a.of(dx)], cut: a.numbers(dx, CHEAP) }),
  leaky_relu_backward: ({ y, dy, dx, negative_slope }, a) => ({
    opcode: op.LEAKY_RELU_BACKWARD,
    operands: [a.of(y), a.of(dy), a.of(dx)],
    numbers: [negative_slope],
    cut: a.numbers(dx, CHEAP),
  }),
  sigmoid_backward: ({ y, dy, dx }, a) => ({
    opcode: op.SIGMOID_BACKWARD,
    operands: [a.of(y), a.of(dy), a.of(dx)],
    cut: a.numbers(dx, CHEAP),
  }),
  tanh_backward: ({ y, dy, dx }, a) => ({ opcode: op.TANH_BACKWARD, operands: [a.of(y), a.of(dy), a.of(dx)], cut: a.numbers(dx, CHEAP) }),
  softmax_backward: ({ y, dy, dx }, a) => ({ opcode: op.SOFTMAX_BACKWARD, operands: [a.of(y), a.of(dy), a.of(dx), a.size(dx)] }),
  dropout_backward: ({ dy, dx, p, stream }, a) => ({
    opcode: op.DROPOUT_BACKWARD,
    operands: [a.of(dy), a.of(dx), stream],
    numbers: [p],
    cut: a.numbers(dx, DRAWN),
  }),
  clip_grad_norm: (_, a) => ({
    opcode: op.CLIP_GRAD_NORM,
    operands: [a.at(a.plan.gradientRegion.offset), a.scalar('gradient_norm'), a.scalar('clipped')],
    cut: { perRow: 0, fixed: a.plan.gradientRegion.size, grain: layout.LINE / 4, work: a.plan.gradientRegion.size * SQUARED },
  }),
  optimize: encodeOptimizer,
  probe_signal: ({ dy, row }, a) => ({ opcode: op.PROBE_SIGNAL, operands: [a.of(dy), a.statistic(row, 'signal'), a.size(dy)] }),
  probe_units: ({ y, activation, peak, row }, a) =>
    activation === 'relu'
      ? { opcode: op.PROBE_DEAD, operands: [a.of(y), a.of(peak), a.statistic(row, 'dead'), a.size(y)] }
      : { opcode: op.PROBE_SATURATED, operands: [a.of(y), a.statistic(row, 'saturated'), activation === 'sigmoid' ? 1 : 0, a.size(y)] },
  probe_finite: ({ x, row }, a) => ({
    opcode: op.PROBE_FINITE,
    operands: [a.of(x), ...counts(row, a), a.plan.tensors[x]!.batched ? 1 : 0, a.size(x)],
  }),
};

function counts(row: number, a: Addresses): [number, number] {
  return [a.statistic(row, 'non_finite'), a.scalar('non_finite')];
}

function encodeOptimizer({ parameter, row }: Operands<'optimize'>, a: Addresses): Encoded {
  const { tensor, gradient, moments } = a.plan.parameters[parameter]!;
  const told = row === null ? [0, 0, 0] : [a.statistic(row, 'gradient_norm'), ...counts(row, a)];
  return encodeUpdate(
    [...told, a.scalar('gradient_norm')],
    a.size(tensor),
    [tensor, gradient, ...moments].map((id) => a.of(id)),
    a,
  );
}

/** All parameters at once, of which nothing is told: the gaps between them hold zeros, and keep them. */
function encodeSweep(a: Addresses): Encoded {
  const { parameterRegion, gradientRegion, momentRegions } = a.plan;
  const regions = [parameterRegion, gradientRegion, ...momentRegions];
  return encodeUpdate(
    [0, 0, 0, 0],
    parameterRegion.size,
    regions.map(({ offset }) => a.at(offset)),
    a,
  );
}

/** `told` and the size, which all optimizers share, are what `finish` of kernels/program.ts tells the update by. */
function encodeUpdate(
  told: readonly number[],
  size: number,
  [weight, gradient, ...moments]: readonly number[],
  { plan }: Addresses,
): Encoded {
  const { opcode, state, decides = 0, numbers } = ruleOf(plan.optimizer, moments);
  const [first = 0, second = 0, third = 0] = state;
  return {
    opcode,
    operands: [...told, size, weight!, gradient!, first, second, third, decides],
    numbers,
    cut: { perRow: 0, fixed: size, grain: layout.LINE / 4, work: size * UPDATED },
  };
}

interface Rule {
  readonly opcode: number;
  /** Addresses of its moments, 0 for one that is left out. */
  readonly state: readonly number[];
  /** Whether it is Nesterov's momentum, or decoupled weight decay. */
  readonly decides?: number;
  readonly numbers: readonly number[];
}

function ruleOf(optimizer: Optimizer, moments: readonly number[]): Rule {
  switch (optimizer.kind) {
    case 'SGD': {
      const { momentum, dampening, nesterov, weight_decay } = optimizer;
      return { opcode: op.SGD, state: moments, decides: nesterov ? 1 : 0, numbers: [momentum, dampening, weight_decay] };
    }
    case 'Adam':
    case 'AdamW': {
      const { betas, eps, weight_decay, kind } = optimizer;
      return { opcode: op.ADAM, state: moments, decides: kind === 'AdamW' ? 1 : 0, numbers: [...betas, eps, weight_decay] };
    }
    case 'RMSprop': {
      const { alpha, eps, momentum, centered, weight_decay } = optimizer;
      const buffer = momentum > 0 ? moments[1]! : 0;
      const average = centered ? moments[momentum > 0 ? 2 : 1]! : 0;
      return { opcode: op.RMSPROP, state: [moments[0]!, buffer, average], numbers: [alpha, eps, momentum, weight_decay] };
    }
    case 'Adagrad': {
      const { lr_decay, eps, weight_decay } = optimizer;
      return { opcode: op.ADAGRAD, state: moments, numbers: [lr_decay, eps, weight_decay] };
    }
    default:
      return optimizer satisfies never;
  }
}

const FLAGS: { readonly [W in When]: number } = {
  always: layout.ALWAYS,
  training: layout.TRAINING,
  recorded: layout.RECORDED,
  inspected: layout.INSPECTED,
  scored: layout.SCORED,
};

function encodeStep<K extends KernelName>(step: Step & { readonly kernel: K }, addresses: Addresses, gate: number): Encoded {
  return ENCODINGS[step.kernel](step as unknown as Operands<K>, addresses, gate);
}

/** Whether the steps update all parameters, alike: then one sweep over their region does what is left of it when nothing is told. */
function updateAll(steps: readonly Step[], plan: Plan): boolean {
  const updates = steps.filter(({ kernel, when }) => kernel === 'optimize' && when === 'always');
  return updates.length > 1 && updates.length === plan.parameters.length;
}

/** Records of a list of steps: one for each, in their order, and where they update all parameters one more. */
export function recordsOf(steps: readonly Step[], plan: Plan): number {
  return steps.length + (updateAll(steps, plan) ? 1 : 0);
}

/**
 * Writes `steps` as records from byte `start` of `memory`; the plan's arena lies at byte `arena`. Answers with what of
 * them threads may share. Where the steps update all parameters, they run on recorded steps, and a record behind them on all others;
 * a ReLU that a product does runs by itself on recorded steps only.
 */
export function encode(memory: DataView, start: number, steps: readonly Step[], plan: Plan, arena: number): Shareable {
  const addresses = new Addresses(plan, arena);
  const rows = rowsByTensor(plan);
  const sweeps = updateAll(steps, plan);
  const { gates, done } = fuse(steps, plan);
  let shareable: Shareable = { work: 0, chunks: 1 };

  function write(index: number, { opcode, operands, numbers = [], cut = WHOLE }: Encoded, flag: number, row: number | null): void {
    if (operands.length > layout.OPERANDS_MOST || numbers.length > layout.NUMBERS_MOST)
      throw new RangeError(`opcode ${opcode} does not fit a record`);
    const record = start + index * layout.RECORD;
    memory.setInt32(record + layout.OPCODE, opcode, true);
    memory.setInt32(record + layout.WHEN, flag, true);
    const chunks = chunksOf(cut, plan.batch);
    if (chunks > 1 && flag !== layout.RECORDED) shareable = { work: shareable.work + cut.work, chunks: Math.max(shareable.chunks, chunks) };
    memory.setUint32(record + layout.CHUNKS, chunks, true);
    memory.setUint32(record + layout.PER_ROW, cut.perRow, true);
    memory.setUint32(record + layout.FIXED, cut.fixed, true);
    memory.setUint32(record + layout.GRAIN, cut.grain, true);
    memory.setUint32(record + layout.SEAMLESS, cut.seamless ? 1 : 0, true);
    memory.setUint32(record + layout.UNDERFLOW, row === null ? 0 : addresses.statistic(row, 'underflow'), true);
    operands.forEach((operand, i) => memory.setUint32(record + layout.OPERANDS + 4 * i, operand, true));
    numbers.forEach((number, i) => memory.setFloat64(record + layout.NUMBERS + 8 * i, number, true));
  }

  steps.forEach((step, index) => {
    const flag = done.has(step) || (sweeps && step.kernel === 'optimize') ? layout.RECORDED : FLAGS[step.when];
    write(index, encodeStep(step, addresses, addresses.of(gates.get(step))), flag, rowOf(step, rows));
  });
  if (sweeps) write(steps.length, encodeSweep(addresses), layout.UNRECORDED, null);
  return shareable;
}
