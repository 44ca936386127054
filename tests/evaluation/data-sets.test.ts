import { describe, expect, test } from 'vitest';
import { DATA_NAMES, csvOf, dataSet, type DataName } from './data-sets.ts';

/** As tests/samples/pathologies/dev.json says: rows, rows kept to judge by, classes. */
const SIZES: Record<DataName, readonly [rows: number, validation: number, classes: number]> = {
  circle: [1000, 300, 2],
  rawcircle: [1000, 300, 2],
  noisycircle40: [400, 360, 2],
  blob: [1000, 300, 3],
  blobsep: [600, 200, 3],
  moons: [600, 200, 2],
  xor: [600, 200, 2],
  spiral: [600, 180, 2],
};

const rowsOf = (name: DataName, kind?: number) => dataSet(name).rows.filter((row) => kind === undefined || row.kind === kind);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
const radii = (name: DataName, kind: number) => rowsOf(name, kind).map(({ x, y }) => Math.hypot(x, y));

test.each(DATA_NAMES)('%s has as many rows and classes as it should, and the same ones each time', (name) => {
  const { rows, validation } = dataSet(name);
  const classes = new Set(rows.map(({ kind }) => kind)).size;
  expect([rows.length, validation, classes]).toEqual(SIZES[name]);
  expect(dataSet(name)).toEqual(dataSet(name));
});

test.each(DATA_NAMES.filter((name) => name !== 'xor'))('the classes of %s have a like number of rows', (name) => {
  const counts = Array.from({ length: SIZES[name][2] }, (_, kind) => rowsOf(name, kind).length);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
});

describe('circles', () => {
  // across a circle the noise moves the radius by its deviation; it widens the mean by about noise² / 2 r
  test.each([
    ['circle', 0, 1, 0.1],
    ['circle', 1, 0.8, 0.1],
    ['rawcircle', 0, 100, 10],
    ['rawcircle', 1, 80, 10],
    ['noisycircle40', 0, 1, 0.35],
  ] as const)('%s, class %i, lie at radius %d with noise %d', (name, kind, radius, noise) => {
    expect(mean(radii(name, kind)) / (radius + noise ** 2 / (2 * radius))).toBeCloseTo(1, 1);
    expect(deviation(radii(name, kind)) / noise).toBeCloseTo(1, 0);
  });
});

test('a raw circle is the circle a hundred times as large', () => {
  const hundredfold = rowsOf('circle').map(({ x, y, kind }) => ({ x: 100 * x, y: 100 * y, kind }));
  expect(rowsOf('rawcircle')).toEqual(hundredfold);
});

test('blobs lie about the centres that numpy draws, two units to either side', () => {
  const centers = [0, 1, 2].map((kind) => [mean(rowsOf('blob', kind).map(({ x }) => x)), mean(rowsOf('blob', kind).map(({ y }) => y))]);
  const drawn = [
    [-1.28, -9.48],
    [0.99, -1.29],
    [-1.59, -3.39],
  ];
  for (const [kind, center] of drawn.entries())
    for (const axis of [0, 1]) expect(Math.abs(centers[kind]![axis]! - center[axis]!)).toBeLessThan(0.4); // three standard errors
  expect(deviation(rowsOf('blob', 0).map(({ x }) => x))).toBeCloseTo(2, 0);
});

test('separate blobs are standardised, and each row is nearest to the middle of its own', () => {
  const rows = rowsOf('blobsep');
  for (const axis of ['x', 'y'] as const) {
    expect(mean(rows.map((row) => row[axis]))).toBeCloseTo(0, 6);
    expect(deviation(rows.map((row) => row[axis]))).toBeCloseTo(1, 6);
  }
  const middles = [0, 1, 2].map((kind) => ({
    x: mean(rowsOf('blobsep', kind).map(({ x }) => x)),
    y: mean(rowsOf('blobsep', kind).map(({ y }) => y)),
  }));
  for (const { x, y, kind } of rows) {
    const distances = middles.map((middle) => Math.hypot(x - middle.x, y - middle.y));
    expect(distances.indexOf(Math.min(...distances))).toBe(kind);
  }
});

test('each moon keeps a distance of one from its middle', () => {
  const upper = rowsOf('moons', 0).map(({ x, y }) => Math.hypot(x, y));
  const lower = rowsOf('moons', 1).map(({ x, y }) => Math.hypot(x - 1, y - 0.5));
  for (const distances of [upper, lower]) {
    expect(mean(distances)).toBeCloseTo(1, 1);
    expect(deviation(distances)).toBeCloseTo(0.1, 1);
  }
  expect(mean(rowsOf('moons', 0).map(({ y }) => y))).toBeCloseTo(2 / Math.PI, 1);
  expect(mean(rowsOf('moons', 1).map(({ y }) => y))).toBeCloseTo(0.5 - 2 / Math.PI, 1);
});

test('exclusive or fills the square, and its class is the sign of the product', () => {
  const rows = rowsOf('xor');
  for (const { x, y, kind } of rows) {
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
    expect(kind).toBe(x * y > 0 ? 1 : 0);
  }
  expect(deviation(rows.map(({ x }) => x))).toBeCloseTo(1 / Math.sqrt(3), 1);
});

test('the arms of the spiral are turned against each other by half a circle, and end at radius 1.5', () => {
  const [first, second] = [rowsOf('spiral', 0), rowsOf('spiral', 1)];
  const sums = first.map(({ x, y }, row) => Math.hypot(x + second[row]!.x, y + second[row]!.y));
  expect(Math.max(...sums)).toBeLessThan(6 * 0.03);
  const radius = ({ x, y }: { x: number; y: number }) => Math.hypot(x, y);
  expect(Math.abs(radius(first.at(-1)!) - 1.5)).toBeLessThan(3 * 0.03);
  expect(Math.abs(radius(first[0]!) - 1.5 * Math.sqrt(0.02))).toBeLessThan(3 * 0.03);
});

test('a file has a header, a line a row, and letters for classes', () => {
  const lines = new TextDecoder()
    .decode(csvOf(dataSet('blob')))
    .trimEnd()
    .split('\n');
  expect(lines[0]).toBe('x,y,kind');
  expect(lines.length).toBe(1001);
  expect(lines.slice(1).every((line) => /^-?[\d.e-]+,-?[\d.e-]+,[abc]$/.test(line))).toBe(true);
});
