/** @file The kernel that runs an operation. Names and operands are alike; values become tensors. */
import type { OpName, Operation, Value, ViewOp } from '../ops/op.ts';
import type { TensorId } from '../plan/plan.ts';
import type { Kernel } from '../plan/step.ts';

type IdOf = <V extends Value | null>(value: V) => V extends null ? null : TensorId;

/** A view has none. */
type Running = Exclude<OpName, ViewOp>;

const KERNELS: { readonly [O in Running]: (operation: Operation<O>, id: IdOf) => Kernel } = {
  linear: ({ reads: [x, weight, bias], writes: [y] }, id) => ({ kernel: 'linear', x: id(x), weight: id(weight), bias: id(bias), y: id(y) }),
  batch_norm: (
    { reads: [x, weight, bias, runningMean, runningVar, tracked], writes: [y, mean, rstd], attributes: { eps, momentum } },
    id,
  ) => ({
    kernel: 'batch_norm',
    x: id(x),
    weight: id(weight),
    bias: id(bias),
    running_mean: id(runningMean),
    running_var: id(runningVar),
    num_batches_tracked: id(tracked),
    mean: id(mean),
    rstd: id(rstd),
    y: id(y),
    eps,
    momentum,
  }),
  relu: ({ reads: [x], writes: [y] }, id) => ({ kernel: 'relu', x: id(x), y: id(y) }),
  leaky_relu: ({ reads: [x], writes: [y], attributes }, id) => ({ kernel: 'leaky_relu', x: id(x), y: id(y), ...attributes }),
  sigmoid: ({ reads: [x], writes: [y] }, id) => ({ kernel: 'sigmoid', x: id(x), y: id(y) }),
  tanh: ({ reads: [x], writes: [y] }, id) => ({ kernel: 'tanh', x: id(x), y: id(y) }),
  softmax: ({ reads: [x], writes: [y] }, id) => ({ kernel: 'softmax', x: id(x), y: id(y) }),
  dropout: ({ reads: [x], writes: [y], attributes }, id) => ({ kernel: 'dropout', x: id(x), y: id(y), ...attributes }),
  add: ({ reads: [a, b], writes: [y] }, id) => ({ kernel: 'add', a: id(a), b: id(b), y: id(y) }),

  cross_entropy: ({ reads: [x, target], writes: [loss, probabilities] }, id) => ({
    kernel: 'cross_entropy',
    x: id(x),
    target: id(target),
    probabilities: id(probabilities),
    loss: id(loss),
  }),
  bce_with_logits: ({ reads: [x, target], writes: [loss] }, id) => ({
    kernel: 'bce_with_logits',
    x: id(x),
    target: id(target),
    loss: id(loss),
  }),
  mse: ({ reads: [x, target], writes: [loss] }, id) => ({ kernel: 'mse', x: id(x), target: id(target), loss: id(loss) }),

  cross_entropy_backward: ({ reads: [probabilities, target], writes: [dx] }, id) => ({
    kernel: 'cross_entropy_backward',
    probabilities: id(probabilities),
    target: id(target),
    dx: id(dx),
  }),
  bce_with_logits_backward: ({ reads: [x, target], writes: [dx] }, id) => ({
    kernel: 'bce_with_logits_backward',
    x: id(x),
    target: id(target),
    dx: id(dx),
  }),
  mse_backward: ({ reads: [x, target], writes: [dx] }, id) => ({ kernel: 'mse_backward', x: id(x), target: id(target), dx: id(dx) }),
  linear_input_gradient: ({ reads: [dy, weight], writes: [dx] }, id) => ({
    kernel: 'linear_input_gradient',
    dy: id(dy),
    weight: id(weight),
    dx: id(dx),
  }),
  linear_weight_gradient: ({ reads: [dy, x], writes: [dweight] }, id) => ({
    kernel: 'linear_weight_gradient',
    dy: id(dy),
    x: id(x),
    dweight: id(dweight),
  }),
  linear_bias_gradient: ({ reads: [dy], writes: [dbias] }, id) => ({ kernel: 'linear_bias_gradient', dy: id(dy), dbias: id(dbias) }),
  batch_norm_backward: ({ reads: [x, weight, mean, rstd, dy], writes: [dx, dweight, dbias] }, id) => ({
    kernel: 'batch_norm_backward',
    x: id(x),
    weight: id(weight),
    mean: id(mean),
    rstd: id(rstd),
    dy: id(dy),
    dx: id(dx),
    dweight: id(dweight),
    dbias: id(dbias),
  }),
  relu_backward: ({ reads: [y, dy], writes: [dx] }, id) => ({ kernel: 'relu_backward', y: id(y), dy: id(dy), dx: id(dx) }),
  leaky_relu_backward: ({ reads: [y, dy], writes: [dx], attributes }, id) => ({
    kernel: 'leaky_relu_backward',
    y: id(y),
    dy: id(dy),
    dx: id(dx),
    ...attributes,
  }),
  sigmoid_backward: ({ reads: [y, dy], writes: [dx] }, id) => ({ kernel: 'sigmoid_backward', y: id(y), dy: id(dy), dx: id(dx) }),
  tanh_backward: ({ reads: [y, dy], writes: [dx] }, id) => ({ kernel: 'tanh_backward', y: id(y), dy: id(dy), dx: id(dx) }),
  softmax_backward: ({ reads: [y, dy], writes: [dx] }, id) => ({ kernel: 'softmax_backward', y: id(y), dy: id(dy), dx: id(dx) }),
  dropout_backward: ({ reads: [dy], writes: [dx], attributes }, id) => ({
    kernel: 'dropout_backward',
    dy: id(dy),
    dx: id(dx),
    ...attributes,
  }),
};

export function kernelOf<O extends Running>(operation: Operation<O>, tensorOf: (value: Value) => TensorId): Kernel {
  const id = ((value: Value | null) => value && tensorOf(value)) as IdOf;
  return KERNELS[operation.op](operation, id);
}
