import { expect, test } from 'vitest';
import { curvePoints, cutPoints, valueRange, type Curve } from '../../../renderer/charts/curve.ts';

function curve(values: number[]): Curve {
  const value = (index: number) => values[index]!;
  return {
    name: 'training',
    colour: 'black',
    look: 'line',
    count: values.length,
    step: (index) => index + 1,
    value,
    low: value,
    high: value,
  };
}

test('there are no more points than pixels, and the extremes are kept', () => {
  const values = Array.from({ length: 2000 }, () => 1);
  values[777] = 9;
  values[778] = -9;
  const points = curvePoints(curve(values), (step) => step / 20);
  expect(points.length).toBeLessThanOrEqual(101);
  expect(Math.max(...points.map(({ high }) => high))).toBe(9);
  expect(Math.min(...points.map(({ low }) => low))).toBe(-9);
  expect(points.at(-1)!.step).toBe(2000);
});

test('where there is room, each value is a point', () => {
  expect(curvePoints(curve([3, 2, 1]), (step) => step * 10).map(({ step, value }) => [step, value])).toEqual([
    [1, 3],
    [2, 2],
    [3, 1],
  ]);
});

test('a value that is not finite is a point of its own, so that the line breaks there', () => {
  const points = curvePoints(curve([1, NaN, 2]), () => 0);
  expect(points.map(({ value }) => value)).toEqual([1, NaN, 2]);
});

test('a linear range starts at zero and holds the levels to compare with', () => {
  const points = [curvePoints(curve([0.5, 0.4]), (step) => step)];
  expect(valueRange(points, [{ name: 'constant', value: 2.303 }], 'linear')).toEqual([0, 2.303]);
});

test('one outlier does not press the curve flat', () => {
  const values = new Array<number>(1000).fill(1);
  values[3] = 1e6;
  const [low, high] = valueRange([curvePoints(curve(values), (step) => step)], [], 'linear');
  expect(low).toBe(0);
  expect(high).toBeLessThan(2);
});

test('an outlier of one curve hides nothing of another, and few points have none', () => {
  const noisy = new Array<number>(1000).fill(1);
  const few = [9, 2, 1.5, 1.2];
  const points = [noisy, few].map((values) => curvePoints(curve(values), (step) => step));
  expect(valueRange(points, [], 'linear')).toEqual([0, 9]);
});

test('points above the top are marked, at most one for so many steps, and what is not finite is no point', () => {
  const points = curvePoints(curve([5, 1, 5, 5, 1, 1, Infinity, 5]), (step) => step * 10);
  expect(cutPoints(points, 2, 2).map(({ step }) => step)).toEqual([1, 3, 8]);
});

test('a curve that really rises is shown to its top', () => {
  const values = Array.from({ length: 1000 }, (_, step) => 1 + step / 100);
  expect(valueRange([curvePoints(curve(values), (step) => step)], [], 'linear')[1]).toBeCloseTo(10.99, 6);
});

test('a logarithmic range leaves out what is not above zero', () => {
  const [low, high] = valueRange([curvePoints(curve([0, -1, 0.01, 10]), (step) => step)], [], 'log');
  expect(low).toBe(0.01);
  expect(high).toBe(10);
});

test('nothing finite still gives a range', () => {
  expect(valueRange([curvePoints(curve([NaN]), (step) => step)], [], 'linear')).toEqual([0, 1]);
  expect(valueRange([], [], 'log')).toEqual([0.1, 1]);
});
