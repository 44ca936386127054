/** @file The measures of the canvas, in its own pixels. */
import { BLOCK, GRID, STEP, collide, type Point } from '../../core/document/spacing.ts';

export { BLOCK, GRID, STEP, collide };
export type { Point };

/** The diameter of a port; its middle is on the block's edge. */
export const PORT = 10;

export function snapped([x, y]: Point): [number, number] {
  return [onGrid(x), onGrid(y)];
}

export function onGrid(length: number): number {
  return Math.round(length / GRID) * GRID + 0; // never -0, which a file would show
}
