import { scaleLinear, scaleLog } from 'd3-scale';
import { expect, test } from 'vitest';
import { valueTicks } from '../../../renderer/charts/value-ticks.ts';

test('a linear axis names round values', () => {
  expect(valueTicks(scaleLinear().domain([0, 2.5]), 'linear', 5)).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
});

test.each([
  [0.001, 0.1],
  [1e-12, 1e6],
  [0.9, 1.3],
  [1e-3, 1e-2],
])('a logarithmic axis from %d to %d has a few values, rising, none too many', (low, high) => {
  const ticks = valueTicks(scaleLog().domain([low, high]), 'log', 5);
  expect(ticks.length).toBeGreaterThanOrEqual(1);
  expect(ticks.length).toBeLessThanOrEqual(6);
  expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
});
