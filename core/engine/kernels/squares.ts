/** @file Sums of squares of numbers of any size. */
import { LEAST_SQUARED, MAGNITUDE } from './constants.ts';
import { addSquares, constant, highHalf, lowHalf, sumOfLanes } from './lanes.ts';
import { BLOCK_BYTES } from './layout.ts';

/** Whether a block's sum of squares, between 2^-80 and 2^120, has lost nothing in single precision: to one too small, or too large. */
export function isWhole(squares: f64): bool {
  return squares > 8.271806125530277e-25 && squares < 1.329227995784916e36;
}

/** Σ x² over the vectors from address `at` to before `end`. */
export function squaresOf(at: usize, end: usize): f64 {
  let sum: f64 = 0;
  while (at < end) {
    const stop = min(at + BLOCK_BYTES, end);
    const squares = squaresOfBlock(at, stop);
    sum += isWhole(squares) ? squares : exactSquaresOf(at, stop);
    at = stop;
  }
  return sum;
}

/** Numbers whose squares would be denormal are left out: they would be slow, and count only where all are so small. */
function squaresOfBlock(at: usize, end: usize): f64 {
  const magnitude = constant(MAGNITUDE);
  const least = constant(LEAST_SQUARED);
  let sums = f32x4.splat(0);
  for (; at < end; at += 16) {
    const value = v128.and(v128.load(at), magnitude);
    const large = v128.andnot(value, f32x4.lt(value, least));
    sums = f32x4.add(sums, f32x4.mul(large, large));
  }
  return sumOfLanes(f64x2.add(lowHalf(sums), highHalf(sums)));
}

export function exactSquaresOf(at: usize, end: usize): f64 {
  let sum = f64x2.splat(0);
  for (; at < end; at += 16) sum = addSquares(sum, v128.load(at));
  return sumOfLanes(sum);
}
