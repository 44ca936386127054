/**
 * @file Which columns each pixel of the time axis shows. Time is linear or logarithmic in steps; a step occupies
 * [step, step + 1), so that a single step already has a width.
 */
import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3-scale';

export type TimeAxis = 'linear' | 'log';

export interface TimeWindow {
  readonly axis: TimeAxis;
  /** First step shown. */
  readonly first: number;
  /** Last step shown. */
  readonly last: number;
}

/** Steps to pixels: `first` starts at 0, the end of `last` is at `width`. */
export function timeScale({ axis, first, last }: TimeWindow, width: number): ScaleContinuousNumeric<number, number> {
  return axis === 'log'
    ? scaleLog()
        .domain([Math.max(1, first), Math.max(1, last) + 1])
        .range([0, width])
    : scaleLinear()
        .domain([first, last + 1])
        .range([0, width]);
}

/** Pixel p shows the columns [from[p], to[p]), at least one. */
export interface PixelColumns {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Steps that a pixel's edge may be off by, for it comes of a scale's inverse. */
const ROUNDING = 1e-6;

/**
 * Columns by pixel. Steps may be left out between two columns, or within one: a column shows until the next one begins. `into`, if it
 * is of so many pixels, is written over and returned.
 */
export function pixelColumns(
  window: TimeWindow,
  pixels: number,
  firstStepOf: (column: number) => number,
  columns: number,
  into: PixelColumns | null = null,
): PixelColumns {
  const scale = timeScale(window, pixels);
  const shares = into?.from.length === pixels ? into : { from: new Int32Array(pixels), to: new Int32Array(pixels) };
  let first = 0;
  let edge = scale.invert(0);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const begin = edge + ROUNDING;
    edge = scale.invert(pixel + 1);
    const end = edge - ROUNDING;
    while (first + 1 < columns && firstStepOf(first + 1) <= begin) first += 1;
    let last = first;
    while (last + 1 < columns && firstStepOf(last + 1) < end) last += 1;
    shares.from[pixel] = first;
    shares.to[pixel] = last + 1;
  }
  return shares;
}
