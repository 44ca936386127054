import { expect, test } from 'vitest';
import { plotOf, valueAt, type Chart } from '../../../renderer/charts/chart-plot.ts';
import type { Curve } from '../../../renderer/charts/curve.ts';

function curve(points: readonly (readonly [step: number, value: number])[], change: Partial<Curve> = {}): Curve {
  const value = (index: number) => points[index]![1];
  return {
    ...{ name: 'loss', colour: 'black', look: 'line', count: points.length, step: (index) => points[index]![0] },
    ...{ value, low: value, high: value },
    ...change,
  };
}

const chart = (change: Partial<Chart>): Chart => ({ curves: [], references: [], lane: null, scale: 'linear', within: null, ...change });
const numbersOf = (path: string) => path.match(/-?[\d.]+/g)!.map(Number);

test('without a point there is no plot', () => {
  expect(plotOf(chart({ curves: [curve([])] }), 100, 100)).toBeNull();
});

test('a value lies where the axis has it', () => {
  const plot = plotOf(
    chart({
      curves: [
        curve([
          [1, 0],
          [2, 5],
          [3, 10],
        ]),
      ],
    }),
    300,
    100,
  )!;
  expect(numbersOf(plot.curves[0]!.path)).toEqual([50, 100, 150, 50, 250, 0]);
  expect([plot.y(0), plot.y(10)]).toEqual([100, 0]);
  expect([plot.stepAt(0), plot.stepAt(150), plot.stepAt(299)]).toEqual([1, 2, 3]);
});

test('a level that is set goes on to the next point, and its level is always in range', () => {
  const set = curve(
    [
      [1, 8],
      [3, 2],
    ],
    { look: 'steps' },
  );
  const plot = plotOf(
    chart({
      curves: [
        curve([
          [1, 1],
          [4, 1],
        ]),
        set,
      ],
    }),
    400,
    100,
  )!;
  const { path } = plot.curves[1]!;
  expect(numbersOf(path)).toEqual([50, plot.y(8), 250, plot.y(8), 250, plot.y(2)]);
  expect(plot.y(8)).toBeGreaterThanOrEqual(0);
});

test('of a stretch of the run, the axis has its steps and its values alone', () => {
  const all = curve([
    [1, 100],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 100],
  ]);
  const plot = plotOf(chart({ curves: [all], within: { first: 2, last: 4 } }), 300, 100)!;
  expect([plot.time.first, plot.time.last]).toEqual([2, 4]);
  expect(plot.y(3)).toBe(0);
  expect(plot.curves[0]!.points).toHaveLength(5);
});

test('the lane has a mark where it happened, taller where it happened on every step', () => {
  const shares = ['all', 'none', 'some'] as const;
  const lane = { name: 'clipped', count: 3, step: (index: number) => index + 1, share: (index: number) => shares[index]! };
  const plot = plotOf(
    chart({
      curves: [
        curve([
          [1, 1],
          [2, 1],
          [3, 1],
        ]),
      ],
      lane,
    }),
    300,
    100,
  )!;
  expect(plot.lane.map(({ x, share }) => [x, share])).toEqual([
    [0, 'all'],
    [200, 'some'],
  ]);
});

test('labels at the ends of curves never stand on one another', () => {
  const curves = [5, 5.01, 5.02].map((value, index) =>
    curve(
      [
        [1, value],
        [2, value],
      ],
      { name: `c${index}`, label: `run ${index}` },
    ),
  );
  const { labels } = plotOf(chart({ curves, range: [0, 10] }), 100, 200)!;
  const ys = labels.map(({ y }) => y).sort((a, b) => a - b);
  expect(labels).toHaveLength(3);
  for (let index = 1; index < ys.length; index++) expect(ys[index]! - ys[index - 1]!).toBeGreaterThanOrEqual(12);
});

test('a curve is read at its last point before a step', () => {
  const { points } = plotOf(
    chart({
      curves: [
        curve([
          [1, 4],
          [5, 8],
        ]),
      ],
    }),
    500,
    100,
  )!.curves[0]!;
  expect([valueAt(points, 4), valueAt(points, 5), valueAt(points, 0)]).toEqual([4, 8, NaN]);
});
