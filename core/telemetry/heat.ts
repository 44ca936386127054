/** @file Heat of a row: how far its signal is from that of a healthy network. Blocks, wires and heatmap all draw this number. */
import type { Columns, Extreme, Recording } from './recording.ts';

/**
 * Decades from healthy of a row in a column. Three heats are no decades: -Infinity is an exact zero, Infinity is not finite,
 * NaN is not known (not computed, or theory says nothing of the row). Of the lowest in a column the lowest reference is
 * taken, of the highest its highest: a swing that all rows share is no departure.
 */
export function heatOf(recording: Recording, columns: Columns, row: number, column: number, extreme: Extreme = 'last'): number {
  const signal = columns.value('signal', row, column, extreme);
  if (signal === Infinity || columns.value('non_finite', row, column, 'max') > 0) return Infinity;
  if (signal === 0) return -Infinity;
  return Math.log10(signal / healthySignal(recording, columns, row, column, extreme));
}

/** What a healthy network would show in a row, in the signal's own unit; NaN where that is not known. */
export function healthySignal(recording: Recording, columns: Columns, row: number, column: number, extreme: Extreme = 'last'): number {
  return anchorSignal(recording, columns, column, extreme) * 10 ** (recording.header.healthy[row] ?? NaN);
}

/**
 * The signal that both profiles are relative to. Where the anchor itself has none, or none that is finite, the next row
 * towards the loss that has one stands in with what it would make there; NaN if there is none.
 */
export function anchorSignal({ header }: Recording, columns: Columns, column: number, extreme: Extreme = 'last'): number {
  const { rows, healthy, anchor } = header;
  for (let row = anchor; row < rows.length; row++) {
    const signal = columns.value('signal', row, column, extreme);
    const expected = row === anchor ? 0 : (healthy[row] ?? NaN);
    if (signal > 0 && signal < Infinity && expected === expected) return signal / 10 ** expected;
  }
  return NaN;
}
