/**
 * @file Names of rows beside a heatmap: all where there is room for a line of text, else every second, third, ... so that
 * names never overlap.
 */

export interface RowLabel {
  readonly row: number;
  /** Shortened in the middle to fit; the beginning and the number at the end tell layers apart. */
  readonly text: string;
  /** Middle of the row, in pixels. */
  readonly y: number;
}

const LINE = 11;

export function rowLabels(names: readonly string[], height: number, characters: number): RowLabel[] {
  const rowHeight = height / names.length;
  const every = Math.max(1, Math.ceil(LINE / rowHeight));
  const labels: RowLabel[] = [];
  for (let row = 0; row < names.length; row += every)
    labels.push({ row, text: shortened(names[row]!, characters), y: (row + 0.5) * rowHeight });
  return labels;
}

export function shortened(name: string, characters: number): string {
  const letters = [...name];
  if (letters.length <= characters) return name;
  const tail = Math.floor((characters - 1) / 3);
  return `${letters.slice(0, characters - 1 - tail).join('')}…${tail > 0 ? letters.slice(-tail).join('') : ''}`;
}
