import { expect, test } from 'vitest';
import { SPREAD_COLUMNS, currentProfile } from '../../../renderer/charts/current-profile.ts';
import { HeatCells } from '../../../renderer/charts/heat-cells.ts';
import { fakeSource } from './fake-source.ts';

function profileOf(values: number[][]) {
  const cells = new HeatCells(fakeSource(values));
  cells.refresh();
  return currentProfile(cells);
}

test('each row stands at its newest cell, older ones make its spread', () => {
  const { values, spreads } = profileOf([Array.from({ length: SPREAD_COLUMNS }, (_, i) => i / 10)]);
  expect(values[0]).toBeCloseTo(1.9, 6);
  expect(spreads[0]!.low).toBeCloseTo(0.095, 6); // 5th percentile of 0 … 1.9
  expect(spreads[0]!.high).toBeCloseTo(1.805, 6);
});

test('what is older than the spread reaches back does not count', () => {
  const { spreads } = profileOf([[100, ...new Array<number>(SPREAD_COLUMNS).fill(1)]]);
  expect(spreads[0]).toEqual({ low: 1, high: 1 });
});

test('all rows stand at the same column: the newest in which anything was computed', () => {
  const { column, values } = profileOf([
    [1, 2, NaN],
    [1, NaN, NaN],
  ]);
  expect(column).toBe(1);
  expect(values).toEqual([2, NaN]);
});

test('nothing computed has no column', () => {
  expect(profileOf([[NaN, NaN]]).column).toBe(-1);
});

test('zeros and what is not finite are no part of a spread', () => {
  const { values, spreads } = profileOf([
    [1, 2, Infinity],
    [1, NaN, -Infinity],
  ]);
  expect(values).toEqual([Infinity, -Infinity]);
  expect(spreads[0]!.high).toBeLessThanOrEqual(2);
  expect(spreads[1]).toBeNull();
});
