import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchCount, batchRows } from '../../../core/datasets/batches.ts';

function sizes(rows: number, batchSize: number, smallest: 1 | 2): number[] {
  const cut: number[] = [];
  for (let first = 0, taken = 0; (taken = batchRows(first, rows, batchSize, smallest)) > 0; first += taken) cut.push(taken);
  return cut;
}

test('an epoch is full batches and what is left', () => {
  expect(sizes(10, 4, 1)).toEqual([4, 4, 2]);
  expect(sizes(9, 4, 1)).toEqual([4, 4, 1]);
  expect(sizes(3, 8, 1)).toEqual([3]);
});

test('where a batch of one row cannot be normalised, the batch before gives it one', () => {
  expect(sizes(9, 4, 2)).toEqual([4, 3, 2]);
  expect(sizes(10, 4, 2)).toEqual([4, 4, 2]);
});

test('batches of two have no row to give, so the last row sits out', () => {
  expect(sizes(5, 2, 2)).toEqual([2, 2]);
});

test('a single row makes no batch where two are needed', () => {
  expect(sizes(1, 8, 2)).toEqual([]);
});

test('every cut keeps to the batch size and the smallest batch, loses at most one row, and has the counted length', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 70 }),
      fc.constantFrom<1 | 2>(1, 2),
      (rows, batchSize, smallest) => {
        fc.pre(batchSize >= smallest);
        const cut = sizes(rows, batchSize, smallest);
        const taken = cut.reduce((sum, size) => sum + size, 0);
        expect(cut.length).toBe(batchCount(rows, batchSize, smallest));
        for (const size of cut) {
          expect(size).toBeLessThanOrEqual(batchSize);
          expect(size).toBeGreaterThanOrEqual(smallest);
        }
        expect(rows - taken).toBeLessThanOrEqual(smallest === 1 || (batchSize > 2 && rows > 1) ? 0 : 1);
      },
    ),
  );
});
