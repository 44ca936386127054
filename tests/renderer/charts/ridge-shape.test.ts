import { expect, test } from 'vitest';
import { highestShare, quantile, shownBins, totalOf } from '../../../renderer/charts/ridge-shape.ts';

const BINS = { low: -16, perDecade: 4 };
const COUNT = 96;

/** Counts of numbers of the given magnitudes, as log10. */
function histogram(logarithms: number[], zeros = 0, nonFinite = 0) {
  const counts = new Uint32Array(COUNT);
  for (const each of logarithms) counts[Math.floor((each - BINS.low) * BINS.perDecade)]! += 1;
  return { counts, zeros, nonFinite };
}

const decadesOf = ([from, to]: readonly [number, number]) => [BINS.low + from / 4, BINS.low + to / 4];

test('all that anything is in is shown, out to even decades', () => {
  expect(decadesOf(shownBins([histogram([-9.1, 0.3]), histogram([-11.5])], BINS, COUNT, null))).toEqual([-12, 2]);
});

test('a narrow histogram has six decades around it at the least', () => {
  const [from, to] = decadesOf(shownBins([histogram([-3.5])], BINS, COUNT, null)) as [number, number];
  expect(to - from).toBe(6);
  expect(from).toBeLessThanOrEqual(-4);
  expect(to).toBeGreaterThanOrEqual(-3);
});

test('what is shown grows and does not shrink', () => {
  const before = shownBins([histogram([-9, 1])], BINS, COUNT, null);
  expect(shownBins([histogram([-3])], BINS, COUNT, before)).toEqual(before);
});

test('zeros alone leave the decades of a gradient', () => {
  expect(decadesOf(shownBins([histogram([], 10)], BINS, COUNT, null))).toEqual([-8, 2]);
});

test('the ends of the bins are the ends of what is shown', () => {
  expect(shownBins([histogram([-15.9, 7.9])], BINS, COUNT, null)).toEqual([0, COUNT]);
});

test('heights are shares of all numbers, zeros and those that are not finite among them', () => {
  const one = histogram([-3, -3, -5], 4, 1);
  expect(totalOf(one)).toBe(8);
  expect(highestShare([one, histogram([-3, -4, -5, -6])])).toBe(0.25);
  expect(highestShare([])).toBe(0);
});

test('a quantile is known to the middle of a bin; zeros are the smallest', () => {
  const one = histogram([-5, -4, -3, -2, -1]);
  expect(quantile(one, BINS, 0.5)).toBeCloseTo(10 ** -2.875, 12);
  expect(quantile(histogram([-1], 3), BINS, 0.5)).toBe(0);
  expect(quantile(histogram([-1], 3), BINS, 0.9)).toBeCloseTo(10 ** -0.875, 12);
  expect(quantile(histogram([], 0, 4), BINS, 0.5)).toBeNaN();
});
