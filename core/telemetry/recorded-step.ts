/** @file From one recorded step to another. */
import { columnAt } from './column-at.ts';
import { columnsAt } from './instant.ts';
import type { Recording } from './recording.ts';

/**
 * So many recorded steps on from a step, or back with a negative number; `from` null is the newest, and the newest is told as null. No
 * further back than the first. Of a recording that has a step.
 */
export function recordedStep(recording: Recording, from: number | null, by: number): number | null {
  const newest = recording.stepOf(recording.count - 1);
  const start = from ?? newest;
  const columns = columnsAt(recording, start);
  const to = columnAt(columns, start) + by;
  if (to >= columns.count) return null;
  // what is older than the last frames is kept in columns
  const first = columns === recording ? 0 : columnAt(recording, columns.stepOf(0));
  const step = to >= 0 ? columns.stepOf(to) : recording.stepOf(Math.max(0, first + to));
  return step === newest ? null : step;
}
