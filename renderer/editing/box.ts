/** @file Rectangles on the canvas, in its pixels. */
import { GRID, type Point } from './block.ts';

export interface Box {
  readonly position: Point;
  /** Width and height. */
  readonly size: Point;
}

/** The least box that holds all of them; null if there are none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const {
    position: [x, y],
    size: [width, height],
  } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { position: [left, top], size: [right - left, bottom - top] };
}

/** Whether they touch, with a little air between; two blocks do exactly if they `collide`. */
export function overlap(a: Box, b: Box): boolean {
  return (
    a.position[0] - b.position[0] < b.size[0] + GRID &&
    b.position[0] - a.position[0] < a.size[0] + GRID &&
    a.position[1] - b.position[1] < b.size[1] + GRID &&
    b.position[1] - a.position[1] < a.size[1] + GRID
  );
}
