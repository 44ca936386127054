/** @file A picture of a matrix in words: which numbers its cells are, and what the whole of it shows. */
import { HISTOGRAM, type Picture } from '../../core/telemetry/picture.ts';
import { shareOf } from '../charts/matrix-source.ts';
import { numberText, percentText, stepText } from '../charts/number-text.ts';
import { quantile, totalOf } from '../charts/ridge-shape.ts';
import { m } from '../language/generated/messages.js';
import { cellText, extentText, pooled, QUANTITY_NAME, UNIT_NUMBER } from './picture-views.ts';

/** "64 × 784 · largest of 1 × 2–3", "10 × 64 · each cell is one number". */
export function poolText(picture: Picture): string {
  const { extent, cells, pool } = picture;
  const size = extentText(picture);
  if (!pooled(picture)) return m.depth_each({ size });
  const of = `${sharesText(cells[0], extent[0])} × ${sharesText(cells[1], extent[1])}`;
  return pool === 'max' ? m.depth_pooled_max({ size, of }) : m.depth_pooled_mean({ size, of });
}

/** How many numbers a cell has along one side: "2", or "2–3" where it does not come out even. */
function sharesText(cells: number, extent: number): string {
  const least = Math.floor(extent / cells);
  return extent % cells === 0 ? String(least) : `${least}–${least + 1}`;
}

/**
 * The index of a place of the matrix in its tensor: of a matrix, and of outputs of more dimensions, row first; of a convolution's weight,
 * whose kernels are tiles, [out, in, y, x].
 */
export function indexOf({ shape, extent }: Pick<Picture, 'shape' | 'extent'>, row: number, column: number): readonly number[] {
  if (shape.length === 1) return [extent[0] === 1 ? column : row];
  if (shape[0] === extent[0]) return [row, ...unravel(column, shape.slice(1))];
  const [, , height = 1, width = 1] = shape;
  return [Math.floor(row / height), Math.floor(column / width), row % height, column % width];
}

function unravel(place: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = place;
  for (const size of shape.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** "fc1.weight[17, 203] = −3.2e−5 · largest of 2 × 3": the number that a cell shows, and which it is. */
export function cellWords(picture: Picture, row: number, column: number): string {
  const { tensor, extent, cells, values, places, pool } = picture;
  const at = row * cells[1] + column;
  const value = cellText(values[at]!);
  const [top, bottom] = shareOf(row, cells[0], extent[0]);
  const [left, right] = shareOf(column, cells[1], extent[1]);
  const alone = bottom - top === 1 && right - left === 1;
  const place = places?.[at] ?? (alone ? top * extent[1] + left : -1);
  const of = `${bottom - top} × ${right - left}`;
  if (place < 0) {
    const from = indexOf(picture, top, left).join(', ');
    const to = indexOf(picture, bottom - 1, right - 1).join(', ');
    return m.depth_cell_mean({ tensor, from, to, value, of });
  }
  const cell = `${tensor}[${indexOf(picture, Math.floor(place / extent[1]), place % extent[1]).join(', ')}] = ${value}`;
  return alone || pool !== 'max' ? cell : m.depth_cell_max({ cell, of });
}

/** The unit that a row or a column of cells is of: "unit 17 · norm 0.0031 · dead on this batch". */
export function unitWords({ quantity, units, cells }: Picture, row: number, column: number): string {
  const index = units.along === 'rows' ? row : column;
  const [from, to] = shareOf(index, cells[units.along === 'rows' ? 0 : 1], units.norms.length);
  // of a convolution several rows of cells can be of one unit
  const last = Math.max(from, to - 1);
  const norms = [...units.norms.subarray(from, last + 1)];
  const largest = norms.some((norm) => !Number.isFinite(norm)) ? m.heat_non_finite() : numberText(Math.max(...norms));
  const name = UNIT_NUMBER[quantity]();
  const dead = units.dead.subarray(from, last + 1).reduce((sum, one) => sum + one, 0);
  if (from === last)
    return dead ? m.depth_unit_dead({ unit: from, name, value: largest }) : m.depth_unit({ unit: from, name, value: largest });
  return m.depth_units({ from, to: last, name, value: largest, dead });
}

/** "12 of 64 units are dead on this batch"; null if none is. */
export function deadWords({ units }: Picture): string | null {
  const dead = units.dead.reduce((sum, one) => sum + one, 0);
  return dead === 0 ? null : m.depth_dead({ dead, count: units.dead.length });
}

/** The whole picture for those who do not see it. */
export function pictureWords(picture: Picture, step: number): string {
  const { tensor, quantity, histogram, values, places, pool } = picture;
  const total = totalOf(histogram);
  const sentences: string[] = [
    m.depth_words({ step: stepText(step), tensor, quantity: QUANTITY_NAME[quantity](), size: extentText(picture) }),
    m.depth_words_middle({
      median: roughly(quantile(histogram, HISTOGRAM, 0.5)),
      low: roughly(quantile(histogram, HISTOGRAM, 0.1)),
      high: roughly(quantile(histogram, HISTOGRAM, 0.9)),
    }),
  ];
  const largest = largestCell(values);
  if (largest >= 0 && (pool === 'max' || places !== null || !pooled(picture)))
    sentences.push(m.depth_words_largest({ cell: cellWords(picture, Math.floor(largest / picture.cells[1]), largest % picture.cells[1]) }));
  if (histogram.zeros > 0) sentences.push(m.depth_words_zeros({ share: percentText(histogram.zeros / total) }));
  if (histogram.nonFinite > 0) sentences.push(m.depth_words_non_finite({ count: histogram.nonFinite }));
  const dead = deadWords(picture);
  if (dead) sentences.push(`${dead}.`);
  return sentences.join(' ');
}

/** The middle of a bin is known to a digit. */
function roughly(value: number): string {
  return Number.isNaN(value) ? '–' : value === 0 ? '0' : value.toExponential(0).replace('e+', 'e').replace('-', '−');
}

function largestCell(values: Float32Array): number {
  let at = -1;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index]!);
    if (size < Infinity && (at < 0 || size > Math.abs(values[at]!))) at = index;
  }
  return at;
}
