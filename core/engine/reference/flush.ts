/**
 * @file Numbers too small to keep. Single precision makes them 0 and counts them, as the fast kernels do, for which they would be a
 * hundred times slower than others; double precision, by which the rest is judged, keeps them all.
 */
import type { Pass } from './pass.ts';

/** The least normal number of single precision: what is nearer to 0 is a denormal. */
export const LEAST_NORMAL = 2 ** -126;
/** Of a gradient that goes on being multiplied on its way back. */
export const LEAST_SIGNAL = 2 ** -100;

/** `value`, or 0 if it is nearer to 0 than `least`. */
export function flush(pass: Pass, value: number, least: number): number {
  const rounded = pass.round(value);
  if (pass.arena instanceof Float64Array || rounded === 0 || !(Math.abs(rounded) < least)) return value;
  pass.flushed++;
  return 0;
}
