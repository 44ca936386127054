import { expect, test } from 'vitest';
import { emptyDocument } from '../../../core/document/document.ts';
import { bytesOf, type RunEntry } from '../../../renderer/state/run-entry.ts';
import { branchesOf, tooMuch } from '../../../renderer/state/run-tree.ts';

function run(id: string, started: number, changes: Partial<RunEntry> = {}): RunEntry {
  const document = emptyDocument();
  return {
    ...{ id, number: started, name: null, title: 'spiral', started, document, now: document, parent: null, steps: 10, seconds: 1 },
    ...{ train: null, validation: null, status: 'paused', slot: 'here', bytes: 100, goesOn: true },
    ...changes,
  };
}

test('each branch is below the run that it goes on from, the oldest first', () => {
  const entries = [
    run('d', 4, { parent: { id: 'b', step: 5 } }),
    run('c', 3),
    run('b', 2, { parent: { id: 'a', step: 5 } }),
    run('a', 1),
    run('e', 5, { parent: { id: 'a', step: 7 } }),
  ];
  expect(branchesOf(entries).map(({ entry, depth, parent }) => [entry.id, depth, parent?.id])).toEqual([
    ['a', 0, undefined],
    ['b', 1, 'a'],
    ['d', 2, 'b'],
    ['e', 1, 'a'],
    ['c', 0, undefined],
  ]);
});

test('a branch whose run is gone stands by itself', () => {
  expect(branchesOf([run('b', 2, { parent: { id: 'a', step: 5 } })]).map(({ entry, depth }) => [entry.id, depth])).toEqual([['b', 0]]);
});

test('to make room the oldest go first, but none that has a name, is not written down or may not go', () => {
  const entries = [
    run('new', 9),
    run('old', 1),
    run('named', 2, { name: 'mine' }),
    run('unwritten', 3, { bytes: 0 }),
    run('shown', 4),
    run('next', 5),
  ];
  const mayGo = ({ id }: RunEntry) => id !== 'shown';
  const going = (most: number) => tooMuch(entries, most, mayGo).map(({ id }) => id);
  expect(going(500)).toEqual([]);
  expect(going(499)).toEqual(['old']);
  expect(going(300)).toEqual(['old', 'next']);
  expect(going(0)).toEqual(['old', 'next', 'new']);
});

test('the bytes of a run are those of its numbers, wherever they are in it', () => {
  expect(bytesOf({ a: new Float32Array(100), b: [{ c: new Float64Array(10) }] })).toBe(480);
});
