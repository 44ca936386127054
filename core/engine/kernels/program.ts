/**
 * @file The interpreter: runs a list of encoded steps in one call from outside. Operands and numbers of a record are the
 * arguments of its kernel, in the order of encode.ts. It lives in memory that TypeScript laid out (layout.ts) and allocates nothing.
 */
import { leakyRelu, leakyReluBackward, relu, reluBackward, sigmoid, sigmoidBackward, tanh, tanhBackward } from './activations.ts';
import { add } from './add.ts';
import { batchNorm, batchNormBackward } from './batch-norm.ts';
import { clipGradNorm } from './clip-grad-norm.ts';
import { dropout } from './dropout.ts';
import { gather } from './gather.ts';
import * as layout from './layout.ts';
import { linear, linearBiasGradient, linearInputGradient, linearWeightGradient } from './linear.ts';
import { bceWithLogits, bceWithLogitsBackward, crossEntropy, crossEntropyBackward, mse, mseBackward } from './losses.ts';
import * as op from './opcodes.ts';
import { adagrad, adam, rmsprop, sgd } from './optimizers.ts';
import { probeDead, probeFinite, probeGradient, probeSaturated, probeSignal } from './probes.ts';
import { softmax, softmaxBackward } from './softmax.ts';

/** Runs those of the `count` records at `program` whose flag is among `flags`, for the rows order[first .. first + rows). */
export function run(program: usize, count: i32, flags: i32, rows: i32, first: i32): void {
  for (let record = program; count > 0; count--) {
    if ((load<i32>(record, layout.WHEN) & flags) != 0) execute(record, flags, rows, first);
    record += layout.RECORD;
  }
}

function u(record: usize, index: i32): u32 {
  return load<u32>(record + (index << 2), layout.OPERANDS);
}

function f(record: usize, index: i32): f64 {
  return load<f64>(record + (index << 3), layout.NUMBERS);
}

function execute(r: usize, flags: i32, rows: i32, first: i32): void {
  const training = (flags & layout.TRAINING) != 0;
  const recorded = (flags & layout.RECORDED) != 0;
  switch (load<i32>(r, layout.OPCODE)) {
    case op.GATHER:
      return gather(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), first, rows);
    case op.LINEAR:
      return linear(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), u(r, 5), rows);
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
      );
    case op.RELU:
      return relu(u(r, 0), u(r, 1), u(r, 2) * rows);
    case op.LEAKY_RELU:
      return leakyRelu(u(r, 0), u(r, 1), u(r, 2) * rows, f(r, 0));
    case op.SIGMOID:
      return sigmoid(u(r, 0), u(r, 1), u(r, 2) * rows);
    case op.TANH:
      return tanh(u(r, 0), u(r, 1), u(r, 2) * rows);
    case op.SOFTMAX:
      return softmax(u(r, 0), u(r, 1), u(r, 2), rows);
    case op.DROPOUT:
      if (training) return dropout(u(r, 0), u(r, 1), u(r, 2) * rows, u(r, 3), f(r, 0));
      return memory.copy(u(r, 1), u(r, 0), (u(r, 2) * rows) << 2);
    case op.ADD:
      return add(u(r, 0), u(r, 1), u(r, 2), u(r, 3) * rows);
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
      return linearInputGradient(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), rows);
    case op.LINEAR_WEIGHT_GRADIENT:
      return linearWeightGradient(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), rows);
    case op.LINEAR_BIAS_GRADIENT:
      return linearBiasGradient(u(r, 0), u(r, 1), u(r, 2), rows);
    case op.BATCH_NORM_BACKWARD:
      return batchNormBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), u(r, 5), u(r, 6), u(r, 7), u(r, 8), rows);
    case op.RELU_BACKWARD:
      return reluBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3) * rows);
    case op.LEAKY_RELU_BACKWARD:
      return leakyReluBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3) * rows, f(r, 0));
    case op.SIGMOID_BACKWARD:
      return sigmoidBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3) * rows);
    case op.TANH_BACKWARD:
      return tanhBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3) * rows);
    case op.SOFTMAX_BACKWARD:
      return softmaxBackward(u(r, 0), u(r, 1), u(r, 2), u(r, 3), rows);
    case op.DROPOUT_BACKWARD:
      return dropout(u(r, 0), u(r, 1), u(r, 2) * rows, u(r, 3), f(r, 0));
    case op.CLIP_GRAD_NORM:
      return clipGradNorm(u(r, 0), u(r, 1), u(r, 2), u(r, 3), recorded);
    case op.SGD:
      return sgd(u(r, 0), u(r, 1), u(r, 2), recorded ? <usize>u(r, 3) : 0, u(r, 4), u(r, 5) != 0, f(r, 0), f(r, 1), f(r, 2));
    case op.ADAM:
      return adam(
        u(r, 0),
        u(r, 1),
        u(r, 2),
        u(r, 3),
        recorded ? <usize>u(r, 4) : 0,
        u(r, 5),
        u(r, 6) != 0,
        f(r, 0),
        f(r, 1),
        f(r, 2),
        f(r, 3),
      );
    case op.RMSPROP:
      return rmsprop(
        u(r, 0),
        u(r, 1),
        u(r, 2),
        u(r, 3),
        u(r, 4),
        recorded ? <usize>u(r, 5) : 0,
        u(r, 6),
        f(r, 0),
        f(r, 1),
        f(r, 2),
        f(r, 3),
      );
    case op.ADAGRAD:
      return adagrad(u(r, 0), u(r, 1), u(r, 2), recorded ? <usize>u(r, 3) : 0, u(r, 4), f(r, 0), f(r, 1), f(r, 2));
    case op.PROBE_SIGNAL:
      return probeSignal(u(r, 0), u(r, 1), u(r, 2), rows);
    case op.PROBE_GRADIENT:
      return probeGradient(u(r, 0), u(r, 1), u(r, 2), u(r, 3), u(r, 4), u(r, 5));
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
