/** @file The names of a table's columns. */
import { numberIn, type Decimal } from './cell.ts';

export const HEADERS = ['auto', 'yes', 'no'] as const;
export type Header = (typeof HEADERS)[number];

/** Whether the first row holds names: as told, or because none of its cells is a number. */
export function isHeader(cells: readonly string[], header: Header, decimal: Decimal): boolean {
  switch (header) {
    case 'yes':
      return true;
    case 'no':
      return false;
    case 'auto':
      return cells.every((cell) => numberIn(cell, decimal) === null);
    default:
      return header satisfies never;
  }
}

/** Names by header, numbered where there is none or a cell of it is empty. */
export function columnNames(cells: readonly string[], header: boolean): string[] {
  return cells.map((cell, index) => (header && cell !== '' ? cell : `column ${index + 1}`));
}

/** How a sentence names a column: `"species"`, or `5` without a header. */
export function columnLabel(cells: readonly string[], header: boolean, index: number): string {
  return header && cells[index] ? `"${cells[index]}"` : String(index + 1);
}
