import { expect, test } from 'vitest';
import { paintSurface, rgbOf, type Inks } from '../../../renderer/charts/surface-image.ts';
import { lead, likeliest } from '../../../renderer/charts/surface-source.ts';
import { HEAT_STEPS } from '../../../renderer/theme/heat.ts';

const inks: Inks = {
  ground: [0, 0, 0],
  classes: [
    [200, 0, 0],
    [0, 200, 0],
    [0, 0, 200],
  ],
  table: Uint32Array.from({ length: HEAT_STEPS + 1 }, (_, index) => index + 1),
};

function painted(values: readonly number[], cells: number, meaning: Parameters<typeof paintSurface>[2]) {
  const pixels = new Uint32Array(cells * cells);
  const lost = paintSurface(Float32Array.from(values), cells, meaning, inks, pixels);
  return { lost, pixels: [...pixels] };
}

const channels = (pixel: number) => [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255];
const classes = { kind: 'classes', names: ['a', 'b', 'c'] } as const;

test('a cell has the colour of its most probable class, the stronger the surer it is', () => {
  const sure = painted([0.98, 0.01, 0.01], 1, classes).pixels[0]!;
  const unsure = painted([0.4, 0.3, 0.3], 1, classes).pixels[0]!;
  const other = painted([0.1, 0.8, 0.1], 1, classes).pixels[0]!;
  expect(channels(sure)[0]).toBeGreaterThan(channels(unsure)[0]!);
  expect(channels(unsure)[0]).toBeGreaterThan(0);
  expect(channels(sure).slice(1)).toEqual([0, 0]);
  expect(channels(other)[1]).toBeGreaterThan(0);
  expect(channels(other)[0]).toBe(0);
});

test('numbers have their place on the scale, its ends beyond them, and the highest y is at the top', () => {
  const numbers = { kind: 'numbers', name: '', low: -1, high: 1 } as const;
  const { pixels } = painted([-5, 0, 1, 0.5], 2, numbers);
  expect(pixels).toEqual([HEAT_STEPS, Math.round(0.75 * (HEAT_STEPS - 1)) + 1, 1, (HEAT_STEPS - 1) / 2 + 1]);
});

test('what is lost is left open, and told', () => {
  const numbers = { kind: 'numbers', name: '', low: 0, high: 1 } as const;
  expect(painted([NaN, 0, 0, 0], 2, numbers)).toMatchObject({ lost: true, pixels: [1, 1, 0, 1] });
  expect(painted([0, 0, 0, 0], 2, numbers).lost).toBe(false);
  expect(painted([NaN, 0.5, 0.5], 1, classes)).toEqual({ lost: true, pixels: [0] });
});

test('of equally probable classes it is the first, and the region of a class ends where another is as probable', () => {
  const values = Float32Array.of(0.4, 0.2, 0.4, 0.5, 0.2, 0.3);
  expect(likeliest(values, 3, 0)).toBe(0);
  expect(likeliest(values, 3, 1)).toBe(1);
  expect([...lead(values, 3, 0)].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0, -0.3]);
});

test('a colour as the page tells it is its channels', () => {
  expect(rgbOf('rgb(14, 17, 22)')).toEqual([14, 17, 22]);
});
