import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrangementOfBatch, arrangementOfWeight, indexAt } from '../../../../core/engine/pictures/arrangement.ts';
import { shape } from '../../../helpers/any-tensor.ts';

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
