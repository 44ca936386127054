import { expect, test } from 'vitest';
import { HeatCells } from '../../../renderer/charts/heat-cells.ts';
import { HeatImage, seenColumn } from '../../../renderer/charts/heat-image.ts';
import { pixelColumns } from '../../../renderer/charts/pixel-columns.ts';
import { HEAT_STEPS, NO_COLOUR } from '../../../renderer/theme/heat.ts';
import { fakeSource } from './fake-source.ts';

/** Entry i is i + 1, so that a pixel tells its index; the entry without a colour is 0. */
const table = Uint32Array.from({ length: HEAT_STEPS + 1 }, (_, index) => (index === NO_COLOUR ? 0 : index + 1));
const HEALTHY = (HEAT_STEPS - 1) / 2 + 1;
const COLDEST = 1;
const HOTTEST = HEAT_STEPS;

function painted(values: number[][], width: number, height = values.length) {
  const source = fakeSource(values);
  const cells = new HeatCells(source);
  cells.refresh();
  const columns = pixelColumns({ axis: 'linear', first: 1, last: values[0]!.length }, width, (column) => 1 + column, values[0]!.length);
  const image = new HeatImage(width, height);
  image.paint(cells, columns, table);
  return { image, cells, columns, source };
}

test('one cell is one pixel where there is room', () => {
  const { image } = painted(
    [
      [-3, 0, 3],
      [0, 9, -9],
    ],
    3,
  );
  expect([...image.pixels]).toEqual([COLDEST, HEALTHY, HOTTEST, HEALTHY, HOTTEST, COLDEST]);
});

test('a spike of one step in a thousand is seen in ten pixels', () => {
  const values = new Array<number>(1000).fill(0);
  values[437] = 2.9;
  const { image, cells, columns } = painted([values], 10);
  expect([...image.pixels].filter((pixel) => pixel > HEALTHY + 100)).toHaveLength(1);
  expect(image.pixels[4]).toBeGreaterThan(HEALTHY + 100);
  expect(seenColumn(cells, 0, columns.from[4]!, columns.to[4]!)).toBe(437);
});

test('small noise is not painted as its extremes: the newest cell is shown', () => {
  const values = Array.from({ length: 1000 }, (_, step) => (step % 100 === 99 ? 0 : step % 2 === 0 ? 0.4 : -0.4));
  const { image, cells, columns } = painted([values], 10);
  expect([...image.pixels]).toEqual(new Array(10).fill(HEALTHY));
  expect(seenColumn(cells, 0, columns.from[0]!, columns.to[0]!)).toBe(99);
});

test('more rows than lines: no row is lost', () => {
  const values = Array.from({ length: 200 }, (_, row) => [row === 133 ? -3 : 0]);
  const { image } = painted(values, 1, 60);
  expect([...image.pixels].filter((pixel) => pixel === COLDEST)).toHaveLength(1);
});

test('zero, not finite and not computed have no colour, and the first two a mask each', () => {
  const { image } = painted([[-Infinity, Infinity, NaN, 1]], 4);
  expect([...image.pixels.slice(0, 3)]).toEqual([0, 0, 0]);
  expect([...image.zero].map(Boolean)).toEqual([true, false, false, false]);
  expect([...image.nonFinite].map(Boolean)).toEqual([false, true, false, false]);
  expect([image.hasZero, image.hasNonFinite]).toEqual([true, true]);
});

test('one value that is not finite shows among many that are, and before a zero', () => {
  const values = new Array<number>(100).fill(0.1);
  values[50] = Infinity;
  values[51] = -Infinity;
  const { image } = painted([values], 1);
  expect([image.hasNonFinite, image.hasZero]).toEqual([true, false]);
});

test('masks are cleared when the next picture has none', () => {
  const { image, source, columns } = painted([[Infinity, -Infinity]], 2);
  source.values = [[0, 0]];
  const cells = new HeatCells(source);
  cells.refresh();
  image.paint(cells, columns, table);
  expect([image.hasNonFinite, image.hasZero]).toEqual([false, false]);
  expect([...image.zero, ...image.nonFinite]).toEqual([0, 0, 0, 0]);
});
