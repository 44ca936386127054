import { describe, expect, test } from 'vitest';
import { Random } from '../../core/tensor/random.ts';
import { median, spreadOf } from './spread.ts';

describe('the median', () => {
  test('is the middle value, whatever the order', () => expect(median([9, 1, 5])).toBe(5));
  test('is half-way between the two middle values of an even number', () => expect(median([4, 1, 3, 100])).toBe(3.5));
  test('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('the interval of the median', () => {
  test('is a point where all values are alike', () => expect(spreadOf([2, 2, 2, 2])).toEqual({ median: 2, low: 2, high: 2 }));

  test('is nothing of no values', () => expect(spreadOf([])).toEqual({ median: NaN, low: NaN, high: NaN }));

  test('is the same at every call', () => {
    const values = [1, 4, 2, 8, 5, 7];
    expect(spreadOf(values)).toEqual(spreadOf(values));
  });

  test('is not moved by one wild value, as a mean would be', () => {
    const { median: middle, high } = spreadOf([1, 1.01, 0.99, 1.02, 0.98, 1.01, 0.99, 1, 1, 1e9]);
    expect(middle).toBeCloseTo(1, 2);
    expect(high).toBeLessThan(1.1);
  });

  test('holds the true median about 95 times of 100', () => {
    const random = new Random(7, 1);
    let held = 0;
    for (let trial = 0; trial < 200; trial++) {
      const { low, high } = spreadOf(Array.from({ length: 15 }, () => random.normal()));
      if (low <= 0 && high >= 0) held += 1;
    }
    expect(held).toBeGreaterThan(180);
    expect(held).toBeLessThan(200);
  });

  test('narrows as values are added', () => {
    const random = new Random(8, 1);
    const width = (count: number) => {
      const { low, high } = spreadOf(Array.from({ length: count }, () => random.normal()));
      return high - low;
    };
    expect(width(400)).toBeLessThan(width(10) / 2);
  });
});
