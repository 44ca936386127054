/** @file Tables and numbers as a person reads them in a terminal, and as a program does. */

/** One JSON object with a line end; what is not a number is null. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' && !Number.isFinite(inner) ? null : inner))}\n`;
}

/** Columns of text, the first aligned left and the others right, two spaces apart. */
export function printTable(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const print = (cell: string, column: number) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!));
  return lines.map((line) => `${line.map(print).join('  ').trimEnd()}\n`).join('');
}

/** "1.2 million", "3,400": large counts as people say them. */
export function inWords(count: number): string {
  for (const [size, word] of [
    [1e9, 'billion'],
    [1e6, 'million'],
  ] as const)
    if (count >= size) return `${Number((count / size).toPrecision(3))} ${word}`;
  return count.toLocaleString('en');
}
