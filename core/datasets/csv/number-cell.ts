/** @file Reading a cell that must be a number, and saying exactly which one is not. */
import { InputError } from '../../findings/input-error.ts';
import { isMissing, numberIn, type Decimal } from './cell.ts';

/** Where a cell stands, for its sentence. */
export interface CellPlace {
  readonly data: string;
  readonly line: number;
  /** As `columnLabel` writes it. */
  readonly column: string;
  /** The first line may hold names that were not taken for a header. */
  readonly first: boolean;
}

/** Where the cell of a column stands; asked only when there is something to say. */
type PlaceOf = (index: number) => CellPlace;

/** @throws InputError for a missing value. */
export function refuseMissing(cell: string, index: number, place: PlaceOf): void {
  if (!isMissing(cell)) return;
  const { data, line, column } = place(index);
  throw new InputError('data_cell_missing', { data, line, column, got: cell });
}

/** @throws InputError for a missing value, for text, and for what float32 cannot hold. */
export function numberCell(cell: string, decimal: Decimal, index: number, place: PlaceOf): number {
  const value = numberIn(cell, decimal);
  if (value === null) {
    refuseMissing(cell, index, place);
    const { data, line, column, first } = place(index);
    if (numberIn(cell, decimal === 'point' ? 'comma' : 'point') !== null)
      throw new InputError('data_cell_decimal', { data, line, column, got: cell, suggestion: decimal === 'point' ? 'comma' : 'point' });
    throw new InputError(first ? 'data_cell_text_first_line' : 'data_cell_text', { data, line, column, got: shortened(cell) });
  }
  if (!Number.isFinite(value)) {
    const { data, line, column } = place(index);
    throw new InputError('data_cell_infinite', { data, line, column, got: cell });
  }
  return value;
}

function shortened(cell: string): string {
  return cell.length <= 40 ? cell : `${cell.slice(0, 39)}…`;
}
