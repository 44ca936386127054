import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRows, takeRows } from '../../../core/datasets/split.ts';
import { sentence } from '../../helpers/sentence.ts';
import type { Table } from '../../../core/datasets/table.ts';

/** A table whose feature is the row's number. */
function classified(targets: number[]): Table {
  const classes = Array.from({ length: Math.max(...targets) + 1 }, (_, index) => `c${index}`);
  return {
    name: 't.csv',
    rows: targets.length,
    shape: [1],
    features: Float32Array.from(targets, (_, row) => row),
    targets: Float32Array.from(targets),
    targetWidth: 1,
    task: 'classification',
    classes,
    columns: ['x'],
    picture: null,
  };
}

const measured = (rows: number): Table => ({ ...classified(Array.from({ length: rows }, () => 0)), task: 'regression', classes: [] });
const countOf = (table: Table, target: number) => table.targets.filter((value) => value === target).length;

test('both parts are disjoint and together all rows, whatever the classes and the share', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(4), { minLength: 12, maxLength: 200 }),
      fc.double({ min: 0.1, max: 0.5, noNaN: true }),
      fc.nat(),
      (targets, share, seed) => {
        const { train, validation } = splitRows(classified(targets), share, seed);
        expect([...train, ...validation].sort((a, b) => a - b)).toEqual(targets.map((_, row) => row));
        expect(validation.length).toBe(Math.round(targets.length * share));
      },
    ),
  );
});

test('classes keep their share to within a row', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 40, maxLength: 200 }), fc.nat(), (targets, seed) => {
      const table = classified(targets);
      const kept = takeRows(table, splitRows(table, 0.25, seed).validation);
      for (let index = 0; index < table.classes.length; index++)
        expect(Math.abs(countOf(kept, index) - 0.25 * countOf(table, index))).toBeLessThanOrEqual(1);
    }),
  );
});

test('a class of one row is there to learn from', () => {
  const table = classified([0, 0, 0, 0, 0, 0, 0, 1]);
  for (let seed = 0; seed < 20; seed++) expect(countOf(takeRows(table, splitRows(table, 0.5, seed).train), 1)).toBe(1);
});

test('from 1 on, validation is a number of rows', () => {
  expect(splitRows(measured(10), 3, 1).validation.length).toBe(3);
  expect(splitRows(measured(10), 1, 1).validation.length).toBe(1);
});

test('the same seed splits the same way and another one differently', () => {
  const table = measured(100);
  expect(splitRows(table, 0.3, 5)).toEqual(splitRows(table, 0.3, 5));
  expect(splitRows(table, 0.3, 5)).not.toEqual(splitRows(table, 0.3, 6));
});

test('a first part of the training rows has every class, though the file is sorted by class', () => {
  const table = classified(Array.from({ length: 300 }, (_, row) => Math.floor(row / 100)));
  const { train } = splitRows(table, 0.2, 1);
  const first = takeRows(table, train.subarray(0, 30));
  for (const target of [0, 1, 2]) expect(countOf(first, target)).toBeGreaterThan(3);
});

test('a split that leaves a part empty is refused with what would do', async () => {
  const would = 'Give a share below 1 or a number of rows, so that 1 to 9 rows are kept for it.';
  expect(await sentence(() => splitRows(measured(10), 10, 1))).toBe(`A validation of 10 does not split the 10 rows of t.csv. ${would}`);
  expect(await sentence(() => splitRows(measured(10), 0.01, 1))).toBe(`A validation of 0.01 does not split the 10 rows of t.csv. ${would}`);
});

test('a table of as many classes as rows is refused with the likely reason', async () => {
  expect(await sentence(() => splitRows(classified([0, 1, 2, 3]), 0.25, 1))).toMatch(
    /^t\.csv cannot be split: every class has a single row/,
  );
});

test('rows are taken with their targets, several to a row', () => {
  const table: Table = {
    ...measured(3),
    shape: [2],
    features: Float32Array.of(1, 2, 3, 4, 5, 6),
    targets: Float32Array.of(10, 11, 20, 21, 30, 31),
    targetWidth: 2,
  };
  const taken = takeRows(table, Int32Array.of(2, 0));
  expect(taken.rows).toBe(2);
  expect([...taken.features]).toEqual([5, 6, 1, 2]);
  expect([...taken.targets]).toEqual([30, 31, 10, 11]);
});
