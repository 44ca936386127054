/** @file What a check of the gradients says: how far, layer by layer, the engine's gradient is from central differences of the loss. */

/** Where the two are farthest apart. */
export interface WorstGradient {
  /** The parameter, as PyTorch's state_dict names it: `fc1.weight`. */
  readonly tensor: string;
  /** The number's place in the tensor's shape, or null of a direction over the whole tensor. */
  readonly index: readonly number[] | null;
  /** The slope as the engine's gradient has it. */
  readonly computed: number;
  /** The slope as the differences have it. */
  readonly expected: number;
}

/** One layer that learns. */
export interface LayerCheck {
  readonly node: string;
  readonly name: string;
  readonly passed: boolean;
  /** Infinity if a gradient is not finite; null if nothing could be compared. */
  readonly error: number | null;
  /** Numbers compared one by one. */
  readonly numbers: number;
  /** Random directions compared, each over a whole tensor. */
  readonly directions: number;
  /** Numbers and directions left out because the loss has a kink there (a ReLU at 0): no slope to compare with. */
  readonly kinks: number;
  /** Those left out because the loss in double precision does not feel them: a gradient that has all but vanished. */
  readonly faint: number;
  /** Null if nothing could be compared. */
  readonly worst: WorstGradient | null;
}

export interface GradientCheck {
  readonly passed: boolean;
  /** False if the forward pass itself lost its numbers: then no layer has a gradient, and none is to blame. */
  readonly finite: boolean;
  /** The largest relative error that passes. */
  readonly bound: number;
  /** Of all layers; null if nothing could be compared. */
  readonly largest: number | null;
  /** Rows of the data that it was computed on. */
  readonly rows: number;
  /** In depth order. */
  readonly layers: readonly LayerCheck[];
}

/** The layer where wrong gradients begin: they pass on to all before it, so it is the last that is off. Undefined if none is. */
export function wrongFrom({ layers }: GradientCheck): LayerCheck | undefined {
  return layers.findLast(({ passed }) => !passed);
}
