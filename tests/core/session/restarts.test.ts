import { expect, test } from 'vitest';
import { Restarts } from '../../../core/session/restarts.ts';

const MINUTE = 60_000;

test('three in five minutes and no more, until the first is forgotten', () => {
  const restarts = new Restarts();
  const at = [0, 1, 2, 3, 4.9, 5, 5.9].map((minutes) => restarts.mayBegin(minutes * MINUTE));
  expect(at).toEqual([true, true, true, false, false, true, false]);
  expect(restarts.mayBegin(6 * MINUTE)).toBe(true);
});

test('who asks for one has three again', () => {
  const restarts = new Restarts();
  for (let count = 0; count < 3; count++) restarts.mayBegin(0);
  expect(restarts.mayBegin(0)).toBe(false);
  restarts.forget();
  expect([1, 2, 3, 4].map(() => restarts.mayBegin(0))).toEqual([true, true, true, false]);
});
