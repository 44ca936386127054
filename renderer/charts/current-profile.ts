/** @file Where each row stands now: its newest cell, and how far its last cells spread (5th to 95th percentile). */
import { quantileSorted } from 'd3-array';
import type { HeatCells } from './heat-cells.ts';
import type { Spread } from './profile-path.ts';

/** Columns that the spread is taken over. */
export const SPREAD_COLUMNS = 20;

export interface CurrentProfile {
  /** The newest cell of each row that was computed, of the last `SPREAD_COLUMNS` columns; NaN if none was. */
  readonly values: readonly number[];
  /** Null where fewer than two cells are numbers. */
  readonly spreads: readonly (Spread | null)[];
}

export function currentProfile(cells: HeatCells): CurrentProfile {
  const { columns, rows } = cells.source;
  const values: number[] = [];
  const spreads: (Spread | null)[] = [];
  const first = Math.max(0, columns - SPREAD_COLUMNS);
  const window: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    let newest = Number.NaN;
    window.length = 0;
    for (let column = columns - 1; column >= first; column--) {
      const cell = cells.cell(row, column);
      if (Number.isNaN(newest)) newest = cell;
      if (Number.isFinite(cell)) window.push(cell);
    }
    window.sort((a, b) => a - b);
    values.push(newest);
    spreads.push(window.length < 2 ? null : { low: quantileSorted(window, 0.05)!, high: quantileSorted(window, 0.95)! });
  }
  return { values, spreads };
}
