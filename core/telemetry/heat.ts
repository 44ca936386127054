/** @file Heat of a row: how far its signal is from that of a healthy network. Blocks, wires and heatmap all draw this number. */
import type { Columns, Extreme, Recording } from './recording.ts';

/**
 * Decades from healthy: log10 of a signal over the anchor's, less what a healthy network shows. An exact zero stays one
 * (-Infinity), what is not finite too (+Infinity); without a usable anchor there is nothing to compare with (NaN).
 */
export function relativeHeat(signal: number, anchor: number, healthy: number): number {
  if (Number.isNaN(healthy)) return Number.NaN;
  if (signal === Infinity) return Infinity;
  if (signal === 0) return -Infinity;
  if (!(anchor > 0 && anchor < Infinity)) return Number.NaN;
  return Math.log10(signal / anchor) - healthy;
}

/**
 * Heat of a row in a column. Lowest is compared with the anchor's lowest and highest with its highest: a swing that all rows
 * share is no departure.
 */
export function heatOf({ header }: Recording, columns: Columns, row: number, column: number, extreme: Extreme = 'last'): number {
  const signal = columns.value('signal', row, column, extreme);
  const anchor = columns.value('signal', header.anchor, column, extreme);
  return relativeHeat(signal, anchor, header.healthy[row] ?? Number.NaN);
}
