/** @file How the numbers of a tensor lie in the matrix that is drawn of it. */
import type { Shape } from '../../tensor/shape.ts';

/** `height` × `width` numbers are one tile; of a plain matrix each number is one. */
export interface Arrangement {
  readonly rows: number;
  readonly columns: number;
  readonly height: number;
  readonly width: number;
}

/**
 * A vector [n] is one row; a matrix is as it is; a weight [out, in, length] or [out, in, height, width] of a convolution shows a tile for
 * each pair of channels, `out` downward and `in` to the right.
 */
export function arrangementOfWeight(shape: Shape): Arrangement {
  const [out = 1, into = 1, height = 1, width = 1] = shape;
  if (shape.length <= 1) return { rows: 1, columns: out, height: 1, width: 1 };
  return shape.length === 3
    ? { rows: out, columns: into * height, height: 1, width: height }
    : { rows: out * height, columns: into * width, height, width };
}

/** A row for each row of the batch, whatever the shape of one. */
export function arrangementOfBatch(rows: number, size: number): Arrangement {
  return { rows, columns: size, height: 1, width: 1 };
}

/** The index in the tensor of the number at a place of the matrix. */
export function indexAt({ columns, height, width }: Arrangement, row: number, column: number): number {
  if (height === 1) return row * columns + column;
  const tile = Math.floor(row / height) * (columns / width) + Math.floor(column / width);
  return (tile * height + (row % height)) * width + (column % width);
}
