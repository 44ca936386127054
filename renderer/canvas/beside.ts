import type { Point } from '../editing/block.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Between the hand and what is shown beside it, in pixels of the screen. */
const OFF = 16;
/** What is shown keeps so far from the edge of the canvas. */
const MARGIN = 8;

/** Where a thing of this size stands beside a point of the canvas: right of it and below, on the other side where there is no room. */
export function beside([x, y]: Point, thing: Size, canvas: Size): Point {
  return [fit(x, thing.width, canvas.width), fit(y, thing.height, canvas.height)];
}

function fit(at: number, length: number, room: number): number {
  const after = at + OFF;
  if (after + length <= room - MARGIN) return after;
  return Math.max(MARGIN, Math.min(at - OFF - length, room - MARGIN - length));
}
