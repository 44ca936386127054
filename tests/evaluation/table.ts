/** @file A table, for a terminal or for Markdown. The first columns are words, the others stand to the right. */

export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many columns are words. */
  readonly words: number;
}

function widthsOf({ heads, rows }: Table): number[] {
  return heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
}

export function plainTable(table: Table): string {
  const widths = widthsOf(table);
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => (column < table.words ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`.trimEnd();
  return [line(table.heads), ...table.rows.map(line)].join('\n');
}

/** As Prettier would leave it. */
export function markdownTable(table: Table): string {
  const escaped = { ...table, heads: table.heads.map(escape), rows: table.rows.map((row) => row.map(escape)) };
  const widths = widthsOf(escaped).map((width) => Math.max(3, width));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column < table.words ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column < table.words ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(escaped.heads), rule, ...escaped.rows.map(line)].join('\n');
}

function escape(text: string): string {
  return text.replace(/[|*<]/g, '\\$&');
}
