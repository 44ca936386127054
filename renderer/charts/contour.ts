/** @file Where a field of numbers crosses a level: marching squares, with straight lines between the points of the field. */

/**
 * Pieces of the line, x0, y0, x1, y1 in turn, in cells: the point of row 0 and column 0 lies at (0, 0), that of its right neighbour at
 * (1, 0). A square with a number that is not finite has none; of a saddle the mean says which corners belong together.
 */
export function contour(field: Float32Array, cells: number, level: number): number[] {
  const pieces: number[] = [];
  for (let row = 0; row + 1 < cells; row++)
    for (let column = 0; column + 1 < cells; column++) addSquare(field, cells, level, row, column, pieces);
  return pieces;
}

/** Corners in a circle from the lower left; side i runs from corner i to the next. */
const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

function addSquare(field: Float32Array, cells: number, level: number, row: number, column: number, pieces: number[]): void {
  const heights = CORNERS.map(([x, y]) => field[(row + y) * cells + column + x]! - level);
  if (!heights.every(Number.isFinite)) return;
  const crossed = [0, 1, 2, 3].filter((side) => heights[side]! > 0 !== heights[(side + 1) % 4]! > 0);
  if (crossed.length === 0) return;
  // of a saddle, a line cuts off each corner that differs from the middle: the sides that meet in the corner belong together
  const middle = heights.reduce((sum, height) => sum + height) > 0;
  const first = crossed.length === 4 && heights[0]! > 0 === middle ? 0 : crossed.length === 4 ? 3 : null;
  const pairs = first === null ? [crossed] : [0, 2].map((shift) => [(first + shift) % 4, (first + shift + 1) % 4]);
  for (const pair of pairs) for (const side of pair) pieces.push(...crossing(heights, side, column, row));
}

function crossing(heights: readonly number[], side: number, column: number, row: number): [number, number] {
  const [from, to] = [CORNERS[side]!, CORNERS[(side + 1) % 4]!];
  const share = heights[side]! / (heights[side]! - heights[(side + 1) % 4]!);
  return [column + from[0] + share * (to[0] - from[0]), row + from[1] + share * (to[1] - from[1])];
}
