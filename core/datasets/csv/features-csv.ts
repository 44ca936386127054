/** @file Rows to predict from a CSV file. */
import { InputError } from '../../findings/input-error.ts';
import type { ExpectedFeatures, Features } from '../features.ts';
import { MOST_NUMBERS } from '../limits.ts';
import { detectDelimiter } from './delimiter.ts';
import { columnLabel, isHeader } from './header.ts';
import { numberCell } from './number-cell.ts';
import { mostRows, visitRows } from './rows.ts';
import { decodeText } from './text.ts';

/**
 * Takes columns by name where the header has each of the names that the network was trained on once, so that their order does not matter
 * and a target or an id beside them is left alone; otherwise all columns in their order.
 */
export function readFeaturesCsv(data: string, bytes: Uint8Array, { width, columns, decimal = 'point' }: ExpectedFeatures): Features {
  const text = decodeText(data, bytes);
  const delimiter = detectDelimiter(text);
  let first: readonly string[] = [];
  let header = false;
  let taken: readonly number[] = [];
  let values = new Float32Array(0);
  let rows = 0;

  visitRows(data, text, delimiter, (cells, line) => {
    if (first.length === 0) {
      first = cells;
      header = isHeader(cells, 'auto', decimal);
      const byName = header && columns.length > 0 && columns.every((name) => cells.filter((cell) => cell === name).length === 1);
      taken = byName ? columns.map((name) => cells.indexOf(name)) : cells.map((_, index) => index);
      if (taken.length !== width) throw new InputError('data_features_width', { data, got: taken.length, expected: width });
      const numbers = mostRows(text) * width;
      if (numbers > MOST_NUMBERS) throw new InputError('data_numbers_many', { data, got: numbers, most: MOST_NUMBERS });
      values = new Float32Array(numbers);
      if (header) return;
    }
    if (cells.length !== first.length)
      throw new InputError('data_row_ragged', { data, line, got: cells.length, expected: first.length, delimiter });
    for (let column = 0; column < width; column++) {
      const index = taken[column]!;
      values[rows * width + column] = numberCell(cells[index]!, decimal, () => ({
        data,
        line,
        column: columnLabel(first, header, index),
        first: cells === first,
      }));
    }
    rows += 1;
  });
  if (rows === 0) throw new InputError('data_empty', { data });
  return { rows, values: values.subarray(0, rows * width) };
}
