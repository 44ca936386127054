import { expect, test } from 'vitest';
import { largestDifference } from './agreement.ts';

test('the largest difference is relative to the loss, whichever step it is at', () =>
  expect(largestDifference([2, 1, 0.5], [2, 1.001, 0.50001])).toBeCloseTo(1e-3, 9));

test('equal losses do not differ', () => expect(largestDifference([0.7, 0.6], [0.7, 0.6])).toBe(0));

test('a loss that is not a number agrees with nothing, itself included', () => {
  expect(largestDifference([1, 1], [1, NaN])).toBe(Infinity);
  expect(largestDifference([NaN], [NaN])).toBe(Infinity);
});

test('a loss that was not told does not agree', () => expect(largestDifference([1, 1], [1])).toBe(Infinity));
