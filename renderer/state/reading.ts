/** @file What a block shows of the last step of a recording, or of one that is looked back at: its heat, and the share of its units that is dead or saturated. */
import { heatOf } from '../../core/telemetry/heat.ts';
import type { Columns, Recording } from '../../core/telemetry/recording.ts';

export interface Reading {
  /** Decades above (below: negative) a healthy network's signal; -Infinity for an exact zero, null for not known. */
  readonly heat: number | null;
  /** Some number of it is no longer finite. */
  readonly broken: boolean;
  /** The fraction of its units that is dead, or of its outputs that is saturated; null if that was measured in none of the columns. */
  readonly units: number | null;
}

/** Of one row, in the newest of the columns. Units are inspected now and then: their last inspection is looked for in the columns from `oldest` on. */
export function readRow(recording: Recording, row: number, oldest: number, columns: Columns = recording.recent): Reading {
  const { inspected } = recording.header.rows[row]!;
  const heat = heatOf(recording, columns, row, columns.count - 1);
  const broken = heat === Infinity;
  return { heat: broken || Number.isNaN(heat) ? null : heat, broken, units: inspected && lastMeasured(columns, inspected, row, oldest) };
}

function lastMeasured(columns: Columns, statistic: 'dead' | 'saturated', row: number, oldest: number): number | null {
  for (let column = columns.count - 1; column >= oldest; column--) {
    const value = columns.value(statistic, row, column);
    if (!Number.isNaN(value)) return value;
  }
  return null;
}
