/**
 * @file The closed set of operations that layers are made of, forward and backward, in the form that the compiler works on:
 * each reads and writes values, and each value is written once. Every question about an operation (its types, its
 * gradient, its cost) is a table over this set, so a missing row is a type error. Operands have the names and the order
 * of the kernels in plan/step.ts; R rows of the batch, x [R, I], y [R, O], weight [O, I].
 */
import type { Initial } from '../tensor/initial.ts';
import type { Shape } from '../tensor/shape.ts';

/** A batched value has one row per sample; its shape is that of one row. */
export interface Type {
  readonly shape: Shape;
  readonly batched: boolean;
}

export type Origin = 'input' | 'target' | 'parameter' | 'buffer' | 'operation';

export interface Value extends Type {
  /** Its place among the values of its builder. */
  readonly id: number;
  /** Unique; that of a parameter or buffer is its name in PyTorch's state_dict. */
  readonly name: string;
  readonly origin: Origin;
  /** How a parameter or buffer is drawn; null for all others. */
  readonly initial: Initial | null;
}

type None = Readonly<Record<never, never>>;
interface Slope {
  readonly negative_slope: number;
}
/** `stream` counts the dropouts of a network, so that no two draw the same mask. */
interface Mask {
  readonly p: number;
  readonly stream: number;
}

interface ForwardSignatures {
  linear: { reads: readonly [x: Value, weight: Value, bias: Value | null]; attributes: None; writes: readonly [y: Value] };
  batch_norm: {
    reads: readonly [
      x: Value,
      weight: Value | null,
      bias: Value | null,
      running_mean: Value | null,
      running_var: Value | null,
      num_batches_tracked: Value | null,
    ];
    attributes: { readonly eps: number; readonly momentum: number | null };
    writes: readonly [y: Value, mean: Value, rstd: Value];
  };
  relu: { reads: readonly [x: Value]; attributes: None; writes: readonly [y: Value] };
  leaky_relu: { reads: readonly [x: Value]; attributes: Slope; writes: readonly [y: Value] };
  sigmoid: { reads: readonly [x: Value]; attributes: None; writes: readonly [y: Value] };
  tanh: { reads: readonly [x: Value]; attributes: None; writes: readonly [y: Value] };
  softmax: { reads: readonly [x: Value]; attributes: None; writes: readonly [y: Value] };
  dropout: { reads: readonly [x: Value]; attributes: Mask; writes: readonly [y: Value] };
  add: { reads: readonly [a: Value, b: Value]; attributes: None; writes: readonly [y: Value] };
  reshape: { reads: readonly [x: Value]; attributes: { readonly shape: Shape }; writes: readonly [y: Value] };
}

interface LossSignatures {
  cross_entropy: { reads: readonly [x: Value, target: Value]; attributes: None; writes: readonly [loss: Value, probabilities: Value] };
  bce_with_logits: { reads: readonly [x: Value, target: Value]; attributes: None; writes: readonly [loss: Value] };
  mse: { reads: readonly [x: Value, target: Value]; attributes: None; writes: readonly [loss: Value] };
}

interface BackwardSignatures {
  cross_entropy_backward: { reads: readonly [probabilities: Value, target: Value]; attributes: None; writes: readonly [dx: Value] };
  bce_with_logits_backward: { reads: readonly [x: Value, target: Value]; attributes: None; writes: readonly [dx: Value] };
  mse_backward: { reads: readonly [x: Value, target: Value]; attributes: None; writes: readonly [dx: Value] };
  linear_input_gradient: { reads: readonly [dy: Value, weight: Value]; attributes: None; writes: readonly [dx: Value] };
  linear_weight_gradient: { reads: readonly [dy: Value, x: Value]; attributes: None; writes: readonly [dweight: Value] };
  linear_bias_gradient: { reads: readonly [dy: Value]; attributes: None; writes: readonly [dbias: Value] };
  batch_norm_backward: {
    reads: readonly [x: Value, weight: Value | null, mean: Value, rstd: Value, dy: Value];
    attributes: None;
    writes: readonly [dx: Value, dweight: Value | null, dbias: Value | null];
  };
  relu_backward: { reads: readonly [y: Value, dy: Value]; attributes: None; writes: readonly [dx: Value] };
  leaky_relu_backward: { reads: readonly [y: Value, dy: Value]; attributes: Slope; writes: readonly [dx: Value] };
  sigmoid_backward: { reads: readonly [y: Value, dy: Value]; attributes: None; writes: readonly [dx: Value] };
  tanh_backward: { reads: readonly [y: Value, dy: Value]; attributes: None; writes: readonly [dx: Value] };
  softmax_backward: { reads: readonly [y: Value, dy: Value]; attributes: None; writes: readonly [dx: Value] };
  dropout_backward: { reads: readonly [dy: Value]; attributes: Mask; writes: readonly [dx: Value] };
}

type Signatures = ForwardSignatures & LossSignatures & BackwardSignatures;

/** What a layer other than a loss is built of. */
export type ForwardOp = keyof ForwardSignatures;
/** The same numbers in the same place under another shape: nothing runs. */
export type ViewOp = 'reshape';
/** From the last output and the target to one number, the mean over the batch. */
export type LossOp = keyof LossSignatures;
export type OpName = keyof Signatures;

export function isView(operation: Operation): operation is Operation<ViewOp> {
  return operation.op === 'reshape';
}

export type Reads<O extends OpName> = Signatures[O]['reads'];
export type Attributes<O extends OpName> = Signatures[O]['attributes'];
export type Writes<O extends OpName> = Signatures[O]['writes'];

export type Operation<O extends OpName = OpName> = {
  [P in O]: { readonly op: P; readonly reads: Reads<P>; readonly attributes: Attributes<P>; readonly writes: Writes<P> };
}[O];

/** A list of operations in an order in which they can run, and every value in it. */
export interface Program {
  readonly values: readonly Value[];
  readonly operations: readonly Operation[];
}
