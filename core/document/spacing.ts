/** @file The measures of the canvas on which blocks are placed, in its own pixels. */

export const BLOCK = { width: 132, height: 60 } as const;
/** Blocks snap to it. */
export const GRID = 4;
/** From block to block in a row, and from row to row; `gap` is the least air that is left between two. */
export const STEP = { x: 196, y: 132, gap: 16 } as const;

export type Point = readonly [x: number, y: number];

/** Whether two blocks at these places would touch, with a little air between. */
export function collide(a: Point, b: Point): boolean {
  return Math.abs(a[0] - b[0]) < BLOCK.width + GRID && Math.abs(a[1] - b[1]) < BLOCK.height + GRID;
}
