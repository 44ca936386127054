/** @file A delimited text as rows of trimmed cells, each with the line it starts on as an editor counts it. */
import { dsvFormat } from 'd3-dsv';
import { InputError } from '../../findings/input-error.ts';
import { CHARACTER, cellsOf, type Delimiter } from './delimiter.ts';

const NEWLINE = /\r\n|\r|\n/g;

/**
 * Calls `visit` for each row that has any text; rows without are skipped. Quoted cells may hold delimiters, doubled quotes and
 * newlines.
 * @throws InputError if a quote is never closed.
 */
export function visitRows(data: string, text: string, delimiter: Delimiter, visit: (cells: string[], line: number) => void): void {
  refuseOpenQuote(data, text, CHARACTER[delimiter]);
  const quotes = text.includes('"');
  let line = 1;
  dsvFormat(CHARACTER[delimiter]).parseRows(text, (row) => {
    const start = line;
    line += 1;
    if (quotes) for (const cell of row) line += cell.match(NEWLINE)?.length ?? 0;
    const cells = cellsOf(row, delimiter);
    for (let i = 0; i < cells.length; i++) cells[i] = cells[i]!.trim();
    if (cells.some((cell) => cell !== '')) visit(cells, start);
    return null;
  });
}

/** At most how many rows the text has; what an array for them must hold. */
export function mostRows(text: string): number {
  let newlines = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) newlines += 1;
  }
  return newlines + 1;
}

/** The parser would take an open quote for a cell that lasts to the end of the file. A quote opens only at a cell's start. */
function refuseOpenQuote(data: string, text: string, delimiter: string): void {
  let from = 0;
  for (;;) {
    const open = text.indexOf('"', from);
    if (open < 0) return;
    const before = open === 0 ? '\n' : text[open - 1]!;
    from = open + 1;
    if (before !== delimiter && before !== '\n' && before !== '\r') continue;
    const close = closingQuote(text, from);
    if (close < 0) throw new InputError('data_quote_open', { data, line: 1 + (text.slice(0, open).match(NEWLINE)?.length ?? 0) });
    from = close + 1;
  }
}

/** Where the quote closes that is open at `from`; a doubled quote stands for one and closes nothing. */
function closingQuote(text: string, from: number): number {
  for (let close = text.indexOf('"', from); close >= 0; close = text.indexOf('"', close + 2)) {
    if (text[close + 1] !== '"') return close;
  }
  return -1;
}
