/** @file The columns of a delimited text: those that are numbers as one matrix, and one of text beside them. */
import { InputError } from '../../findings/input-error.ts';
import { MOST_NUMBERS } from '../limits.ts';
import type { Decimal } from './cell.ts';
import type { Delimiter } from './delimiter.ts';
import { columnLabel, columnNames, isHeader, type Header } from './header.ts';
import { numberCell, refuseMissing } from './number-cell.ts';
import { mostRows, visitRows } from './rows.ts';

export interface Dialect {
  readonly delimiter: Delimiter;
  readonly header: Header;
  readonly decimal: Decimal;
}

/** Which columns to read, by index. */
export interface Chosen {
  readonly numbers: readonly number[];
  readonly text: number | null;
}

export interface Columns {
  /** Of the number columns, in the chosen order. */
  readonly names: readonly string[];
  /** rows × numbers.length. */
  readonly values: Float32Array;
  /** The cells of the text column; empty if none was chosen. */
  readonly texts: readonly string[];
  /** The line of each row. */
  readonly lines: readonly number[];
  /** How a sentence names the text column. */
  readonly textLabel: string;
}

/**
 * Reads the columns that `choose` picks when it sees the names (and whether they come from a header or are mere numbers).
 * @throws InputError for ragged lines, missing values, text among the numbers, no rows, too many.
 */
export function readColumns(
  data: string,
  text: string,
  { delimiter, header: headerSetting, decimal }: Dialect,
  choose: (names: readonly string[], header: boolean, line: number) => Chosen,
): Columns {
  let first: readonly string[] = [];
  let header = false;
  let chosen: Chosen = { numbers: [], text: null };
  let values = new Float32Array(0);
  const texts: string[] = [];
  const lines: number[] = [];

  const start = (cells: readonly string[], line: number) => {
    first = cells;
    header = isHeader(cells, headerSetting, decimal);
    chosen = choose(columnNames(cells, header), header, line);
    const most = mostRows(text) * chosen.numbers.length;
    if (most > MOST_NUMBERS) throw new InputError('data_numbers_many', { data, got: most, most: MOST_NUMBERS });
    values = new Float32Array(most);
  };

  const take = (cells: readonly string[], line: number) => {
    if (cells.length !== first.length)
      throw new InputError('data_row_ragged', { data, line, got: cells.length, expected: first.length, delimiter });
    const place = (index: number) => ({ data, line, column: columnLabel(first, header, index), first: cells === first });
    let at = lines.length * chosen.numbers.length;
    for (const index of chosen.numbers) values[at++] = numberCell(cells[index]!, decimal, index, place);
    if (chosen.text !== null) {
      refuseMissing(cells[chosen.text]!, chosen.text, place);
      texts.push(cells[chosen.text]!);
    }
    lines.push(line);
  };

  visitRows(data, text, delimiter, (cells, line) => {
    const isFirst = first.length === 0;
    if (isFirst) start(cells, line);
    if (!isFirst || !header) take(cells, line);
  });
  if (lines.length === 0) throw new InputError('data_empty', { data });
  const names = columnNames(first, header);
  return {
    names: chosen.numbers.map((index) => names[index]!),
    values: values.subarray(0, lines.length * chosen.numbers.length),
    texts,
    lines,
    textLabel: chosen.text === null ? '' : columnLabel(first, header, chosen.text),
  };
}
