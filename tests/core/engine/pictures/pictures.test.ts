import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrangementOfBatch, arrangementOfWeight, indexAt } from '../../../../core/engine/pictures/arrangement.ts';
import { logHistogram } from '../../../../core/engine/pictures/log-histogram.ts';
import { pooled } from '../../../../core/engine/pictures/pool.ts';
import { relativeMoves, settled } from '../../../../core/engine/pictures/settled.ts';
import { deadUnits, normsOfColumns, normsOfStretches } from '../../../../core/engine/pictures/units.ts';
import type { Step } from '../../../../core/plan/step.ts';
import { HISTOGRAM, HISTOGRAM_BINS } from '../../../../core/telemetry/picture.ts';

const number = fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, Infinity, NaN));
const shape = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 30 })),
  fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })),
  fc.tuple(...([6, 6, 5] as const).map((max) => fc.integer({ min: 1, max }))),
  fc.tuple(...([5, 5, 4, 4] as const).map((max) => fc.integer({ min: 1, max }))),
);
const tensor = shape.chain((extents) => {
  const size = extents.reduce((product, each) => product * each, 1);
  return fc.record({
    shape: fc.constant(extents as readonly number[]),
    numbers: fc.array(number, { minLength: size, maxLength: size }).map((values) => Float32Array.from(values)),
  });
});
const room = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }));
const defined = (values: Iterable<number>) => [...values].filter((value) => !Number.isNaN(value)).map(Math.abs);
const largest = (values: Iterable<number>) => defined(values).reduce((most, value) => Math.max(most, value), -Infinity);

describe('the matrix of a tensor', () => {
  test('has each number once, whatever its shape', () => {
    fc.assert(
      fc.property(shape, (extents) => {
        const at = arrangementOfWeight(extents);
        const places = Array.from({ length: at.rows * at.columns }, (_, place) =>
          indexAt(at, Math.floor(place / at.columns), place % at.columns),
        );
        expect(places.toSorted((a, b) => a - b)).toEqual(Array.from(places, (_, index) => index));
        expect(places).toHaveLength(extents.reduce((product, each) => product * each, 1));
      }),
      { seed: 1 },
    );
  });

  test('of a convolution has the kernels as tiles, from below each other for outputs, beside each other for inputs', () => {
    const at = arrangementOfWeight([2, 3, 2, 2]);
    expect([at.rows, at.columns]).toEqual([4, 6]);
    // weight[1, 2, 0, 1] is in the lower right tile, above right
    expect(indexAt(at, 2, 5)).toBe(((1 * 3 + 2) * 2 + 0) * 2 + 1);
    expect(arrangementOfWeight([7])).toMatchObject({ rows: 1, columns: 7 });
    expect(arrangementOfBatch(8, 12)).toMatchObject({ rows: 8, columns: 12 });
  });
});

describe('pooling', () => {
  test('by the largest loses none of the extremes, and tells where each stands', () => {
    fc.assert(
      fc.property(tensor, room, ({ shape: extents, numbers }, most) => {
        const at = arrangementOfWeight(extents);
        const { cells, values, places } = pooled(numbers, at, 'max', most);
        expect(cells).toEqual([Math.min(most[0], at.rows), Math.min(most[1], at.columns)]);
        expect(largest(values)).toBe(largest(numbers));
        places!.forEach((place, cell) =>
          expect(values[cell]).toBe(numbers[indexAt(at, Math.floor(place / at.columns), place % at.columns)]),
        );
        // the place lies in its own cell: no two cells share a number
        expect(new Set(places).size).toBe(values.length);
      }),
      { seed: 2 },
    );
  });

  test('by the mean counts each number once', () => {
    fc.assert(
      fc.property(shape, room, (extents, most) => {
        const at = arrangementOfWeight(extents);
        const numbers = Float32Array.from({ length: at.rows * at.columns }, (_, index) => (index % 2 ? 1 : -1) * (index + 1));
        const { cells, values } = pooled(numbers, at, 'mean', most);
        let sum = 0;
        for (let cell = 0; cell < values.length; cell++) {
          const [row, column] = [Math.floor(cell / cells[1]), cell % cells[1]];
          const share = (index: number, parts: number, whole: number) =>
            Math.floor(((index + 1) * whole) / parts) - Math.floor((index * whole) / parts);
          sum += values[cell]! * share(row, cells[0], at.rows) * share(column, cells[1], at.columns);
        }
        const expected = (numbers.length * (numbers.length + 1)) / 2;
        expect(Math.abs(sum - expected) / expected).toBeLessThan(1e-5);
      }),
      { seed: 3 },
    );
  });

  test('of as many cells as numbers is the numbers, or their magnitudes', () => {
    const numbers = Float32Array.of(1, -2, 0, 3, -4, Infinity);
    const at = arrangementOfWeight([2, 3]);
    expect([...pooled(numbers, at, 'max', [9, 9]).values]).toEqual([...numbers]);
    const mean = pooled(numbers, at, 'mean', [9, 9]);
    expect([...mean.values]).toEqual([...numbers].map(Math.abs));
    expect([...mean.places!]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(pooled(numbers, at, 'mean', [1, 3]).places).toBeNull();
  });

  test('leaves out what is not defined, unless nothing else is there', () => {
    const at = arrangementOfWeight([1, 4]);
    const numbers = Float32Array.of(NaN, -2, NaN, NaN);
    expect([...pooled(numbers, at, 'max', [1, 2]).values]).toEqual([-2, NaN]);
    expect([...pooled(numbers, at, 'mean', [1, 2]).values]).toEqual([2, NaN]);
  });
});

test('a histogram counts each number that is defined once, in the bin of its magnitude', () => {
  fc.assert(
    fc.property(tensor, ({ numbers }) => {
      const { counts, zeros, nonFinite } = logHistogram(numbers);
      const inBins = counts.reduce((sum, count) => sum + count, 0);
      expect(inBins + zeros + nonFinite).toBe(defined(numbers).length);
      const expected = new Array<number>(HISTOGRAM_BINS).fill(0);
      for (const value of defined(numbers)) {
        if (value === 0 || value === Infinity) continue;
        let bin = 0;
        while (bin < HISTOGRAM_BINS - 1 && value >= Math.fround(10 ** (HISTOGRAM.low + (bin + 1) / HISTOGRAM.perDecade))) bin += 1;
        expected[bin]! += 1;
      }
      expect([...counts]).toEqual(expected);
    }),
    { seed: 4 },
  );
});

test('a histogram has whole powers of ten at the edges of its bins', () => {
  const { counts } = logHistogram(Float32Array.of(1e-3, 1e-2, 0.1, 1, 10, 100));
  const filled = [...counts.entries()].filter(([, count]) => count > 0).map(([bin]) => bin / HISTOGRAM.perDecade + HISTOGRAM.low);
  expect(filled).toEqual([-3, -2, -1, 0, 1, 2]);
});

describe('units', () => {
  test('have the norm of their numbers, side by side or in a column', () => {
    const numbers = Float32Array.of(3, 4, 0, 0, 1, NaN);
    expect([...normsOfStretches(numbers, 3)]).toEqual([5, 0, Infinity]);
    expect([...normsOfColumns(Float32Array.of(3, 1, 4, 1), 2)]).toEqual([5, Math.fround(Math.SQRT2)]);
  });

  test('are dead where the activation is flat for all rows', () => {
    const step = (kernel: string, rest = {}) => ({ kernel, x: 0, y: 1, when: 'always', ...rest }) as Step;
    const outputs = Float32Array.of(0, 2, 0, 1, 0, 0);
    expect([...deadUnits(step('relu'), outputs, 3, 3)]).toEqual([0, 0, 1]);
    expect([...deadUnits(step('relu'), Float32Array.of(0, 0, 1, 0), 4, 2)]).toEqual([1, 0]);
    expect([...deadUnits(step('sigmoid'), outputs, 3, 3)]).toEqual([1, 0, 1]);
    expect([...deadUnits(step('tanh'), Float32Array.of(1, -1, 0.5), 3, 3)]).toEqual([1, 1, 0]);
    expect([...deadUnits(step('leaky_relu', { negative_slope: 0.1 }), outputs, 3, 3)]).toEqual([0, 0, 0]);
    expect([...deadUnits(step('leaky_relu', { negative_slope: 0 }), outputs, 3, 3)]).toEqual([0, 0, 1]);
    expect([...deadUnits(null, outputs, 3, 3)]).toEqual([0, 0, 0]);
    expect([...deadUnits(step('relu'), Float32Array.of(NaN, 0), 2, 2)]).toEqual([0, 1]);
  });
});

test('what was computed and is not finite is told as Infinity, what has no measure as not defined', () => {
  const into = new Float32Array(4);
  expect([...settled(Float32Array.of(NaN, -Infinity, -2, 0), 3, into)]).toEqual([Infinity, Infinity, -6, 0]);
  expect([...relativeMoves(Float32Array.of(1, -3, NaN, 1), Float32Array.of(2, -2, 1, 0), into)]).toEqual([-0.5, -0.5, Infinity, NaN]);
});
