/**
 * @file The closed set of kernels and the operands of each. Every question about a kernel (its plain twin, its
 * encoding for WebAssembly, its print, what it reads and writes) is a table over this union, so a missing row is a type error.
 * Shapes: R rows of the batch; x is batched [R, I], y batched [R, O]; weight [O, I] as in PyTorch.
 */
import type { TensorId } from './plan.ts';

/**
 * When a step runs. `always`; `training` not in evaluation; `recorded` only on steps whose statistics are wanted;
 * `inspected` only on the inspection pass, a forward in evaluation mode over the probe rows; `scored` only when there is a target.
 */
export type When = 'always' | 'training' | 'recorded' | 'inspected' | 'scored';

export type Kernel =
  // forward
  | { readonly kernel: 'gather'; readonly from: 'features' | 'targets'; readonly column: number; readonly y: TensorId }
  | { readonly kernel: 'linear'; readonly x: TensorId; readonly weight: TensorId; readonly bias: TensorId | null; readonly y: TensorId }
  | {
      readonly kernel: 'batch_norm';
      readonly x: TensorId;
      readonly weight: TensorId | null;
      readonly bias: TensorId | null;
      readonly running_mean: TensorId | null;
      readonly running_var: TensorId | null;
      readonly num_batches_tracked: TensorId | null;
      readonly mean: TensorId;
      readonly rstd: TensorId;
      readonly y: TensorId;
      readonly eps: number;
      /** null: cumulative average */ readonly momentum: number | null;
    }
  | { readonly kernel: 'relu'; readonly x: TensorId; readonly y: TensorId }
  | { readonly kernel: 'leaky_relu'; readonly x: TensorId; readonly y: TensorId; readonly negative_slope: number }
  | { readonly kernel: 'sigmoid'; readonly x: TensorId; readonly y: TensorId }
  | { readonly kernel: 'tanh'; readonly x: TensorId; readonly y: TensorId }
  | { readonly kernel: 'softmax'; readonly x: TensorId; readonly y: TensorId }
  /** y = x · mask / (1 - p); mask is Philox(seed, stream, step, index of the element), so it is never stored. */
  | { readonly kernel: 'dropout'; readonly x: TensorId; readonly y: TensorId; readonly p: number; readonly stream: number }
  | { readonly kernel: 'add'; readonly a: TensorId; readonly b: TensorId; readonly y: TensorId }
  // losses: mean over the batch; `loss` is one number; also writes report scalars loss and correct
  | {
      readonly kernel: 'cross_entropy';
      readonly x: TensorId;
      readonly target: TensorId;
      readonly probabilities: TensorId;
      readonly loss: TensorId;
    }
  | { readonly kernel: 'bce_with_logits'; readonly x: TensorId; readonly target: TensorId; readonly loss: TensorId }
  | { readonly kernel: 'mse'; readonly x: TensorId; readonly target: TensorId; readonly loss: TensorId }
  // backward: dy is the gradient of the forward's y; dx is written, never added to
  | { readonly kernel: 'cross_entropy_backward'; readonly probabilities: TensorId; readonly target: TensorId; readonly dx: TensorId }
  | { readonly kernel: 'bce_with_logits_backward'; readonly x: TensorId; readonly target: TensorId; readonly dx: TensorId }
  | { readonly kernel: 'mse_backward'; readonly x: TensorId; readonly target: TensorId; readonly dx: TensorId }
  | { readonly kernel: 'linear_input_gradient'; readonly dy: TensorId; readonly weight: TensorId; readonly dx: TensorId }
  | { readonly kernel: 'linear_weight_gradient'; readonly dy: TensorId; readonly x: TensorId; readonly dweight: TensorId }
  | { readonly kernel: 'linear_bias_gradient'; readonly dy: TensorId; readonly dbias: TensorId }
  | {
      readonly kernel: 'batch_norm_backward';
      readonly x: TensorId;
      readonly weight: TensorId | null;
      readonly mean: TensorId;
      readonly rstd: TensorId;
      readonly dy: TensorId;
      readonly dx: TensorId;
      readonly dweight: TensorId | null;
      readonly dbias: TensorId | null;
    }
  | { readonly kernel: 'relu_backward'; readonly y: TensorId; readonly dy: TensorId; readonly dx: TensorId }
  | {
      readonly kernel: 'leaky_relu_backward';
      readonly y: TensorId;
      readonly dy: TensorId;
      readonly dx: TensorId;
      readonly negative_slope: number;
    }
  | { readonly kernel: 'sigmoid_backward'; readonly y: TensorId; readonly dy: TensorId; readonly dx: TensorId }
  | { readonly kernel: 'tanh_backward'; readonly y: TensorId; readonly dy: TensorId; readonly dx: TensorId }
  | { readonly kernel: 'softmax_backward'; readonly y: TensorId; readonly dy: TensorId; readonly dx: TensorId }
  | { readonly kernel: 'dropout_backward'; readonly dy: TensorId; readonly dx: TensorId; readonly p: number; readonly stream: number }
  // update. The learning rate, the clip norm and the bias corrections are running settings (engine/running.ts)
  /**
   * With a limit: the L2 norm over the whole gradient region, to the report, and the factor clip / (norm + 1e-6) if that is below 1
   * (torch.nn.utils.clip_grad_norm_), by which `optimize` multiplies each gradient as it reads it. The region itself stays unclipped.
   */
  | { readonly kernel: 'clip_grad_norm' }
  /**
   * One parameter by the plan's optimizer: reads gradient and moments, writes parameter and moments. On recorded steps the same sweep
   * tells of `row` (null: of none) L2, mean |g|, max |g| and zeros of the gradient before clipping, weight norm and update ratio, and
   * counts what is not finite in gradient and weight; without a limit the norm of the whole gradient is summed from these.
   */
  | { readonly kernel: 'optimize'; readonly parameter: number; readonly row: number | null }
  // probes: write statistics of one row into the report
  /** mean over the batch of || d loss_b / d y ||₂ = Σ_b ||dy_b||₂ (dy is the gradient of the batch's mean loss). */
  | { readonly kernel: 'probe_signal'; readonly dy: TensorId; readonly row: number }
  /** From an activation's output. ReLU: fraction of units dead (max over the inspection <= 0; `peak` holds each unit's running maximum from one run to the next). Sigmoid, tanh: fraction saturated (|phi'| < 0.05 max phi'). The other statistic stays NaN. */
  | {
      readonly kernel: 'probe_units';
      readonly y: TensorId;
      readonly activation: 'relu' | 'sigmoid' | 'tanh';
      readonly peak: TensorId;
      readonly row: number;
    }
  /** Count of non-finite numbers in a tensor, to the report; the first one names the step. */
  | { readonly kernel: 'probe_finite'; readonly x: TensorId; readonly row: number };

export type KernelName = Kernel['kernel'];
/** The operands of one kernel. */
export type Operands<K extends KernelName> = Extract<Kernel, { kernel: K }>;
export type Step = Kernel & { readonly when: When };
