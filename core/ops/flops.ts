/**
 * @file What an operation costs, per row of the batch: a multiply-add counts as two, exp, log, tanh, a division and a
 * comparison as one. Weight gradients sum over the batch, so theirs is a cost per row as well.
 */
import { elementCount } from '../tensor/shape.ts';
import type { OpName, Operation, Value } from './op.ts';

const count = (value: Value) => elementCount(value.shape);

const FLOPS: { readonly [O in OpName]: (operation: Operation<O>) => number } = {
  linear: ({ reads: [, weight] }) => 2 * count(weight),
  // mean 1, variance 3, normalise 2, and scale and shift 2 where there is a weight
  batch_norm: ({ reads: [x, weight] }) => (weight ? 8 : 6) * count(x),
  relu: ({ reads: [x] }) => count(x),
  leaky_relu: ({ reads: [x] }) => 2 * count(x),
  sigmoid: ({ reads: [x] }) => 4 * count(x),
  tanh: ({ reads: [x] }) => count(x),
  // maximum, difference, exp, sum, division
  softmax: ({ reads: [x] }) => 5 * count(x),
  dropout: ({ reads: [x] }) => 2 * count(x),
  add: ({ reads: [a] }) => count(a),
  reshape: () => 0,

  cross_entropy: ({ reads: [x] }) => 5 * count(x) + 2,
  bce_with_logits: ({ reads: [x] }) => 7 * count(x),
  mse: ({ reads: [x] }) => 3 * count(x),

  cross_entropy_backward: ({ reads: [probabilities] }) => count(probabilities) + 1,
  bce_with_logits_backward: ({ reads: [x] }) => 6 * count(x),
  mse_backward: ({ reads: [x] }) => 2 * count(x),
  linear_input_gradient: ({ reads: [, weight] }) => 2 * count(weight),
  linear_weight_gradient: ({ writes: [dweight] }) => 2 * count(dweight),
  linear_bias_gradient: ({ writes: [dbias] }) => count(dbias),
  // normalise 2, the two sums 3, dx 5
  batch_norm_backward: ({ reads: [x] }) => 10 * count(x),
  relu_backward: ({ reads: [y] }) => count(y),
  leaky_relu_backward: ({ reads: [y] }) => 2 * count(y),
  sigmoid_backward: ({ reads: [y] }) => 3 * count(y),
  tanh_backward: ({ reads: [y] }) => 3 * count(y),
  softmax_backward: ({ reads: [y] }) => 4 * count(y),
  dropout_backward: ({ reads: [dy] }) => 2 * count(dy),
};

function flopsOf<O extends OpName>(operation: Operation<O>): number {
  return FLOPS[operation.op](operation);
}

/** The cost of a list of operations, per row. */
export function flops(operations: readonly Operation[]): number {
  return operations.reduce((sum, operation) => sum + flopsOf(operation), 0);
}
