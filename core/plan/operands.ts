/**
 * @file Which tensors each kernel reads and writes, by the names of its operands. The allocator tells from it how long a
 * tensor must live, the printer what to write. Parameters, gradients and moments of the update are not operands: their
 * regions are never shared, and `optimize` finds them by the parameter.
 */
import type { TensorId } from './plan.ts';
import type { Kernel, KernelName, Operands } from './step.ts';

/** Numbers of a kernel that are no tensors. */
type Attribute = 'column' | 'eps' | 'momentum' | 'negative_slope' | 'p' | 'stream' | 'parameter' | 'row';

/** The operands of a kernel that are tensors, present or left out. */
type TensorOperand<K extends KernelName> = {
  [P in keyof Operands<K>]: Operands<K>[P] extends TensorId | null ? Exclude<P, Attribute> : never;
}[keyof Operands<K>];

interface Access<K extends KernelName> {
  readonly reads: readonly TensorOperand<K>[];
  readonly writes: readonly TensorOperand<K>[];
  /** Operands that the first written one may take the place of: the kernel reads each number before it writes there. */
  readonly inPlace?: readonly TensorOperand<K>[];
}

const unary = { reads: ['x'], writes: ['y'], inPlace: ['x'] } as const;
const slope = { reads: ['y', 'dy'], writes: ['dx'], inPlace: ['dy'] } as const;

export const OPERANDS: { readonly [K in KernelName]: Access<K> } = {
  gather: { reads: [], writes: ['y'] },
  linear: { reads: ['x', 'weight', 'bias'], writes: ['y'] },
  batch_norm: {
    reads: ['x', 'weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked'],
    writes: ['y', 'mean', 'rstd', 'running_mean', 'running_var', 'num_batches_tracked'],
  },
  relu: unary,
  leaky_relu: unary,
  sigmoid: unary,
  tanh: unary,
  softmax: { reads: ['x'], writes: ['y'] },
  dropout: unary,
  add: { reads: ['a', 'b'], writes: ['y'], inPlace: ['a', 'b'] },

  cross_entropy: { reads: ['x', 'target'], writes: ['probabilities', 'loss'] },
  bce_with_logits: { reads: ['x', 'target'], writes: ['loss'] },
  mse: { reads: ['x', 'target'], writes: ['loss'] },

  cross_entropy_backward: { reads: ['probabilities', 'target'], writes: ['dx'] },
  bce_with_logits_backward: { reads: ['x', 'target'], writes: ['dx'] },
  mse_backward: { reads: ['x', 'target'], writes: ['dx'] },
  linear_input_gradient: { reads: ['dy', 'weight'], writes: ['dx'] },
  linear_weight_gradient: { reads: ['dy', 'x'], writes: ['dweight'] },
  linear_bias_gradient: { reads: ['dy'], writes: ['dbias'] },
  batch_norm_backward: { reads: ['x', 'weight', 'mean', 'rstd', 'dy'], writes: ['dx', 'dweight', 'dbias'] },
  relu_backward: slope,
  leaky_relu_backward: slope,
  sigmoid_backward: slope,
  tanh_backward: slope,
  softmax_backward: { reads: ['y', 'dy'], writes: ['dx'] },
  dropout_backward: { reads: ['dy'], writes: ['dx'], inPlace: ['dy'] },

  clip_grad_norm: { reads: [], writes: [] },
  optimize: { reads: [], writes: [] },
  probe_signal: { reads: ['dy'], writes: [] },
  probe_units: { reads: ['y'], writes: ['peak'] },
  probe_finite: { reads: ['x'], writes: [] },
};

function pick(kernel: Kernel, names: readonly string[]): TensorId[] {
  const operands = kernel as unknown as Readonly<Record<string, TensorId | null>>;
  return names.map((name) => operands[name]!).filter((id) => id !== null);
}

/** The tensors a kernel reads, those left out aside. */
export function readsOf(kernel: Kernel): TensorId[] {
  return pick(kernel, OPERANDS[kernel.kernel].reads);
}

export function writesOf(kernel: Kernel): TensorId[] {
  return pick(kernel, OPERANDS[kernel.kernel].writes);
}

/** The tensors whose place the first written tensor may take. */
export function replaceableBy(kernel: Kernel): TensorId[] {
  return pick(kernel, OPERANDS[kernel.kernel].inPlace ?? []);
}
