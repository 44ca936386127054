/** @file Where each row stands now, and how far its last cells spread (5th to 95th percentile). */
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

/** Where each row stands at a column (the newest, if not said otherwise). */
export function currentProfile(cells: HeatCells, at = cells.source.columns - 1): CurrentProfile {
  const rows = cells.source.rows.map((_, row) => row);
  const first = Math.max(0, at + 1 - SPREAD_COLUMNS);
  let column = at;
  while (column >= first && rows.every((row) => Number.isNaN(cells.cell(row, column)))) column -= 1;
  if (column < first) return { column: -1, values: rows.map(() => Number.NaN), spreads: rows.map(() => null) };
  return { column, values: rows.map((row) => cells.cell(row, column)), spreads: rows.map((row) => spreadOf(cells, row, first, at + 1)) };
}

/** The numbers of a row, sorted; one for all rows, for there are many. */
const sorted = new Float64Array(SPREAD_COLUMNS);

function spreadOf(cells: HeatCells, row: number, first: number, end: number): Spread | null {
  let count = 0;
  for (let column = first; column < end; column++) {
    const cell = cells.cell(row, column);
    if (Number.isFinite(cell)) sorted[count++] = cell;
  }
  if (count < 2) return null;
  const numbers = sorted.subarray(0, count).sort();
  return { low: quantile(numbers, 0.05), high: quantile(numbers, 0.95) };
}

/** Between the two nearest of sorted numbers, as R-7 and NumPy's default have it. */
function quantile(numbers: Float64Array, share: number): number {
  const place = share * (numbers.length - 1);
  const below = Math.floor(place);
  const next = Math.min(below + 1, numbers.length - 1);
  return numbers[below]! + (place - below) * (numbers[next]! - numbers[below]!);
}
