import { expect, test } from 'vitest';
import { relativeMoves, settled } from '../../../../core/engine/pictures/settled.ts';

test('what was computed and is not finite is told as Infinity, what has no measure as not defined', () => {
  const into = new Float32Array(4);
  expect([...settled(Float32Array.of(NaN, -Infinity, -2, 0), 3, into)]).toEqual([Infinity, Infinity, -6, 0]);
  expect([...relativeMoves(Float32Array.of(1, -3, NaN, 1), Float32Array.of(2, -2, 1, 0), into)]).toEqual([-0.5, -0.5, Infinity, NaN]);
});
