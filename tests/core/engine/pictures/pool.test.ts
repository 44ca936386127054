import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrangementOfWeight, indexAt } from '../../../../core/engine/pictures/arrangement.ts';
import { pooled } from '../../../../core/engine/pictures/pool.ts';
import { shape, tensor } from '../../../helpers/any-tensor.ts';

const room = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }));
const defined = (values: Iterable<number>) => [...values].filter((value) => !Number.isNaN(value)).map(Math.abs);
const largest = (values: Iterable<number>) => defined(values).reduce((most, value) => Math.max(most, value), -Infinity);

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

  test('makes no more cells than can be drawn, each of them of as many rows as columns of the room, and no fewer than there must be', () => {
    const cellsOf = (rows: number, columns: number, most: readonly [number, number]) =>
      pooled(new Float32Array(rows * columns), arrangementOfWeight([rows, columns]), 'max', most).cells;
    expect(cellsOf(1024, 2048, [728, 1301])).toEqual([364, 650]);
    expect(cellsOf(600, 800, [728, 1301])).toEqual([600, 800]);
    expect(cellsOf(4, 2048, [728, 1301])).toEqual([4, 1301]);
  });

  test('leaves out what is not defined, unless nothing else is there', () => {
    const at = arrangementOfWeight([1, 4]);
    const numbers = Float32Array.of(NaN, -2, NaN, NaN);
    expect([...pooled(numbers, at, 'max', [1, 2]).values]).toEqual([-2, NaN]);
    expect([...pooled(numbers, at, 'mean', [1, 2]).values]).toEqual([2, NaN]);
  });
});
