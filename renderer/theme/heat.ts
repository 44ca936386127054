/**
 * @file Heat as colour. Diverging: cold (attenuated) – the panel's own ground (healthy) – hot (amplified), so that health is
 * quiet and trouble glows. Sequential: from the ground up to one hue. Blue against orange stays apart for every common
 * kind of colour blindness, and lightness grows with distance from the middle on either side.
 */
import { interpolateRgb } from 'd3-interpolate';
import { scaleDiverging, scaleSequential } from 'd3-scale';
import type { Palette } from './palette.ts';

/** The fixed range of diverging heat, in decades on either side of healthy. */
export const DECADES = 3;

/** Below 1: small departures from healthy show a little more than their share. */
const GAMMA = 0.8;

/** Colours of a table; odd, so that the middle of a diverging range has an entry of its own. */
export const HEAT_STEPS = 255;
/** The entry after the last colour: transparent, for a cell without data. */
export const NO_COLOUR = 255;

export type Colours = (value: number) => string;

/** Decades from healthy to `rgb(r, g, b)`; beyond ±`range` is shown as ±`range`. */
export function divergingColours(palette: Palette, range = DECADES): Colours {
  const cold = interpolateRgb(palette.panel, palette.cold);
  const hot = interpolateRgb(palette.panel, palette.hot);
  return scaleDiverging((t: number) => (t < 0.5 ? cold((1 - 2 * t) ** GAMMA) : hot((2 * t - 1) ** GAMMA)))
    .domain([-range, 0, range])
    .clamp(true);
}

/** From the panel's ground up to one hue: cold for a magnitude, hot for a share of something that should not be. */
export function sequentialColours(palette: Palette, low: number, high: number, kind: 'magnitude' | 'warning'): Colours {
  const ramp = interpolateRgb(palette.panel, kind === 'magnitude' ? palette.cold : palette.hot);
  return scaleSequential(ramp).domain([low, high]).clamp(true);
}

/** `HEAT_STEPS` colours from low to high and a transparent last one, each a pixel of an ImageData (ABGR in memory order of little-endian). */
export function heatTable(colours: Colours, low: number, high: number): Uint32Array {
  const table = new Uint32Array(HEAT_STEPS + 1);
  for (let i = 0; i < HEAT_STEPS; i++) {
    const [red, green, blue] = channels(colours(low + ((high - low) * i) / (HEAT_STEPS - 1)));
    table[i] = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  return table;
}

function channels(colour: string): [number, number, number] {
  const [red, green, blue] = colour.match(/[\d.]+/g)!.map(Number);
  return [Math.round(red!), Math.round(green!), Math.round(blue!)];
}
