/** @file Where the gradient was clipped, for a strip below the cells. */
import type { PixelColumns } from './pixel-columns.ts';

/** What is known of the steps of a column: clipping engaged on none, on some, or on each of them. */
export type Clipped = 0 | 1 | 2;

export interface Clipping {
  /** How often it engaged in a column. */
  of(column: number): Clipped;
  /** In words, from one column to another. */
  readout(from: number, to: number): string;
}

/** The same of pixels, each over its columns. */
export interface ClippedStretch {
  /** From pixel to pixel, the second not included. */
  readonly from: number;
  readonly to: number;
  readonly clipped: Exclude<Clipped, 0>;
}

/** Neighbouring pixels that show the same are one stretch; those on which it never engaged are left out. */
export function clippedStretches({ from, to }: PixelColumns, clipping: Clipping): ClippedStretch[] {
  const stretches: { from: number; to: number; clipped: Exclude<Clipped, 0> }[] = [];
  for (let pixel = 0; pixel < from.length; pixel++) {
    const clipped = clippedIn(from[pixel]!, to[pixel]!, clipping);
    if (clipped === 0) continue;
    const before = stretches.at(-1);
    if (before?.to === pixel && before.clipped === clipped) before.to = pixel + 1;
    else stretches.push({ from: pixel, to: pixel + 1, clipped });
  }
  return stretches;
}

/** Over the columns [from, to): on each of the steps only if on each of every column. */
export function clippedIn(from: number, to: number, clipping: Clipping): Clipped {
  let some = false;
  let all = true;
  for (let column = from; column < to; column++) {
    const clipped = clipping.of(column);
    some ||= clipped > 0;
    all &&= clipped === 2;
  }
  return all ? 2 : some ? 1 : 0;
}
