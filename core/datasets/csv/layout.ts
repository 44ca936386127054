/** @file How a table of text is read: what its settings leave to be found out, found out. */
import { readColumns } from './columns.ts';
import { detectDelimiter, CHARACTER, DELIMITERS, type Delimiter } from './delimiter.ts';
import type { Decimal } from './cell.ts';
import type { Header } from './header.ts';
import { targetColumn } from './target.ts';
import { decodeText } from './text.ts';

export interface Layout {
  /** The character between two cells. */
  readonly delimiter: string;
  /** Whether the first row holds names. */
  readonly header: boolean;
  /** The index of the column to predict. */
  readonly target: number;
}

/** Of a file that can be read as a table with these settings. @throws InputError if it cannot */
export function layoutOf(
  data: string,
  bytes: Uint8Array,
  settings: { readonly target: string | number | null; readonly delimiter: string; readonly header: Header; readonly decimal: Decimal },
): Layout {
  const text = decodeText(data, bytes);
  const delimiter = DELIMITERS.find((name) => name === settings.delimiter) ?? detectDelimiter(text);
  let layout: Layout | null = null;
  readColumns(data, text, { delimiter, header: settings.header, decimal: settings.decimal }, (names, header) => {
    layout = { delimiter: CHARACTER[delimiter satisfies Delimiter], header, target: targetColumn(data, names, header, settings.target) };
    return { numbers: [], text: null };
  });
  return layout!;
}
