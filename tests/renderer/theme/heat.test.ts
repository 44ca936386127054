import { expect, test } from 'vitest';
import { DECADES, HEAT_STEPS, NO_COLOUR, divergingColours, heatTable, sequentialColours } from '../../../renderer/theme/heat.ts';
import type { Palette } from '../../../renderer/theme/palette.ts';

const dark: Palette = {
  ground: 'rgb(14, 17, 22)',
  panel: 'rgb(21, 26, 33)',
  muted: 'rgb(147, 160, 176)',
  cold: 'rgb(74, 168, 255)',
  hot: 'rgb(255, 138, 61)',
};
const light: Palette = {
  ground: 'rgb(245, 246, 248)',
  panel: 'rgb(255, 255, 255)',
  muted: 'rgb(90, 102, 117)',
  cold: 'rgb(18, 114, 201)',
  hot: 'rgb(201, 74, 6)',
};
const themes = { dark, light };

const channels = (colour: string) => colour.match(/\d+/g)!.map(Number) as [number, number, number];

/** Linear light of an sRGB channel. */
const linear = (channel: number) => (channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const VISION = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b* (D65) of a colour as an eye of this kind sees it. */
function seen(colour: string, vision: readonly (readonly number[])[]): number[] {
  const light = channels(colour).map(linear);
  const [r, g, b] = vision.map((row) => Math.max(0, row[0]! * light[0]! + row[1]! * light[1]! + row[2]! * light[2]!)) as [
    number,
    number,
    number,
  ];
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: number[], b: number[]) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);

test.each(Object.entries(themes))('in %s, healthy is the ground of the panel and the ends are the two hues', (_, palette) => {
  const colour = divergingColours(palette);
  expect(colour(0)).toBe(palette.panel);
  expect(colour(-DECADES)).toBe(palette.cold);
  expect(colour(DECADES)).toBe(palette.hot);
  expect(colour(-30)).toBe(palette.cold);
  expect(colour(30)).toBe(palette.hot);
});

test.each(
  Object.entries(themes).flatMap(([theme, palette]) =>
    Object.entries(VISION).map(([eye, vision]) => [theme, eye, palette, vision] as const),
  ),
)('in %s, cold and hot of the same size stay apart for %s', (_theme, _eye, palette, vision) => {
  const colour = divergingColours(palette);
  for (const decades of [1, 2, 3]) expect(distance(seen(colour(-decades), vision), seen(colour(decades), vision))).toBeGreaterThan(15);
});

test.each(Object.entries(themes))('in %s, each further half decade is told from the one before', (_, palette) => {
  const colour = divergingColours(palette);
  const normal = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  for (let half = 0; half < 2 * DECADES; half++)
    for (const sign of [-1, 1])
      expect(distance(seen(colour((sign * half) / 2), normal), seen(colour((sign * (half + 1)) / 2), normal))).toBeGreaterThan(4);
});

test('a table starts with the low colour, has healthy in its middle, ends with the high one and a transparent entry', () => {
  const table = heatTable(divergingColours(dark), -DECADES, DECADES);
  const abgr = (colour: string) => {
    const [red, green, blue] = channels(colour);
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  };
  expect(table[0]).toBe(abgr(dark.cold));
  expect(table[(HEAT_STEPS - 1) / 2]).toBe(abgr(dark.panel));
  expect(table[HEAT_STEPS - 1]).toBe(abgr(dark.hot));
  expect(table[NO_COLOUR]).toBe(0);
});

test('a sequential range is quiet at its low end and loud at its high end', () => {
  expect(sequentialColours(dark, 0, 1, 'warning')(0)).toBe(dark.panel);
  expect(sequentialColours(dark, 0, 1, 'warning')(1)).toBe(dark.hot);
  expect(sequentialColours(dark, -8, 2, 'magnitude')(-8)).toBe(dark.panel);
  expect(sequentialColours(dark, -8, 2, 'magnitude')(2)).toBe(dark.cold);
});
