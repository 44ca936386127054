/** @file The measures of the canvas, in its own pixels, and where things are found on it. */
import type { Document, Node } from '../../core/document/document.ts';
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

export function standsAt(document: Document, place: Point): Node | undefined {
  return document.nodes.find((node) => collide(node.position, place));
}
