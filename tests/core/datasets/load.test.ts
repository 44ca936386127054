import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadData } from '../../../core/datasets/load.ts';
import { BUILT_IN } from '../../../core/datasets/sources.ts';
import type { Table } from '../../../core/datasets/table.ts';
import { sentence } from '../../helpers/sentence.ts';

const IRIS = new Map([['iris.csv', new Uint8Array(readFileSync(join(import.meta.dirname, '../../../core/datasets/samples/iris.csv')))]]);
const NO_FILES = new Map<string, Uint8Array>();
const countOf = (table: Table, target: number) => table.targets.filter((value) => value === target).length;

/** Points as text, so that sets of rows can be compared. */
function rowsOf({ features, targets, rows }: Table): string[] {
  const width = features.length / rows;
  return Array.from({ length: rows }, (_, row) => [...features.subarray(row * width, (row + 1) * width), targets[row]].join());
}

test('the data set of the example document opens', async () => {
  const { train, validation, scaling } = await loadData(
    { source: 'csv', path: 'iris.csv', target: 'species', scale: 'standardise', validation: 0.25 },
    IRIS,
    1,
  );
  expect([train.rows, validation.rows]).toEqual([112, 38]);
  expect(train.columns).toEqual(['sepal_length', 'sepal_width', 'petal_length', 'petal_width']);
  expect([0, 1, 2].map((target) => countOf(validation, target))).toEqual([13, 13, 12]);
  for (let column = 0; column < 4; column++) {
    const values = Array.from({ length: train.rows }, (_, row) => train.features[4 * row + column]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / train.rows;
    expect(mean).toBeCloseTo(0, 5);
    expect(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / train.rows).toBeCloseTo(1, 5);
  }
  expect(scaling!.offset.length).toBe(4);
});

test('scaling is blind to the validation rows', async () => {
  const rows = Array.from({ length: 40 }, (_, row) => [row, row % 2]);
  const load = (changed: (row: number) => number) =>
    loadData(
      { source: 'csv', path: 'x.csv', scale: 'standardise' },
      new Map([['x.csv', new TextEncoder().encode(rows.map(([x, y]) => `${changed(x!)},${y}`).join('\n'))]]),
      3,
    );
  const before = await load((x) => x);
  const { offset, scale } = before.scaling!;
  const kept = new Set(Array.from(before.validation.features, (x) => Math.round(x * scale[0]! + offset[0]!)));
  expect(kept.size).toBe(10);
  const after = await load((x) => (kept.has(x) ? 1e6 + x : x));
  expect(after.scaling).toEqual(before.scaling);
  expect(after.train.features).toEqual(before.train.features);
  expect(after.validation.features).not.toEqual(before.validation.features);
});

test.each(BUILT_IN.map(({ name }) => name))(
  '%s is the same for the same seed, another for another, finite, and split without overlap',
  async (source) => {
    const spec = { source, rows: 200, validation: 0.3 };
    const data = await loadData(spec, NO_FILES, 7);
    expect(await loadData(spec, NO_FILES, 7)).toEqual(data);
    expect((await loadData(spec, NO_FILES, 8)).train.features).not.toEqual(data.train.features);
    expect([data.train.rows, data.validation.rows]).toEqual([140, 60]);
    expect(data.train.features.every(Number.isFinite) && data.train.targets.every(Number.isFinite)).toBe(true);
    expect(new Set([...rowsOf(data.train), ...rowsOf(data.validation)]).size).toBe(200);
  },
);

test('a built-in set stands for any valid settings', async () => {
  const settings = fc.record({
    source: fc.constantFrom('gauss', 'circle', 'moons', 'xor', 'spiral', 'plane', 'bumps'),
    rows: fc.integer({ min: 30, max: 60 }),
    noise: fc.double({ min: 0, max: 10, noNaN: true }),
    classes: fc.integer({ min: 2, max: 10 }),
    factor: fc.double({ min: 0, max: 0.99, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(settings, fc.maxSafeNat(), async (spec, seed) => {
      const { train, validation } = await loadData(spec, NO_FILES, seed);
      expect(train.rows + validation.rows).toBe(spec.rows);
      expect(train.features.every(Number.isFinite)).toBe(true);
    }),
  );
});

test.each([
  [
    'an unknown source',
    { source: 'future' },
    'There is no data set "future". Built in are gauss, circle, moons, xor, spiral, plane, bumps, digits; or give a .csv file, or a pair of IDX files as images,labels.',
  ],
  [
    'an impossible share',
    { source: 'moons', validation: 0 },
    'The data setting validation is 0, but must be a number above 0 and at most 100000000.',
  ],
  [
    'text for a number',
    { source: 'moons', rows: 'many' },
    'The data setting rows is "many", but must be a whole number from 4 to 1000000.',
  ],
  [
    'more validation than rows',
    { source: 'moons', rows: 100, validation: 100 },
    'A validation of 100 does not split the 100 rows of moons. Give a share below 1 or a number of rows, so that 1 to 98 rows are kept for it.',
  ],
  ['no file chosen', { source: 'csv' }, 'The data setting path names no file. Choose one.'],
  [
    'a file not given',
    { source: 'csv', path: 'data/other.csv' },
    'The data are in the file "data/other.csv", which was not given. Choose it again.',
  ],
])('%s is refused in one sentence', async (_, spec, expected) => expect(await sentence(() => loadData(spec, IRIS, 1))).toBe(expected));

test('settings that this version does not know are left alone', async () => {
  expect((await loadData({ source: 'xor', colour: 'blue' }, NO_FILES, 1)).train.rows).toBe(420);
});
