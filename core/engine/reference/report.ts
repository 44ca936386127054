/** @file Numbers of the report. What was computed and is not a number is told as infinite: there NaN says that nothing was computed. */
import type { Pass } from './pass.ts';

/** Writes the number at a place of the arena that is the report's. */
export function tell({ arena }: Pass, at: number, value: number): void {
  arena[at] = Number.isNaN(value) ? Infinity : value;
}

/** Adds to a count; what no probe wrote before is not a number. */
export function addTo({ arena }: Pass, at: number, count: number): void {
  const before = arena[at]!;
  arena[at] = count + (Number.isNaN(before) ? 0 : before);
}
