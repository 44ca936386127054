/** @file How a run ends. */
import type { Columns } from '../../core/telemetry/recording.ts';

/** Whether its newest step has numbers that are not finite, in whatever row: no step comes after it. */
export function endsBroken(columns: Columns, rows: number): boolean {
  const newest = columns.count - 1;
  for (let row = 0; row < rows && newest >= 0; row++) if (columns.value('non_finite', row, newest, 'last') > 0) return true;
  return false;
}
