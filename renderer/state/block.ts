/** @file The measures of the canvas, in its own pixels, and where things are found on it. */
import type { Document, Node } from '../../core/document/document.ts';

export const BLOCK = { width: 132, height: 60 } as const;
/** The diameter of a port; its middle is on the block's edge. */
export const PORT = 10;
/** Blocks snap to it. */
export const GRID = 4;
/** From block to block in a row, and from row to row; `gap` is the least air that is left between two. */
export const STEP = { x: 196, y: 132, gap: 16 } as const;

export type Point = readonly [x: number, y: number];

export function snapped([x, y]: Point): [number, number] {
  return [Math.round(x / GRID) * GRID, Math.round(y / GRID) * GRID];
}

/** Whether two blocks at these places would touch, with a little air between. */
export function collide(a: Point, b: Point): boolean {
  return Math.abs(a[0] - b[0]) < BLOCK.width + GRID && Math.abs(a[1] - b[1]) < BLOCK.height + GRID;
}

export function standsAt(document: Document, place: Point): Node | undefined {
  return document.nodes.find((node) => collide(node.position, place));
}
