/**
 * @file Numbers too small to keep (kernels/smallest.ts) are made 0 and counted, as by the fast kernels, for which they would be a
 * hundred times slower than others. In any precision: the counts are compared, and what judges the rest takes the same way.
 */
import type { Pass } from './pass.ts';

/** `value`, or 0 if it is nearer to 0 than `least`. */
export function flush(pass: Pass, value: number, least: number): number {
  if (value === 0 || !(Math.abs(value) < least)) return value;
  pass.flushed += 1;
  return 0;
}

/** exp(x), but never 0: what not even double precision holds is made zero, and counted, by `flush` alone. */
export function expAboveZero(x: number): number {
  return Math.max(Math.exp(x), 2 ** -1000);
}
