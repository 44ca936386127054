import { expect, test } from 'vitest';
import { resolveDataSettings } from '../../../../core/datasets/resolve-settings.ts';
import { findSource } from '../../../../core/datasets/sources.ts';
import type { Table } from '../../../../core/datasets/table.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly target: number;
}

function draw(name: string, given: Record<string, unknown> = {}): { table: Table; points: Point[] } {
  const source = findSource(name)!;
  const table = source.read(resolveDataSettings(source.settings, given), new Map(), 3) as Table;
  const points = Array.from(table.targets, (target, row) => ({ x: table.features[2 * row]!, y: table.features[2 * row + 1]!, target }));
  return { table, points };
}

const deviation = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

test('circle is two rings of radius 1 and factor, half of the points on each', () => {
  const { points } = draw('circle', { noise: 0, factor: 0.5 });
  for (const { x, y, target } of points) expect(Math.hypot(x, y)).toBeCloseTo(target === 1 ? 0.5 : 1, 6);
  expect(points.filter(({ target }) => target === 1).length).toBe(500);
});

test("noise is the standard deviation of a point's shift", () => {
  const radii = draw('circle', { rows: 20_000, noise: 0.1, factor: 0 }).points.filter(({ target }) => target === 1);
  expect(deviation(radii.map(({ x }) => x))).toBeCloseTo(0.1, 2);
  expect(deviation(radii.map(({ y }) => y))).toBeCloseTo(0.1, 2);
});

test('moons are an upper and a lower half circle that reach into each other', () => {
  for (const { x, y, target } of draw('moons', { noise: 0 }).points) {
    expect(target === 1 ? Math.hypot(x - 1, y - 0.5) : Math.hypot(x, y)).toBeCloseTo(1, 6);
    expect(target === 1 ? 0.5 - y : y).toBeGreaterThan(-1e-6);
  }
});

test('xor is the sign of the product', () => {
  const { points } = draw('xor');
  for (const { x, y, target } of points) expect(target).toBe(x * y > 0 ? 1 : 0);
  expect(Math.max(...points.map(({ x }) => Math.abs(x)))).toBeLessThanOrEqual(1);
});

test('gauss is a cloud for each class, centred on the unit circle', () => {
  const { table, points } = draw('gauss', { rows: 3000, classes: 3, noise: 0.2 });
  expect(table.classes).toEqual(['cloud 1', 'cloud 2', 'cloud 3']);
  for (const cloud of [0, 1, 2]) {
    const own = points.filter(({ target }) => target === cloud);
    const angle = Math.PI / 4 + (2 * Math.PI * cloud) / 3;
    expect(own.reduce((sum, { x }) => sum + x, 0) / own.length).toBeCloseTo(Math.cos(angle), 1);
    expect(deviation(own.map(({ y }) => y - Math.sin(angle)))).toBeCloseTo(0.2, 1);
  }
});

test('spiral arms wind once and three quarters around the origin, each turned against the last', () => {
  for (const classes of [2, 3]) {
    for (const { x, y, target } of draw('spiral', { noise: 0, classes }).points) {
      const radius = Math.hypot(x, y);
      const angle = 1.75 * 2 * Math.PI * (radius / 1.5) + (2 * Math.PI * target) / classes;
      expect(x).toBeCloseTo(radius * Math.cos(angle), 4);
      expect(y).toBeCloseTo(radius * Math.sin(angle), 4);
      expect(radius).toBeLessThan(1.5 + 1e-6);
    }
  }
});

test('plane is half the sum, with the noise on the height', () => {
  const { table, points } = draw('plane', { rows: 5000, noise: 0.1 });
  expect(table).toMatchObject({ task: 'regression', classes: [], targetWidth: 1, shape: [2] });
  expect(deviation(points.map(({ x, y, target }) => target - (x + y) / 2))).toBeCloseTo(0.1, 2);
});

test('bumps has a hill beside a valley', () => {
  const { points } = draw('bumps', { rows: 5000, noise: 0 });
  const near = (cx: number, cy: number) => points.filter(({ x, y }) => Math.hypot(x - cx, y - cy) < 0.05);
  expect(near(-0.65, 0.4).every(({ target }) => target > 0.9)).toBe(true);
  expect(near(0, 0.4).every(({ target }) => target < -0.9)).toBe(true);
  expect(near(0.95, 0).every(({ target }) => Math.abs(target) < 0.2)).toBe(true);
});
