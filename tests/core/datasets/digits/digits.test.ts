import { expect, test } from 'vitest';
import { digits } from '../../../../core/datasets/digits/digits.ts';
import { loadData } from '../../../../core/datasets/load.ts';
import { resolveDataSettings } from '../../../../core/datasets/resolve-settings.ts';
import type { Table } from '../../../../core/datasets/table.ts';

const draw = (given: Record<string, unknown>, seed = 1) =>
  digits.read(resolveDataSettings(digits.settings, given), new Map(), seed) as Table;

function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}

const rowOf = ({ features }: Table, row: number) => features.subarray(784 * row, 784 * (row + 1));

/** The class of the picture in `among` that is most like this one. */
function nearest(picture: Float32Array, among: readonly Float32Array[], classes: ArrayLike<number>): number {
  let best = 0;
  let least = Infinity;
  among.forEach((other, index) => {
    const distance = squaredDistance(picture, other);
    if (distance < least) [least, best] = [distance, classes[index]!];
  });
  return best;
}

test('by default there are 6,000 to learn from and 1,000 to judge by, as many of each digit', async () => {
  const { train, validation } = await loadData({ source: 'digits' }, new Map(), 1);
  expect([train.rows, validation.rows]).toEqual([6000, 1000]);
  expect(train).toMatchObject({ shape: [784], picture: [28, 28], targetWidth: 1, classes: [...'0123456789'] });
  for (let digit = 0; digit < 10; digit++) expect(validation.targets.filter((target) => target === digit).length).toBe(100);
});

test('every picture is grey ink on paper inside its frame', () => {
  const table = draw({ rows: 500, noise: 0 });
  for (let row = 0; row < table.rows; row++) {
    const picture = rowOf(table, row);
    expect(picture.every((value) => value >= 0 && value <= 1)).toBe(true);
    const ink = picture.reduce((sum, value) => sum + value, 0);
    expect(ink).toBeGreaterThan(12);
    expect(ink).toBeLessThan(300);
    const onFrame = picture.filter((value, pixel) => value > 0.5 && (pixel < 28 || pixel >= 756 || pixel % 28 === 0 || pixel % 28 === 27));
    expect(onFrame.length).toBeLessThan(8);
  }
});

test('no two pictures of a digit are alike', () => {
  const table = draw({ rows: 200, noise: 0 });
  const ones = Array.from({ length: 20 }, (_, index) => rowOf(table, 10 * index + 1).join());
  expect(new Set(ones).size).toBe(20);
});

test('noise is grain on the paper', () => {
  const clean = draw({ rows: 20, noise: 0 });
  expect(clean.features.filter((value) => value === 0).length).toBeGreaterThan(0.6 * clean.features.length);
  const grainy = draw({ rows: 20, noise: 0.1 });
  expect(grainy.features.filter((value) => value > 0 && value < 0.5).length).toBeGreaterThan(0.3 * grainy.features.length);
});

test('digits can be told apart by their neighbours, but not by the mean picture of each', () => {
  const known = draw({ rows: 2000 }, 1);
  const asked = draw({ rows: 200 }, 2);
  const pictures = Array.from({ length: known.rows }, (_, row) => rowOf(known, row));
  const means = Array.from({ length: 10 }, (_, digit) => {
    const own = pictures.filter((_, row) => known.targets[row] === digit);
    return Float32Array.from({ length: 784 }, (_, pixel) => own.reduce((sum, picture) => sum + picture[pixel]!, 0) / own.length);
  });
  const share = (guess: (picture: Float32Array) => number) =>
    Array.from({ length: asked.rows }, (_, row) => guess(rowOf(asked, row)) === asked.targets[row]).filter(Boolean).length / asked.rows;
  expect(share((picture) => nearest(picture, pictures, known.targets))).toBeGreaterThan(0.85);
  expect(share((picture) => nearest(picture, means, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))).toBeLessThan(0.8);
});
