import { expect, test } from 'vitest';
import { smoothed, smoothingSpan } from '../../../renderer/charts/smoothing.ts';

test('a constant stays itself from the first point on', () => {
  expect([...smoothed([2, 2, 2, 2], 10)]).toEqual([2, 2, 2, 2].map((value) => expect.closeTo(value, 12)));
});

test('the first value is shown as it is', () => {
  expect(smoothed([5, 1], 10)[0]).toBeCloseTo(5, 12);
});

test('it is the corrected average of Adam: sum of (1-b) b^k x over 1 - b^t', () => {
  const values = [3, -1, 4, 1, -5];
  const b = 1 - 1 / 4;
  const expected = values.map((_, t) => {
    let sum = 0;
    for (let k = 0; k <= t; k++) sum += (1 - b) * b ** (t - k) * values[k]!;
    return sum / (1 - b ** (t + 1));
  });
  smoothed(values, 4).forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 12));
});

test('a value that is not finite leaves a gap and does not spoil what follows', () => {
  const course = smoothed([1, NaN, Infinity, 1], 3);
  expect(course[1]).toBeNaN();
  expect(course[2]).toBeNaN();
  expect(course[3]).toBeCloseTo(1, 12);
});

test('a short curve is hardly smoothed, a long one over no more than forty points', () => {
  expect(smoothingSpan(10)).toBe(1);
  expect(smoothingSpan(500)).toBe(20);
  expect(smoothingSpan(100_000)).toBe(40);
});
