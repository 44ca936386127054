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

/** @throws InputError for a missing value. */
export function refuseMissing(cell: string, place: () => CellPlace): void {
  if (!isMissing(cell)) return;
  const { data, line, column } = place();
  throw new InputError('data_cell_missing', { data, line, column, got: cell });
}

/** @throws InputError for a missing value, for text, and for what float32 cannot hold. `place` is asked only then. */
export function numberCell(cell: string, decimal: Decimal, place: () => CellPlace): number {
  const value = numberIn(cell, decimal);
  if (value === null) {
    refuseMissing(cell, place);
    const { data, line, column, first } = place();
    if (numberIn(cell, decimal === 'point' ? 'comma' : 'point') !== null)
      throw new InputError('data_cell_decimal', { data, line, column, got: cell, suggestion: decimal === 'point' ? 'comma' : 'point' });
    throw new InputError(first ? 'data_cell_text_first_line' : 'data_cell_text', { data, line, column, got: shortened(cell) });
  }
  if (!Number.isFinite(value)) {
    const { data, line, column } = place();
    throw new InputError('data_cell_infinite', { data, line, column, got: cell });
  }
  return value;
}

function shortened(cell: string): string {
  return cell.length <= 40 ? cell : `${cell.slice(0, 39)}…`;
}
