import { expect, test } from 'vitest';
import { relativeHeat } from '../../../core/telemetry/heat.ts';

test('heat is decades from healthy, relative to the anchor', () => {
  expect(relativeHeat(1e-5, 1e-2, -1)).toBeCloseTo(-2, 10);
  expect(relativeHeat(1e-2, 1e-2, 0)).toBe(0);
});

test('an exact zero and what is not finite are told apart from every number', () => {
  expect(relativeHeat(0, 1, 0)).toBe(-Infinity);
  expect(relativeHeat(Infinity, 1, 0)).toBe(Infinity);
});

test('with a dead or broken anchor nothing can be compared: other rows have no heat', () => {
  expect(relativeHeat(1, 0, 0)).toBeNaN();
  expect(relativeHeat(1, NaN, 0)).toBeNaN();
  expect(relativeHeat(1, Infinity, 0)).toBeNaN();
  expect(relativeHeat(0, 0, 0)).toBe(-Infinity);
});

test('a row that theory says nothing of has no heat', () => {
  expect(relativeHeat(1, 1, NaN)).toBeNaN();
});
