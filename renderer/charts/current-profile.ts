/** @file Where each row stands now, and how far its last cells spread (5th to 95th percentile). */
import { quantileSorted } from 'd3-array';
import type { HeatCells } from './heat-cells.ts';
import type { Spread } from './profile-path.ts';

/** Columns that the spread is taken over. */
export const SPREAD_COLUMNS = 20;

export interface CurrentProfile {
  /** The newest column, of the last `SPREAD_COLUMNS`, in which anything was computed; -1 if there is none. */
  readonly column: number;
  /** Its cells, one for each row. */
  readonly values: readonly number[];
  /** Null where fewer than two cells are numbers. */
  readonly spreads: readonly (Spread | null)[];
}

export function currentProfile(cells: HeatCells): CurrentProfile {
  const { columns } = cells.source;
  const rows = cells.source.rows.map((_, row) => row);
  const first = Math.max(0, columns - SPREAD_COLUMNS);
  let column = columns - 1;
  while (column >= first && rows.every((row) => Number.isNaN(cells.cell(row, column)))) column -= 1;
  if (column < first) return { column: -1, values: rows.map(() => Number.NaN), spreads: rows.map(() => null) };
  return { column, values: rows.map((row) => cells.cell(row, column)), spreads: rows.map((row) => spreadOf(cells, row, first, columns)) };
}

function spreadOf(cells: HeatCells, row: number, first: number, columns: number): Spread | null {
  const numbers: number[] = [];
  for (let column = first; column < columns; column++) {
    const cell = cells.cell(row, column);
    if (Number.isFinite(cell)) numbers.push(cell);
  }
  numbers.sort((a, b) => a - b);
  return numbers.length < 2 ? null : { low: quantileSorted(numbers, 0.05)!, high: quantileSorted(numbers, 0.95)! };
}
