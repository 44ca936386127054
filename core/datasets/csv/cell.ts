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

/** The number a trimmed cell says, null if it says none; infinite if float32 cannot hold it. */
export function numberIn(cell: string, decimal: Decimal): number | null {
  if (NUMBER[decimal].test(cell)) {
    const value = Number(decimal === 'comma' ? cell.replace(',', '.') : cell);
    return Number.isFinite(Math.fround(value)) ? value : Math.fround(value);
  }
  if (INFINITE.test(cell)) return cell.startsWith('-') ? -Infinity : Infinity;
  return null;
}
