/**
 * @file The picture of a matrix: a weight, its gradient, or what comes out of a layer for each row of the batch, at the resolution that
 * whoever looks has room for. It is computed only while someone looks, of numbers that a step really used.
 */

/**
 * What of a layer is looked at. `activation` is what comes out of the activation that its units go through, at once or behind BatchNorm
 * and Dropout, `pre_activation` what goes in there; of a layer that none follows both are its output. `signal` is the gradient of the
 * loss by the layer's own output, of a row of the batch.
 */
export const QUANTITIES = ['gradient', 'weight', 'update', 'activation', 'pre_activation', 'signal'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** How many numbers become one cell: the one of largest magnitude, or the mean magnitude. */
export type Pool = 'max' | 'mean';

/** No picture has more cells than a page draws within a frame, beside whatever else it draws. */
export const MOST_CELLS = 480_000;

export interface PictureSpec {
  /** The document's node. */
  readonly node: string;
  readonly quantity: Quantity;
  readonly pool: Pool;
  /** Cells that there is room for; there are never more of them than numbers. Where both are too many, a cell takes the room of 2 × 2, of 3 × 3, … */
  readonly columns: number;
  readonly rows: number;
}

export interface Picture {
  readonly node: string;
  readonly quantity: Quantity;
  /** As the plan names it: `fc1.weight`, `relu1.out`. */
  readonly tensor: string;
  /** Of the tensor: [out_features, in_features], [rows of the batch, units], [out, in, height, width] of a convolution. */
  readonly shape: readonly number[];
  /** The matrix that is drawn, before pooling; kernels of a convolution are tiles of it. */
  readonly extent: readonly [rows: number, columns: number];
  readonly cells: readonly [rows: number, columns: number];
  readonly pool: Pool;
  /**
   * Row after row. Pooled by `max`: the number of largest magnitude, with its sign; by `mean`: the mean magnitude. Of an `update` it is
   * ΔW / |W| of each weight, NaN where the weight is zero; a `signal` is ∂L/∂output of each row's own loss. Infinity stands for whatever
   * is not finite.
   */
  readonly values: Float32Array<ArrayBuffer>;
  /** The place in the matrix (row × columns + column) of the number that a cell shows; null where cells are means of several. */
  readonly places: Int32Array<ArrayBuffer> | null;
  readonly units: UnitBars;
  readonly histogram: LogHistogram;
}

/**
 * A number for each unit of the layer: the L2 norm of its row of a weight, or over the rows of the batch of a column of outputs; of an
 * `update` ‖ΔW‖ / ‖W‖ of its row, NaN where all of that is zero. Infinity stands for what is not finite.
 */
export interface UnitBars {
  /** Which side of the matrix the units are on. */
  readonly along: 'rows' | 'columns';
  readonly norms: Float32Array<ArrayBuffer>;
  /** 1 of a unit that no gradient passes through for any row of this batch. */
  readonly dead: Uint8Array<ArrayBuffer>;
}

/** The lowest edge of the bins and how many there are for a decade: fixed, so that histograms can be laid side by side. */
export const HISTOGRAM = { low: -16, high: 8, perDecade: 4 } as const;
export const HISTOGRAM_BINS = (HISTOGRAM.high - HISTOGRAM.low) * HISTOGRAM.perDecade;

/** How many numbers have which magnitude. What lies beyond the ends is counted in the outermost bins. */
export interface LogHistogram {
  readonly counts: Uint32Array<ArrayBuffer>;
  readonly zeros: number;
  readonly nonFinite: number;
}
