import { expect, test } from 'vitest';
import { largestMagnitude, roundMaximum, roundUp } from '../../../renderer/charts/round-maximum.ts';

test.each([
  [1, 1],
  [1.01, 2],
  [0.3, 0.5],
  [0.05, 0.05],
  [7e-9, 1e-8],
  [2.000000001, 2],
  [9.9e20, 1e21],
])('the end of a scale up to %d is %d', (largest, end) => expect(roundUp(largest)).toBe(end));

test('the end stays while what is shown fits and fills it, so that the colours do not flicker', () => {
  const ends = [0.9, 1.02, 0.98, 0.7, 1.9, 0.61, 0.59, 0.8].reduce<number[]>(
    (before, largest) => [...before, roundMaximum(largest, before.at(-1) ?? null)],
    [],
  );
  expect(ends).toEqual([1, 2, 2, 2, 2, 2, 1, 1]);
});

test('of nothing but zeros and what is not finite the end is that from before, or 1', () => {
  expect(roundMaximum(0, 0.2)).toBe(0.2);
  expect(roundMaximum(0, null)).toBe(1);
  expect(largestMagnitude(Float32Array.of(0, Infinity, NaN, -3, 2))).toBe(3);
  expect(largestMagnitude(Float32Array.of(Infinity, NaN))).toBe(0);
});
