/** @file What a network makes of its data, as it stands at a step: computed only while someone looks. */

/** One of these; which of them is of use follows from the data set. */
export type DataLookSpec =
  /** Data of two columns: the plane that they lie in, `cells` × `cells` points of it. */
  | {
      readonly kind: 'surface';
      readonly cells: number;
      /** The output of a unit of this node, in evaluation mode; null: the prediction of the network. */
      readonly unit: { readonly node: string; readonly index: number } | null;
    }
  /** Rows of the validation set (of the training set if there is none) with what is predicted of them. */
  | { readonly kind: 'samples'; readonly first: number; readonly count: number; readonly only: 'all' | 'wrong' }
  | { readonly kind: 'confusion' };

export type DataLook = Surface | Samples | Confusion;

export interface Surface {
  readonly kind: 'surface';
  readonly cells: number;
  readonly unit: { readonly node: string; readonly index: number } | null;
  /** In the columns' own units; row 0 of `values` is the lowest `y`. */
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  /** Of a prediction in classes: the probability of `classes[i]`; else the number itself. cells × cells. */
  readonly values: Float32Array<ArrayBuffer>;
  /** The class that is predicted; null of numbers. */
  readonly classes: Uint8Array<ArrayBuffer> | null;
  /** Rows of the data, x and y in turn, and their targets; the first `trainPoints` are training rows. At most a thousand. */
  readonly points: Float32Array<ArrayBuffer>;
  readonly targets: Float32Array<ArrayBuffer>;
  readonly trainPoints: number;
}

export interface Samples {
  readonly kind: 'samples';
  readonly of: 'train' | 'validation';
  /** Rows that there are to page through, as `only` has it. */
  readonly rows: number;
  readonly first: number;
  readonly count: number;
  /** As many as there are numbers in a row; `side` × `side` pictures have a side. */
  readonly width: number;
  readonly side: number | null;
  /** count × width, as in the data before scaling. */
  readonly inputs: Float32Array<ArrayBuffer>;
  readonly targets: Float32Array<ArrayBuffer>;
  readonly predicted: Float32Array<ArrayBuffer>;
  /** The probability of what is predicted; NaN of a regression. */
  readonly confidence: Float32Array<ArrayBuffer>;
}

export interface Confusion {
  readonly kind: 'confusion';
  readonly of: 'train' | 'validation';
  readonly classes: readonly string[];
  /** classes × classes: rows are what is true, columns what is predicted. */
  readonly counts: Uint32Array<ArrayBuffer>;
}
