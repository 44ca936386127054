import { expect, test } from 'vitest';
import { contour } from '../../../renderer/charts/contour.ts';

/** Ends of the pieces, as points. */
function ends(field: readonly number[], cells: number, level: number): [number, number][] {
  const pieces = contour(Float32Array.from(field), cells, level);
  return Array.from({ length: pieces.length / 2 }, (_, index) => [pieces[2 * index]!, pieces[2 * index + 1]!]);
}

test('a slope is crossed where a straight line between its points is', () => {
  expect(ends([0, 1, 0, 1], 2, 0.25)).toEqual([
    [0.25, 0],
    [0.25, 1],
  ]);
});

test('all of a level lies on it, of a tilted plane', () => {
  const cells = 6;
  const height = (x: number, y: number) => 2 * x - 3 * y;
  const field = Array.from({ length: cells * cells }, (_, at) => height(at % cells, Math.floor(at / cells)));
  const points = ends(field, cells, 1.5);
  expect(points.length).toBeGreaterThan(8);
  for (const [x, y] of points) expect(height(x, y)).toBeCloseTo(1.5, 5);
});

test('around a single summit the line is closed: each of its points ends two pieces', () => {
  const points = ends([0, 0, 0, 0, 1, 0, 0, 0, 0], 3, 0.5);
  expect(points).toHaveLength(8);
  const counts = new Map<string, number>();
  for (const point of points) counts.set(point.join(), (counts.get(point.join()) ?? 0) + 1);
  expect([...counts.values()]).toEqual([2, 2, 2, 2]);
});

test.each([
  [
    'high',
    [1, -0.5, -0.5, 1],
    [
      [1, 0],
      [0, 1],
    ],
  ],
  [
    'low',
    [0.5, -1, -1, 0.5],
    [
      [0, 0],
      [1, 1],
    ],
  ],
])('of a saddle whose middle is %s, the corners that differ from it are cut off', (_, [a, b, c, d], cut) => {
  const points = ends([a!, b!, c!, d!], 2, 0);
  expect(points).toHaveLength(4);
  // both ends of each piece are nearest to the corner that it cuts off
  for (const piece of [points.slice(0, 2), points.slice(2)]) {
    const corner = cut.find(([x, y]) => piece.every((point) => Math.hypot(point[0] - x!, point[1] - y!) < 0.75));
    expect(corner).toBeDefined();
  }
});

test('nothing is drawn through what is not finite, nor where no level is crossed', () => {
  expect(ends([0, NaN, 1, 1], 2, 0.5)).toEqual([]);
  expect(ends([1, 2, 3, 4], 2, 0.5)).toEqual([]);
});
