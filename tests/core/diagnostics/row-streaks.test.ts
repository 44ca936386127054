import { expect, test } from 'vitest';
import { RowStreaks } from '../../../core/diagnostics/row-streaks.ts';

test('inspections in a row are counted per row, up to the last', () => {
  const streaks = new RowStreaks(2, 0.5);
  for (const share of [0.6, 0.4, 0.5, 0.9]) streaks.observe(1, share);
  expect([streaks.holds(1, 2), streaks.holds(1, 3), streaks.first(2), streaks.first(3)]).toEqual([true, false, 1, -1]);
});

test('a row that was not inspected is none and stays as it was', () => {
  const streaks = new RowStreaks(2, 0.5);
  streaks.observe(0, 0.7);
  streaks.observe(0, NaN);
  expect([streaks.shares[0], streaks.shares[1], streaks.first(1), streaks.largest]).toEqual([0.7, NaN, 0, 0.7]);
  expect(new RowStreaks(2, 0.5).largest).toBeNaN();
});

test('one inspection that found less is remembered', () => {
  const streaks = new RowStreaks(2, 0.5);
  for (const share of [0.5, 0.49, 1]) streaks.observe(0, share);
  streaks.observe(1, 1);
  expect([streaks.always(0), streaks.always(1)]).toEqual([false, true]);
});
