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

/**
 * Columns by pixel. `originStep` is the first step of column 0 and `stride` the steps per column: all columns but the
 * last are full, so the column of a step is a division.
 */
export function pixelColumns(window: TimeWindow, pixels: number, originStep: number, stride: number, columns: number): PixelColumns {
  const scale = timeScale(window, pixels);
  const from = new Int32Array(pixels);
  const to = new Int32Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const begin = Math.floor((scale.invert(pixel) - originStep) / stride + 1e-9);
    const end = Math.ceil((scale.invert(pixel + 1) - originStep) / stride - 1e-9);
    from[pixel] = Math.min(columns - 1, Math.max(0, begin));
    to[pixel] = Math.min(columns, Math.max(from[pixel]! + 1, end));
  }
  return { from, to };
}
