/**
 * @file The interpreter: runs lists of encoded steps in one call from outside. Operands and numbers of a record are the
 * arguments of its kernel, in the order of encode.ts. It lives in memory that TypeScript laid out (layout.ts) and allocates nothing.
 * A record is cut into chunks, each a range of its units (layout.ts); `begin` and `end` of a kernel are such a range.
 */
import { leakyRelu, leakyReluBackward, relu, reluBackward, sigmoid, sigmoidBackward, tanh, tanhBackward } from './activations.ts';
import { add } from './add.ts';
import { batchNormBackward } from './batch-norm-backward.ts';
import { batchNorm, countBatch } from './batch-norm.ts';
import { clipGradNorm, tellGradNorm } from './clip-grad-norm.ts';
import { assist, helpers, share } from './crew.ts';
import { dropout, dropoutBackward } from './dropout.ts';
import { gather } from './gather.ts';
import * as layout from './layout.ts';
import { linear, linearBiasGradient, linearInputGradient, linearWeightGradient } from './linear.ts';
import { bceWithLogits, bceWithLogitsBackward, crossEntropy, crossEntropyBackward, mse, mseBackward } from './losses.ts';
import * as op from './opcodes.ts';
import { adagrad, adam, rmsprop, sgd } from './optimizers.ts';
import { addTo } from './report.ts';
import { probeDead, probeFinite, probeSaturated, probeSignal } from './probes.ts';
import { softmax, softmaxBackward } from './softmax.ts';
import { handIn } from './tally.ts';
import { tellUpdate } from './update-statistics.ts';

export { assist };

/** One step of training, or as much of it as its numbers are finite: the answer is where they ceased to be (layout.ts). */
export function step(flags: i32, rows: i32, first: i32): i32 {
  emptyReport();
  atomic.store<i32>(layout.STRANGE, 0);
  atomic.store<i32>(layout.FLUSHED, 0);
  for (let list = 0; list < 3; list++) {
    runList(load<u32>(layout.LISTS + (list << 3)), load<i32>(layout.LISTS + 4 + (list << 3)), flags, rows, first);
    if (atomic.load<i32>(layout.STRANGE) != 0) return list + 1;
  }
  return layout.SOUND;
}

/** Runs those of the `count` records at `program` whose flag is among `flags`, for the rows order[first .. first + rows). */
export function run(program: usize, count: i32, flags: i32, rows: i32, first: i32): void {
  atomic.store<i32>(layout.FLUSHED, 0);
  runList(program, count, flags, rows, first);
}

function runList(program: usize, count: i32, flags: i32, rows: i32, first: i32): void {
  const alone = helpers() == 0;
  for (let record = program; count > 0; count--) {
    if ((load<i32>(record, layout.WHEN) & flags) != 0) perform(record, flags, rows, first, alone);
    record += layout.RECORD;
  }
}

function perform(record: usize, flags: i32, rows: i32, first: i32, alone: bool): void {
  const chunks = load<i32>(record, layout.CHUNKS);
  if (chunks > 1 && !alone) share(record, flags, rows, first, chunks);
  else if (load<i32>(record, layout.SEAMLESS) != 0) executeChunk(record, flags, rows, first, 0, 1);
  else for (let chunk = 0; chunk < chunks; chunk++) executeChunk(record, flags, rows, first, chunk, chunks);
  handIn();
  finish(record, flags, chunks);
  if ((flags & layout.RECORDED) != 0) tellUnderflow(load<u32>(record, layout.UNDERFLOW));
}

/** What is left to do when all chunks are done: to count, and to add up what they tell. */
function finish(r: usize, flags: i32, chunks: i32): void {
  const recorded = (flags & layout.RECORDED) != 0;
  switch (load<i32>(r, layout.OPCODE)) {
    case op.BATCH_NORM:
      if ((flags & layout.TRAINING) != 0) countBatch(u(r, 5));
      return;
    case op.CLIP_GRAD_NORM:
      return tellGradNorm(u(r, 1), u(r, 2), chunks, recorded);
    case op.SGD:
    case op.ADAM:
    case op.RMSPROP:
    case op.ADAGRAD:
      if (recorded) tellUpdate(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), chunks);
  }
}

/** A chunk of a record: its units from `begin` to before `end`. */
export function executeChunk(record: usize, flags: i32, rows: i32, first: i32, chunk: i32, chunks: i32): void {
  const units = load<u32>(record, layout.PER_ROW) * rows + load<u32>(record, layout.FIXED);
  if (chunks == 1) return execute(record, flags, rows, first, 0, 0, units);
  const grain = load<u32>(record, layout.GRAIN);
  const grains = (units + grain - 1) / grain;
  const begin = ((grains * chunk) / chunks) * grain;
  const end = min(units, ((grains * (chunk + 1)) / chunks) * grain);
  execute(record, flags, rows, first, chunk, begin, end);
}

function emptyReport(): void {
  const report = <usize>load<u32>(layout.REPORT);
  const end = report + (load<u32>(layout.REPORT_LENGTH) << 2);
  for (let at = report; at < end; at += 16) v128.store(at, f32x4.splat(NaN));
}

/** What a record flushed counts for the step and for its row, if it has one. */
function tellUnderflow(row: usize): void {
  const flushed = atomic.load<i32>(layout.FLUSHED);
  if (flushed != 0) atomic.store<i32>(layout.FLUSHED, 0);
  addTo(load<u32>(layout.UNDERFLOW_OF_STEP), flushed);
  if (row != 0) addTo(row, flushed);
}

function u(record: usize, index: i32): u32 {
  return load<u32>(record + (index << 2), layout.OPERANDS);
}

function f(record: usize, index: i32): f64 {
  return load<f64>(record + (index << 3), layout.NUMBERS);
}

/** Of a product that does the work of the ReLU behind it, unless that runs by itself because what lies between is told. */
function gate(record: usize, index: i32, flags: i32): usize {
  return (flags & layout.RECORDED) != 0 ? 0 : u(record, index);
}

function execute(r: usize, flags: i32, rows: i32, first: i32, chunk: i32, begin: i32, end: i32): void {
  const training = (flags & layout.TRAINING) != 0;
  // of an optimizer
  const sums: usize = (flags & layout.RECORDED) != 0 ? <usize>(layout.SUMS + chunk * layout.SUMS_BYTES) : 0;
  const old: usize = sums != 0 && u(r, 0) != 0 ? <usize>(layout.BEFORE + chunk * layout.BLOCK_BYTES) : 0;
  // of what is cut into numbers
  const from = (<u32>begin) << 2;
  const count = end - begin;
  switch (load<i32>(r, layout.OPCODE)) {
    case op.GATHER:
      return gather(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), first, begin, end);
    case op.LINEAR:
      return linear(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), u(r, 5), rows, begin, end, gate(r, 6, flags));
    case op.BATCH_NORM:
      return batchNorm(
        u(r, 0),
        u(r, 1),
        u(r, 2),
        u(r, 3),
        u(r, 4),
        u(r, 5),
        u(r, 6),
        u(r, 7),
        u(r, 8),
        u(r, 9),
        rows,
        training,
        f(r, 0),
        f(r, 1),
        begin,
        end,
      );
    case op.RELU:
      return relu(u(r, 0) + from, u(r, 1) + from, count);
    case op.LEAKY_RELU:
      return leakyRelu(u(r, 0) + from, u(r, 1) + from, count, f(r, 0));
    case op.SIGMOID:
      return sigmoid(u(r, 0) + from, u(r, 1) + from, count);
    case op.TANH:
      return tanh(u(r, 0) + from, u(r, 1) + from, count);
    case op.SOFTMAX:
      return softmax(u(r, 0), u(r, 1), u(r, 2), rows);
    case op.DROPOUT:
      return dropout(u(r, 0), u(r, 1), u(r, 2), training, f(r, 0), begin, end);
    case op.ADD:
      return add(u(r, 0) + from, u(r, 1) + from, u(r, 2) + from, count);
    case op.CROSS_ENTROPY:
      return crossEntropy(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), u(r, 5), rows);
    case op.BCE_WITH_LOGITS:
      return bceWithLogits(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), rows);
    case op.MSE:
      return mse(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), u(r, 5) != 0, rows);
    case op.CROSS_ENTROPY_BACKWARD:
      return crossEntropyBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3), rows);
    case op.BCE_WITH_LOGITS_BACKWARD:
      return bceWithLogitsBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3) * rows);
    case op.MSE_BACKWARD:
      return mseBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3) * rows);
    case op.LINEAR_INPUT_GRADIENT:
      return linearInputGradient(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), rows, begin, end, gate(r, 5, flags));
    case op.LINEAR_WEIGHT_GRADIENT:
      return linearWeightGradient(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), rows, begin, end);
    case op.LINEAR_BIAS_GRADIENT:
      return linearBiasGradient(u(r, 0), u(r, 1), u(r, 2), rows);
    case op.BATCH_NORM_BACKWARD:
      return batchNormBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), u(r, 5), u(r, 6), u(r, 7), u(r, 8), rows, begin, end);
    case op.RELU_BACKWARD:
      return reluBackward(u(r, 0) + from, u(r, 1) + from, u(r, 2) + from, count);
    case op.LEAKY_RELU_BACKWARD:
      return leakyReluBackward(u(r, 0) + from, u(r, 1) + from, u(r, 2) + from, count, f(r, 0));
    case op.SIGMOID_BACKWARD:
      return sigmoidBackward(u(r, 0) + from, u(r, 1) + from, u(r, 2) + from, count);
    case op.TANH_BACKWARD:
      return tanhBackward(u(r, 0) + from, u(r, 1) + from, u(r, 2) + from, count);
    case op.SOFTMAX_BACKWARD:
      return softmaxBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3), rows);
    case op.DROPOUT_BACKWARD:
      return dropoutBackward(u(r, 0), u(r, 1), u(r, 2), f(r, 0), begin, end);
    case op.CLIP_GRAD_NORM:
      return clipGradNorm(u(r, 0), chunk, begin, end);
    case op.SGD:
      return sgd(u(r, 5), u(r, 6), u(r, 7), sums, old, begin, end, u(r, 10) != 0, f(r, 0), f(r, 1), f(r, 2));
    case op.ADAM:
      return adam(u(r, 5), u(r, 6), u(r, 7), u(r, 8), sums, old, begin, end, u(r, 10) != 0, f(r, 0), f(r, 1), f(r, 2), f(r, 3));
    case op.RMSPROP:
      return rmsprop(u(r, 5), u(r, 6), u(r, 7), u(r, 8), u(r, 9), sums, old, begin, end, f(r, 0), f(r, 1), f(r, 2), f(r, 3));
    case op.ADAGRAD:
      return adagrad(u(r, 5), u(r, 6), u(r, 7), sums, old, begin, end, f(r, 0), f(r, 1), f(r, 2));
    case op.PROBE_SIGNAL:
      return probeSignal(u(r, 0), u(r, 1), u(r, 2), rows);
    case op.PROBE_DEAD:
      return probeDead(u(r, 0), u(r, 1), u(r, 2), u(r, 3), rows);
    case op.PROBE_SATURATED:
      return probeSaturated(u(r, 0), u(r, 1), u(r, 2) != 0, u(r, 3) * rows);
    case op.PROBE_FINITE:
      return probeFinite(u(r, 0), u(r, 1), u(r, 2), u(r, 3) != 0 ? u(r, 4) * rows : u(r, 4));
    default:
      unreachable();
  }
}
