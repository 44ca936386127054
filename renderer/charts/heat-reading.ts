/** @file Which cell is at a place of a heatmap, and which column at a step. */
import { seenColumn } from './heat-image.ts';
import type { HeatShown } from './heat-painter.ts';
import type { HeatSource } from './heat-source.ts';

export interface HeatPlace {
  readonly row: number;
  readonly column: number;
}

/** At shares of the plot's width and height: the cell that is seen there or, with `seen` false, the newest of those that it stands for. */
export function cellAt({ cells, shares, pixels }: HeatShown, across: number, down: number, seen = true): HeatPlace {
  const rows = cells.source.rows.length;
  const row = Math.max(0, Math.min(rows - 1, Math.floor(down * rows)));
  const pixel = Math.max(0, Math.min(pixels - 1, Math.floor(across * pixels)));
  const from = shares.from[pixel]!;
  const to = shares.to[pixel]!;
  return { row, column: seen ? seenColumn(cells, row, from, to) : to - 1 };
}

/** The last column that begins no later than a step; the first if all begin later. */
export function columnOfStep(source: Pick<HeatSource, 'columns' | 'firstStepOf'>, step: number): number {
  let low = 0;
  let high = source.columns;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (source.firstStepOf(middle) <= step) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
