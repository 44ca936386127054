/** @file Rows to predict from a CSV file. */
import { InputError } from '../../findings/input-error.ts';
import type { ExpectedFeatures, Features } from '../features.ts';
import { readColumns } from './columns.ts';
import { detectDelimiter } from './delimiter.ts';
import { decodeText } from './text.ts';

/**
 * Takes columns by name where the header has each of the names that the network was trained on once, so that their order does not
 * matter and a target or an id beside them is left alone; otherwise all columns in their order.
 */
export function readFeaturesCsv(data: string, bytes: Uint8Array, { width, columns, decimal = 'point' }: ExpectedFeatures): Features {
  const text = decodeText(data, bytes);
  const dialect = { delimiter: detectDelimiter(text), header: 'auto', decimal } as const;
  const { values, lines } = readColumns(data, text, dialect, (names, header) => {
    const byName = header && columns.length > 0 && columns.every((column) => names.filter((name) => name === column).length === 1);
    const numbers = byName ? columns.map((column) => names.indexOf(column)) : names.map((_, index) => index);
    if (numbers.length !== width) throw new InputError('data_features_width', { data, got: numbers.length, expected: width });
    return { numbers, text: null };
  });
  return { rows: lines.length, values };
}
