/** @file What a network makes of its data, as it stands at a step: computed only while someone looks, in evaluation mode. */

/** One of these; which of them is of use follows from the data set. */
export type DataLookSpec =
  /** Data of two columns: the plane that they lie in, `cells` × `cells` points of it, and what is predicted there or what a unit puts out. */
  | { readonly kind: 'surface'; readonly cells: number; readonly unit: Unit | null }
  /** Of the same plane, what each of several units of a node puts out. */
  | { readonly kind: 'units'; readonly node: string; readonly first: number; readonly count: number; readonly cells: number }
  /** Rows of the validation set (of the training set if there is none) with what is predicted of them. */
  | { readonly kind: 'samples'; readonly first: number; readonly count: number; readonly only: SampleFilter }
  | { readonly kind: 'confusion' }
  /** Of a regression: what is true and what is predicted, row by row. */
  | { readonly kind: 'scatter' };

/** One number of what a node of the document puts out for a row. */
export interface Unit {
  readonly node: string;
  readonly index: number;
}

/** Rows of a regression are neither right nor wrong: all are shown. */
export type SampleFilter = 'all' | 'wrong' | { readonly truth: number; readonly predicted: number };

export type DataLook = Surface | Units | Samples | ConfusionCounts | Scatter;

/** The plane of two columns, in their own units. */
export interface Plane {
  /** Points on a side; the first row of them is that of the lowest `y`, and each lies in the middle of its cell. */
  readonly cells: number;
  readonly columns: readonly string[];
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

export interface Surface {
  readonly kind: 'surface';
  readonly plane: Plane;
  readonly shows: 'probability' | 'value' | 'unit';
  /** Null of a prediction, and where the unit that was asked for is not in the network that ran. */
  readonly unit: (Unit & { readonly of: number }) | null;
  /** The classes of the data; empty of a regression. */
  readonly classes: readonly string[];
  /** Of `probability` one plane of cells × cells for each class, else a single one. */
  readonly values: Float32Array<ArrayBuffer>;
  readonly points: PlanePoints;
}

/** Rows of the data as they lie in the plane: at most a thousand, evenly chosen. */
export interface PlanePoints {
  /** x and y in turn; the first `train` are training rows, the others validation rows. */
  readonly places: Float32Array<ArrayBuffer>;
  readonly targets: Float32Array<ArrayBuffer>;
  readonly train: number;
  /** Of the targets of all rows. */
  readonly range: readonly [low: number, high: number];
}

export interface Units {
  readonly kind: 'units';
  readonly plane: Plane;
  readonly node: string;
  readonly first: number;
  /** Units that the node has in all; none if it is not in the network that ran. */
  readonly of: number;
  /** Of each unit from `first` on, cells × cells. */
  readonly values: readonly Float32Array<ArrayBuffer>[];
}

export type LookedThrough = 'train' | 'validation';

export interface Samples {
  readonly kind: 'samples';
  readonly of: LookedThrough;
  readonly only: SampleFilter;
  /** Rows that were predicted, and how many of them rightly; NaN of a regression. */
  readonly total: number;
  readonly right: number;
  /** Rows that there are to page through, as `only` has it. */
  readonly rows: number;
  readonly first: number;
  readonly count: number;
  /** Numbers in a row. */
  readonly width: number;
  /** Height and width if a row is a picture. */
  readonly picture: readonly [height: number, width: number] | null;
  readonly columns: readonly string[];
  readonly classes: readonly string[];
  /** Where in its set each row is. */
  readonly places: Uint32Array<ArrayBuffer>;
  /** count × width, as in the data before scaling. */
  readonly inputs: Float32Array<ArrayBuffer>;
  readonly targets: Float32Array<ArrayBuffer>;
  /** The class, or the number; NaN where what came out is not a number. */
  readonly predicted: Float32Array<ArrayBuffer>;
  /** count × classes; empty where numbers are predicted. */
  readonly probabilities: Float32Array<ArrayBuffer>;
}

export interface ConfusionCounts {
  readonly kind: 'confusion';
  readonly of: LookedThrough;
  readonly classes: readonly string[];
  /** classes × classes: rows are what is true, columns what is predicted. */
  readonly counts: Uint32Array<ArrayBuffer>;
  /** Rows of which no class was predicted, for what came out is not a number. */
  readonly lost: number;
}

export interface Scatter {
  readonly kind: 'scatter';
  readonly of: LookedThrough;
  /** At most a thousand rows, evenly chosen of `total`. */
  readonly targets: Float32Array<ArrayBuffer>;
  readonly predicted: Float32Array<ArrayBuffer>;
  readonly total: number;
  /** The square root of the mean squared error, over all rows. */
  readonly error: number;
  /** Of the targets of all rows. */
  readonly range: readonly [low: number, high: number];
}
