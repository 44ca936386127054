/** @file What a picture of a plane is drawn from: the numbers of a network over two columns of its data, and the rows of the data in it. */

export interface SurfaceSource {
  /** Points on a side; each lies in the middle of its cell, and the first row is that of the lowest y. */
  readonly cells: number;
  readonly names: readonly [x: string, y: string];
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  /** Of classes a plane of cells × cells for each of them, of numbers a single one. */
  readonly values: Float32Array;
  readonly meaning: SurfaceMeaning;
  readonly points: SurfacePoints;
}

export type SurfaceMeaning =
  /** Probabilities. */
  | { readonly kind: 'classes'; readonly names: readonly string[] }
  /** On a scale from low to high, whose middle is the ground of the picture. */
  | { readonly kind: 'numbers'; readonly name: string; readonly low: number; readonly high: number };

export interface SurfacePoints {
  /** x and y in turn; the first `train` are training rows, the others validation rows. */
  readonly places: Float32Array;
  readonly targets: Float32Array;
  readonly train: number;
  /** Names of the classes that the targets are; empty of numbers. */
  readonly classes: readonly string[];
  readonly range: readonly [low: number, high: number];
}

/** The most probable class of a cell, the first of equal ones; -1 where its numbers are lost. */
export function likeliest(values: Float32Array, classes: number, cell: number): number {
  const size = values.length / classes;
  let best = 0;
  for (let index = 0; index < classes; index++) {
    const value = values[index * size + cell]!;
    if (!Number.isFinite(value)) return -1;
    if (value > values[best * size + cell]!) best = index;
  }
  return best;
}

/** By how much a class is more probable than any other, over the plane: zero where its region ends. */
export function lead(values: Float32Array, classes: number, of: number): Float32Array {
  const size = values.length / classes;
  return Float32Array.from({ length: size }, (_, cell) => {
    let other = -Infinity;
    for (let index = 0; index < classes; index++) if (index !== of) other = Math.max(other, values[index * size + cell]!);
    return values[of * size + cell]! - other;
  });
}
