/** @file The plane as pixels, one for each cell: classes by colour with their probability as shade, numbers on a scale. */
import { HEAT_STEPS } from '../theme/heat.ts';
import { likeliest, type SurfaceMeaning } from './surface-source.ts';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** How much of a class's colour the ground takes: where classes are equally probable, and where one is certain. */
const SHADE = { even: 0.06, certain: 0.5 };

export interface Inks {
  readonly ground: Rgb;
  readonly classes: readonly Rgb[];
  /** `heatTable` of the scale of numbers. */
  readonly table: Uint32Array;
}

/** `rgb(1, 2, 3)` as its channels. */
export function rgbOf(colour: string): Rgb {
  const [red, green, blue] = colour.match(/[\d.]+/g)!.map(Number);
  return [red!, green!, blue!];
}

/**
 * Cells × cells pixels from the top, where y is highest, each as of an ImageData. What is not finite is left transparent; returns
 * whether anything is.
 */
export function paintSurface(values: Float32Array, cells: number, meaning: SurfaceMeaning, inks: Inks, pixels: Uint32Array): boolean {
  let lost = false;
  for (let row = 0; row < cells; row++)
    for (let column = 0; column < cells; column++) {
      const cell = row * cells + column;
      const pixel =
        meaning.kind === 'classes' ? classPixel(values, meaning.names.length, cell, inks) : numberPixel(values[cell]!, meaning, inks);
      if (pixel === 0) lost = true;
      pixels[(cells - 1 - row) * cells + column] = pixel;
    }
  return lost;
}

function classPixel(values: Float32Array, classes: number, cell: number, { ground, classes: colours }: Inks): number {
  const best = likeliest(values, classes, cell);
  if (best < 0) return 0;
  const certainty = (values[best * (values.length / classes) + cell]! - 1 / classes) / (1 - 1 / classes);
  const share = SHADE.even + (SHADE.certain - SHADE.even) * Math.max(0, certainty);
  const [red, green, blue] = colours[best]!.map((channel, index) => Math.round(ground[index]! + (channel - ground[index]!) * share));
  return ((255 << 24) | (blue! << 16) | (green! << 8) | red!) >>> 0;
}

function numberPixel(value: number, { low, high }: { low: number; high: number }, { table }: Inks): number {
  if (!Number.isFinite(value)) return 0;
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return table[Math.round(share * (HEAT_STEPS - 1))]!;
}
