/**
 * @file The gradient of every operation. A row appends the operations that compute it and answers with one gradient for
 * each operand of the forward operation, or null where none flows: the operand is absent, a buffer, or not wanted.
 */
import type { Builder } from './builder.ts';
import type { ForwardOp, LossOp, Operation, Value } from './op.ts';

/** Where a row writes, and for what. */
export interface Backward {
  readonly builder: Builder;
  /** Whether anything needs the gradient of this operand; data need none. */
  wants(operand: Value): boolean;
  /** What to call the gradient of this operand. */
  name(operand: Value): string;
}

type Gradient<O extends ForwardOp> = (operation: Operation<O>, dy: Value, backward: Backward) => readonly (Value | null)[];

/** For operations of one operand, whose gradient operations take the output and dy. */
function fromOutput(gradient: 'relu_backward' | 'sigmoid_backward' | 'tanh_backward' | 'softmax_backward') {
  return (
    { reads: [x], writes: [y] }: { reads: readonly [Value]; writes: readonly [Value] },
    dy: Value,
    { builder, wants, name }: Backward,
  ) => [wants(x) ? builder.op(gradient, [y, dy], {}, [name(x)])[0] : null];
}

export const GRADIENTS: { readonly [O in ForwardOp]: Gradient<O> } = {
  linear({ reads: [x, weight, bias] }, dy, { builder, wants, name }) {
    const dbias = bias && builder.op('linear_bias_gradient', [dy], {}, [name(bias)])[0];
    const [dweight] = builder.op('linear_weight_gradient', [dy, x], {}, [name(weight)]);
    const dx = wants(x) ? builder.op('linear_input_gradient', [dy, weight], {}, [name(x)])[0] : null;
    return [dx, dweight, dbias];
  },
  batch_norm({ reads: [x, weight, bias], writes: [, mean, rstd] }, dy, { builder, wants, name }) {
    if (!wants(x) && !weight) return [null, null, null];
    const names = [name(x), weight ? name(weight) : '', bias ? name(bias) : ''];
    const [dx, dweight, dbias] = builder.op('batch_norm_backward', [x, weight, mean, rstd, dy], {}, names);
    return [wants(x) ? dx : null, dweight, dbias];
  },
  relu: fromOutput('relu_backward'),
  leaky_relu({ reads: [x], writes: [y], attributes }, dy, { builder, wants, name }) {
    return [wants(x) ? builder.op('leaky_relu_backward', [y, dy], attributes, [name(x)])[0] : null];
  },
  sigmoid: fromOutput('sigmoid_backward'),
  tanh: fromOutput('tanh_backward'),
  softmax: fromOutput('softmax_backward'),
  dropout({ reads: [x], attributes }, dy, { builder, wants, name }) {
    return [wants(x) ? builder.op('dropout_backward', [dy], attributes, [name(x)])[0] : null];
  },
  // d(a + b) / da = 1: both operands share dy itself, so nothing is copied
  add: ({ reads: [a, b] }, dy, { wants }) => [wants(a) ? dy : null, wants(b) ? dy : null],
  reshape: ({ reads: [x] }, dy, { builder, wants, name }) => [
    wants(x) ? builder.op('reshape', [dy], { shape: x.shape }, [name(x)])[0] : null,
  ],
};

/** Where the backward pass starts: the gradient of the loss by its input. */
export const LOSS_GRADIENTS: { readonly [O in LossOp]: (operation: Operation<O>, backward: Backward) => Value } = {
  cross_entropy: ({ reads: [x, target], writes: [, probabilities] }, { builder, name }) =>
    builder.op('cross_entropy_backward', [probabilities, target], {}, [name(x)])[0],
  bce_with_logits: ({ reads: [x, target] }, { builder, name }) => builder.op('bce_with_logits_backward', [x, target], {}, [name(x)])[0],
  mse: ({ reads: [x, target] }, { builder, name }) => builder.op('mse_backward', [x, target], {}, [name(x)])[0],
};
