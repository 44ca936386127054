import { expect, test } from 'vitest';
import { sparkLine } from '../../../renderer/charts/spark-line.ts';

test('goes from the left edge to the right, less below the middle and more above it', () => {
  expect(sparkLine([0, -3, 3], 3, 100, 46)).toEqual({ path: 'M0,23L50,43L100,3', quiet: 23 });
});

test('makes room for what lies beyond the range, on both sides alike', () => {
  expect(sparkLine([-6, 3], 3, 100, 46).path).toBe('M0,43L100,13');
});

test('is interrupted where there is no number, and draws nothing of nothing', () => {
  expect(sparkLine([0, 0, NaN, 0, 0, -Infinity], 3, 100, 40).path.match(/M/g)).toHaveLength(2);
  expect(sparkLine([], 3, 100, 40).path).toBe('');
});
