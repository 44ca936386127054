/** @file What stands between two cells. */
import { dsvFormat } from 'd3-dsv';

export const DELIMITERS = ['comma', 'semicolon', 'tab', 'space'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const CHARACTER: { readonly [D in Delimiter]: string } = { comma: ',', semicolon: ';', tab: '\t', space: ' ' };

/** A comma may be a decimal comma and a space may stand inside a name, so what can only be a delimiter is tried first. */
const TRIAL_ORDER: readonly Delimiter[] = ['tab', 'semicolon', 'comma', 'space'];
const SAMPLED_CHARACTERS = 65_536;
const SAMPLED_ROWS = 100;

/** The first delimiter that cuts nine of ten lines into as many cells as the first line; else whichever agrees with it most. */
export function detectDelimiter(text: string): Delimiter {
  let best: Delimiter = 'comma';
  let most = 0;
  for (const delimiter of TRIAL_ORDER) {
    const { agreeing, rows, cells } = trial(text, delimiter);
    if (cells < 2) continue;
    if (agreeing >= 0.9 * rows) return delimiter;
    if (agreeing * (cells - 1) > most) {
      most = agreeing * (cells - 1);
      best = delimiter;
    }
  }
  return best;
}

function trial(text: string, delimiter: Delimiter): { agreeing: number; rows: number; cells: number } {
  let rows = 0;
  let cells = 0;
  let agreeing = 0;
  dsvFormat(CHARACTER[delimiter]).parseRows(text.slice(0, SAMPLED_CHARACTERS), (row) => {
    const count = cellsOf(row, delimiter).length;
    if (count === 0 || (count === 1 && row[0]!.trim() === '') || rows === SAMPLED_ROWS) return null;
    if (rows === 0) cells = count;
    if (count === cells) agreeing += 1;
    rows += 1;
    return null;
  });
  return { agreeing, rows, cells };
}

/** A row's cells as they count. Tables aligned with spaces have runs of them, so there an empty cell is no cell. */
export function cellsOf(row: string[], delimiter: Delimiter): string[] {
  return delimiter === 'space' ? row.filter((cell) => cell !== '') : row;
}
