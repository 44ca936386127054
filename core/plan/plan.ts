/**
 * @file The plan: a flat training program. Tensors at fixed offsets in one arena, and four lists of steps that kernels
 * run in order. A plan is immutable, plain data; it crosses to the worker and prints (`print.ts`). Whoever runs it
 * needs nothing else: no document, no layers.
 *
 * The arena is one array of real numbers. Offsets and sizes count numbers, not bytes, so that the same plan runs on a
 * Float32Array (the engine: 4 bytes each) and on a Float64Array (the reference under finite differences).
 * A batched tensor has one row per sample of the batch: `rows × size` numbers of which the first `rows` are in use,
 * row-major, never padded. Kernels take the number of rows at run time: 1 <= rows <= plan.batch.
 */
import type { Initial } from '../tensor/initial.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Step } from './step.ts';

/** An index into `Plan.tensors`. */
export type TensorId = number;

export type Role =
  | 'input' //       gathered from the data set, batched
  | 'target' //      gathered from the data set, batched
  | 'parameter' //   learned; drawn by `initial`, saved, updated
  | 'buffer' //      saved but not learned (running statistics)
  | 'activation' //  of the forward pass, batched
  | 'saved' //       kept from forward for backward, not an activation (mean, rstd)
  | 'gradient' //    of an activation (batched)
  | 'parameter_gradient'
  | 'moment' //      optimizer state, one tensor for each parameter and kind of moment
  | 'scratch' //     a kernel's own working space within one step
  | 'report'; //     the statistics of one step, see report.ts

export interface PlannedTensor {
  readonly id: TensorId;
  /** Unique. Parameters and buffers are named as PyTorch's state_dict names them: `fc1.weight`, `bn1.running_mean`. */
  readonly name: string;
  /** The shape of one row if `batched`, else of the whole. */
  readonly shape: Shape;
  readonly batched: boolean;
  readonly role: Role;
  /** Where it starts in the arena, in numbers; a multiple of 4 (16 bytes), so that vector loads are aligned. */
  readonly offset: number;
  /** Numbers in one row (batched) or in all: elementCount(shape). */
  readonly size: number;
  /** Parameters and buffers: how it is drawn. The stream of the draw is the tensor's place among the drawn ones. */
  readonly initial: Initial | null;
  /** The document's node it belongs to, if one. */
  readonly node: string | null;
}

/** A stretch of the arena, in numbers. */
export interface Region {
  readonly offset: number;
  readonly size: number;
}

/** A parameter with everything the update needs, in the order of the parameter region. */
export interface PlannedParameter {
  readonly tensor: TensorId;
  readonly gradient: TensorId;
  /** One per region of `Plan.moments`. */
  readonly moments: readonly TensorId[];
  /** The row of the report that its weight-gradient statistics belong to (a layer's weight), or null (its bias, …). */
  readonly row: number | null;
}

/** How much gradient one layer passes backward when its inputs are as theory assumes; what profiles are made of. */
export type Flow =
  /** A layer with weights: the standard deviation of its weights as drawn, and its fans. */
  | { readonly kind: 'weights'; readonly std: number; readonly fanIn: number; readonly fanOut: number }
  /** An activation phi: E[phi'(z)²], E[phi(z)²] and Var[phi(z)] for z ~ N(0, 1); `gain` is the kaiming gain. */
  | { readonly kind: 'activation'; readonly slopeSquare: number; readonly square: number; readonly variance: number; readonly gain: number }
  | { readonly kind: 'normalise' }
  | { readonly kind: 'dropout'; readonly p: number }
  | { readonly kind: 'sum' }
  /** Hands on what it gets. */
  | { readonly kind: 'same' }
  | { readonly kind: 'other' };

/** One layer as telemetry shows it: a row of the heatmap, in depth order. Every node whose output has a gradient is one. */
export interface Row {
  readonly node: string;
  readonly name: string;
  readonly layer: string;
  /** Numbers per sample in its output. */
  readonly width: number;
  readonly depth: number;
  /** The rows that feed it (an Input is not a row). */
  readonly inputs: readonly number[];
  readonly flow: Flow;
  /** What an inspection tells of its units; null of a layer whose units cannot die or saturate. */
  readonly inspected: 'dead' | 'saturated' | null;
  /** Its weight, if it has one. */
  readonly weight: TensorId | null;
  readonly parameters: number;
}

/** What the network is trained to do: decides the meaning of target, of `correct` and of the constant predictor. */
export type Task = 'classification' | 'binary' | 'regression';

export interface Plan {
  /** The largest number of rows that a step takes. */
  readonly batch: number;
  /** High-water mark of the arena, in numbers. */
  readonly elements: number;
  readonly tensors: readonly PlannedTensor[];
  /** All parameters, back to back (each start aligned to 4; the gaps hold zeros for ever, so one sweep is safe). */
  readonly parameterRegion: Region;
  /** Their gradients, laid out exactly as the parameters. */
  readonly gradientRegion: Region;
  /** Optimizer state, each laid out exactly as the parameters; which, and how many, depends on the optimizer. */
  readonly momentRegions: readonly Region[];
  readonly parameters: readonly PlannedParameter[];
  readonly buffers: readonly TensorId[];
  readonly inputs: readonly { readonly tensor: TensorId; readonly column: number }[];
  readonly target: TensorId | null;
  /** The last layer's output: logits, or the regression's value. What `predict` reads. */
  readonly output: TensorId;
  readonly loss: TensorId | null;
  readonly task: Task | null;
  /** The statistics of one step: see report.ts. */
  readonly report: TensorId;
  readonly rows: readonly Row[];
  readonly optimizer: Optimizer;
  readonly forward: readonly Step[];
  readonly backward: readonly Step[];
  readonly update: readonly Step[];
  /** For info: multiply-adds count as two. Per sample. */
  readonly flops: { readonly forward: number; readonly backward: number };
}

/** As in torch.optim, with its names and defaults. `lr` and clipping are running settings and not part of the plan. */
export type Optimizer =
  | {
      readonly kind: 'SGD';
      readonly lr: number;
      readonly momentum: number;
      readonly dampening: number;
      readonly nesterov: boolean;
      readonly weight_decay: number;
    }
  | {
      readonly kind: 'Adam';
      readonly lr: number;
      readonly betas: readonly [number, number];
      readonly eps: number;
      readonly weight_decay: number;
    }
  | {
      readonly kind: 'AdamW';
      readonly lr: number;
      readonly betas: readonly [number, number];
      readonly eps: number;
      readonly weight_decay: number;
    }
  | {
      readonly kind: 'RMSprop';
      readonly lr: number;
      readonly alpha: number;
      readonly eps: number;
      readonly momentum: number;
      readonly centered: boolean;
      readonly weight_decay: number;
    }
  | {
      readonly kind: 'Adagrad';
      readonly lr: number;
      readonly lr_decay: number;
      readonly initial_accumulator_value: number;
      readonly eps: number;
      readonly weight_decay: number;
    };
