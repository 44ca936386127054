import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelColumns, timeScale, type TimeWindow } from '../../../renderer/charts/pixel-columns.ts';

const linear = (first: number, last: number): TimeWindow => ({ axis: 'linear', first, last });
/** Columns of so many steps each, from step 1 on. */
const every = (stride: number) => (column: number) => 1 + stride * column;
const log = (first: number, last: number): TimeWindow => ({ axis: 'log', first, last });

test('a single step fills the whole width', () => {
  const { from, to } = pixelColumns(linear(1, 1), 5, every(1), 1);
  expect([...from, ...to]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
});

test('as many pixels as steps: one each', () => {
  const { from, to } = pixelColumns(linear(1, 400), 400, every(1), 400);
  expect([...from]).toEqual(Array.from({ length: 400 }, (_, i) => i));
  expect([...to]).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
});

test('a window at the end of what is kept starts at its own first step', () => {
  const { from } = pixelColumns(linear(1601, 2000), 400, every(1), 2000);
  expect(from[0]).toBe(1600);
  expect(from[399]).toBe(1999);
});

test('columns of many steps, the last half full', () => {
  // Steps 1-4, 5-8, 9-10.
  const { from, to } = pixelColumns(linear(1, 10), 10, every(4), 3);
  expect([...from]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2]);
  expect([...to]).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3]);
});

test('logarithmic time gives the first steps the most room', () => {
  const { from, to } = pixelColumns(log(1, 1000), 300, every(1), 1000);
  expect(from.filter((column) => column === 0).length).toBeGreaterThan(20);
  expect(to[299]! - from[299]!).toBeGreaterThan(20);
});

test('in any window each pixel has a column and each column of the window a pixel', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('linear' as const, 'log' as const),
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 1, max: 64 }),
      (axis, pixels, steps, stride) => {
        const columns = Math.ceil(steps / stride);
        const { from, to } = pixelColumns({ axis, first: 1, last: steps }, pixels, every(stride), columns);
        expect(from[0]).toBe(0);
        expect(to[pixels - 1]).toBe(columns);
        for (let pixel = 0; pixel < pixels; pixel++) {
          expect(to[pixel]).toBeGreaterThan(from[pixel]!);
          if (pixel > 0) expect(from[pixel]).toBeLessThanOrEqual(to[pixel - 1]!);
        }
      },
    ),
  );
});

test('the axis and the pixels agree', () => {
  const window = log(1, 5000);
  const scale = timeScale(window, 500);
  const { from, to } = pixelColumns(window, 500, every(1), 5000);
  for (const step of [1, 7, 100, 4999]) {
    const pixel = Math.floor(scale(step) + 1e-6);
    expect(from[pixel]).toBeLessThanOrEqual(step - 1);
    expect(to[pixel]).toBeGreaterThan(step - 1);
  }
});

test('a column shows until the next one begins, however many steps lie between', () => {
  // The first four steps, then every fourth.
  const firstStepOf = (column: number) => (column < 4 ? column + 1 : 4 * (column - 2));
  const { from, to } = pixelColumns(linear(1, 16), 16, firstStepOf, 7);
  expect([...from]).toEqual([0, 1, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6]);
  expect([...to]).toEqual([...from].map((column) => column + 1));
});
