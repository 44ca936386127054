/** @file How many blocks stand in a row of the canvas, so that they can be read. */
import { STEP } from './block.ts';

/** Blocks in a row before the network goes on in the next one. */
export const PER_ROW = 5;
/** Below this zoom the words on a block cannot be read. */
export const READABLE = 0.6;

/** Five, or if so many blocks cannot be read in a view of this size, as many as show them largest. */
export function blocksPerRow(blocks: number, width: number, height: number): number {
  const zoom = (perRow: number) => Math.min(width / (perRow * STEP.x), height / (Math.ceil(blocks / perRow) * STEP.y));
  if (zoom(PER_ROW) >= READABLE) return PER_ROW;
  const choices = Array.from({ length: blocks }, (_, index) => index + 1).filter((perRow) => perRow >= PER_ROW);
  return choices.reduce((best, perRow) => (zoom(perRow) > zoom(best) ? perRow : best), PER_ROW);
}
