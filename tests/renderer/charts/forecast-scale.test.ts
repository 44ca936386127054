import { expect, test } from 'vitest';
import { forecastScale } from '../../../renderer/charts/forecast-scale.ts';

test('a healthy network is shown on three decades to either side', () => {
  expect(forecastScale([0, 0.4, -0.2])).toEqual({ low: -3, high: 3, ticks: [-3, 0, 3] });
});

test('each side reaches as far as its numbers, by leaps', () => {
  expect(forecastScale([-6.1, 0, 0.5])).toEqual({ low: -9, high: 3, ticks: [-9, -6, -3, 0, 3] });
  expect(forecastScale([-8.9, 0, 0.5])).toEqual(forecastScale([-6.1, 0, 2.9]));
});

test('numbers that are not finite do not stretch it, and beyond the last end it stops', () => {
  expect(forecastScale([-Infinity, NaN, 1]).low).toBe(-3);
  expect(forecastScale([-400]).low).toBe(-48);
});

test('labels are few, however far it reaches, and zero is among them', () => {
  for (let farthest = 0; farthest < 60; farthest += 1)
    for (const values of [[-farthest], [farthest], [-farthest, farthest]]) {
      const { ticks } = forecastScale(values);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks).toContain(0);
    }
});
