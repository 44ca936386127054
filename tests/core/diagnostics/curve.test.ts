import { expect, test } from 'vitest';
import { Curve } from '../../../core/diagnostics/curve.ts';

function curveOf(losses: readonly number[]): Curve {
  const curve = new Curve();
  losses.forEach((loss, index) => curve.add({ step: index + 1, epoch: 1, on: 'train', loss, accuracy: NaN }));
  return curve;
}

test('a curve keeps at most 512 measurements, evenly spaced over the whole run from the first on', () => {
  const { points, latest } = curveOf(Array.from({ length: 10_000 }, (_, index) => index));
  expect(points.length).toBeLessThanOrEqual(512);
  expect(points.length).toBeGreaterThan(256);
  expect(points[0]!.step).toBe(1);
  expect(new Set(points.slice(1).map(({ step }, index) => step - points[index]!.step))).toEqual(new Set([32]));
  expect(latest!.step).toBe(10_000);
});

test('the lowest of all is known though it is not kept', () => {
  const losses = Array.from({ length: 2000 }, (_, index) => (index === 1001 ? -1 : index));
  const { points, lowest } = curveOf(losses);
  expect(lowest!.step).toBe(1002);
  expect(points.some(({ step }) => step === 1002)).toBe(false);
});

test('its level is not moved by a leap, and has been lowest where a falling loss was last', () => {
  expect(curveOf([5, 4, 3, 2, 1, 1, 1, 90, 1]).level).toBe(1);
  const falling = curveOf([32, 16, 8, 4, 2]);
  expect(falling.level).toBe(falling.lowestLevel);
});

test('what was kept since a step begins there, and is nothing after the last', () => {
  const curve = curveOf([1, 2, 3, 4]);
  expect(curve.since(3).map(({ step }) => step)).toEqual([3, 4]);
  expect(curve.since(5)).toEqual([]);
});

test('how often it was measured is known though not all is kept', () => {
  expect(curveOf(Array.from({ length: 600 }, () => 1)).measured).toBe(600);
});
