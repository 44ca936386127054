/** @file What one cell of a table says. */

export const DECIMALS = ['point', 'comma'] as const;
export type Decimal = (typeof DECIMALS)[number];

/** As spreadsheets, R, pandas and the UCI archive write a value that is not there. */
const MISSING = new Set(['', 'na', 'n/a', '#n/a', 'nan', '?', 'null']);

const NUMBER = {
  point: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  comma: /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i,
} as const;
const INFINITE = /^[+-]?(inf|infinity|∞)$/i;

export function isMissing(cell: string): boolean {
  return MISSING.has(cell.toLowerCase());
}

/** The number a trimmed cell says, null if it says none. Rounded to float32, so what is too large for it is infinite. */
export function numberIn(cell: string, decimal: Decimal): number | null {
  if (NUMBER[decimal].test(cell)) return Math.fround(Number(decimal === 'comma' ? cell.replace(',', '.') : cell));
  if (INFINITE.test(cell)) return cell.startsWith('-') ? -Infinity : Infinity;
  return null;
}
