/** @file Where a step of a run is in its recording. */
import type { Columns } from './recording.ts';

/** The column that shows a step: the last that begins no later; the first if all begin later, -1 if there are none. */
export function columnAt(columns: Columns, step: number): number {
  let low = 0;
  let high = columns.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns.firstStepOf(middle) <= step) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, columns.count === 0 ? -1 : 0);
}
