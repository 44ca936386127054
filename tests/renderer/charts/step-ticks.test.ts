import { expect, test } from 'vitest';
import { timeScale, type TimeWindow } from '../../../renderer/charts/pixel-columns.ts';
import { stepTicks } from '../../../renderer/charts/step-ticks.ts';

test('a linear axis names round steps', () => {
  expect(stepTicks({ axis: 'linear', first: 1601, last: 2000 }, 560)).toEqual([1700, 1800, 1900, 2000]);
});

test('a few steps are named as whole ones', () => {
  expect(stepTicks({ axis: 'linear', first: 1, last: 3 }, 560)).toEqual([1, 2, 3]);
  expect(stepTicks({ axis: 'linear', first: 1, last: 1 }, 560)).toEqual([1]);
});

test('a logarithmic axis names 1, 2 and 5 of each decade as far as there is room', () => {
  const wide: TimeWindow = { axis: 'log', first: 1, last: 2000 };
  expect(stepTicks(wide, 1200)).toEqual([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]);
  const narrow = stepTicks(wide, 300);
  const scale = timeScale(wide, 300);
  expect(narrow.length).toBeGreaterThanOrEqual(3);
  for (let i = 1; i < narrow.length; i++) expect(scale(narrow[i]!) - scale(narrow[i - 1]!)).toBeGreaterThanOrEqual(64);
});
