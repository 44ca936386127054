/**
 * @file What becomes of numbers before they are kept. They are judged by their keys, twice their bits as unsigned integers: the sign is
 * gone, magnitudes keep their order, and that of 0 minus 1 is the largest of all.
 */
import { countFlushed, noticeTops } from './tally.ts';

/** Keys of SMALLEST and of SMALLEST_GRADIENT (smallest.ts). */
export const NORMAL_KEY: i32 = 0x01000000;
export const GRADIENT_KEY: i32 = 0x1b000000;
/** The first key of what is not finite. */
const NOT_FINITE: i32 = <i32>0xff000000;

export function key(value: v128): v128 {
  return i32x4.add(value, value);
}

export function keyMinus1(value: v128): v128 {
  return i32x4.add(key(value), i32x4.splat(-1));
}

/** Of many numbers, from the largest of their keys and the least of their keys minus 1: whether one is to be flushed or not finite. */
export function needsSettling(high: v128, low: v128, least: i32): bool {
  return v128.any_true(v128.or(i32x4.ge_u(high, i32x4.splat(NOT_FINITE)), i32x4.lt_u(low, i32x4.splat(least - 1))));
}

/** `value` with 0 in place of what has a key below `least`; that is counted, and what is not finite is noticed. */
export function settled(value: v128, least: i32): v128 {
  noticeTops(i32x4.shr_u(key(value), 1));
  const small = i32x4.lt_u(keyMinus1(value), i32x4.splat(least - 1));
  countFlushed(small);
  return v128.andnot(value, small);
}

/** `value` where `gate` is above 0 or not a number, elsewhere 0: not a number stays so where it is its own gate. */
export function rectified(value: v128, gate: v128): v128 {
  return v128.andnot(value, f32x4.le(gate, f32x4.splat(0)));
}
