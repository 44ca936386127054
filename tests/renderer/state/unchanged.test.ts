import { expect, test } from 'vitest';
import { keepUnchanged } from '../../../renderer/state/unchanged.ts';

const outline = () => ({ nodes: [{ node: 'a', shape: [2] }, { node: 'b', shape: [3] }], parameters: 6 }); // prettier-ignore

test('what has not changed at all is the object that it was', () => {
  const before = outline();
  expect(keepUnchanged(before, outline())).toBe(before);
});

test('of what has changed in one place the rest stays the same objects', () => {
  const before = outline();
  const now = { ...outline(), nodes: [{ node: 'a', shape: [2] }, { node: 'b', shape: [4] }] }; // prettier-ignore
  const kept = keepUnchanged(before, now);
  expect(kept).toEqual(now);
  expect(kept.nodes[0]).toBe(before.nodes[0]);
  expect(kept.nodes[1]).not.toBe(before.nodes[1]);
});

test.each([
  [
    [1, 2, 3],
    [1, 2],
  ],
  [
    [1, 2],
    [1, 2, 3],
  ],
  [
    { loss: NaN, at: 1 },
    { loss: Infinity, at: 1 },
  ],
  [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: 1, b: undefined }, { a: 1 }],
  [{ a: undefined }, { b: undefined }],
  [[], {}],
  [null, { a: 1 }],
  [{ a: 1 }, null],
])('%j is told from %j', (before, now) => {
  expect(keepUnchanged<unknown>(before, now)).toStrictEqual(now);
});

test('numbers that are none equal themselves', () => {
  const before = { loss: NaN };
  expect(keepUnchanged(before, { loss: NaN })).toBe(before);
});
