/**
 * @file What a recorded step tells of one parameter, from the sweep that updates it: a chunk adds up its part in its own sums, and
 * when all are done those are added in the order of the chunks, so that the numbers are the same for any number of threads.
 */
import { LEAST_SQUARED, MAGNITUDE } from './constants.ts';
import { addSquares, constant, highHalf, largestLane, lowHalf, sumOfLanes } from './lanes.ts';
import { CLIP, GRADIENT_SQUARES, SUMS, SUMS_BYTES } from './layout.ts';
import { nonFiniteNumbers } from './non-finite-numbers.ts';
import { addTo, tell } from './report.ts';
import { exactSquaresOf, isWhole } from './squares.ts';

/** Of the gradient: Σ g², Σ |g|, the bits of the largest |g|, zeros. Of the weight before and its step: Σ w², Σ Δw². Numbers not finite in both. */
const SQUARES: usize = 0;
const MAGNITUDES: usize = 8;
const LARGEST: usize = 16;
const ZEROS: usize = 24;
const WEIGHT_SQUARES: usize = 32;
const MOVED: usize = 40;
const NON_FINITE: usize = 48;

function addAt(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

export function beginStatistics(sums: usize): void {
  for (let at = 0; at < SUMS_BYTES; at += 16) v128.store(sums + at, f64x2.splat(0));
}

/** Adds up `bytes` of gradient, at most a block. Squares as in squares.ts: those that would be denormal count where all are so small. */
export function lookAtGradient(gradient: usize, bytes: usize, sums: usize): void {
  const magnitude = constant(MAGNITUDE);
  const least = constant(LEAST_SQUARED);
  const none = f32x4.splat(0);
  let squares = none;
  let magnitudes = none;
  let zeros = i32x4.splat(0);
  let tops = i32x4.splat(0);
  const end = gradient + bytes;
  for (let at = gradient; at < end; at += 16) {
    const value = v128.and(v128.load(at), magnitude);
    const large = v128.andnot(value, f32x4.lt(value, least));
    squares = f32x4.add(squares, f32x4.mul(large, large));
    magnitudes = f32x4.add(magnitudes, value);
    zeros = i32x4.sub(zeros, f32x4.eq(value, none));
    tops = i32x4.max_s(tops, value);
  }
  const sum = sumOfLanes(f64x2.add(lowHalf(squares), highHalf(squares)));
  const whole = isWhole(sum);
  addAt(sums + SQUARES, whole ? sum : exactSquaresOf(gradient, end));
  addAt(sums + MAGNITUDES, whole ? sumOfLanes(f64x2.add(lowHalf(magnitudes), highHalf(magnitudes))) : exactMagnitudesOf(gradient, end));
  addAt(
    sums + ZEROS,
    <f64>(i32x4.extract_lane(zeros, 0) + i32x4.extract_lane(zeros, 1) + i32x4.extract_lane(zeros, 2) + i32x4.extract_lane(zeros, 3)),
  );
  // the bits of |x| order as integers, NaN above infinity
  const largest = largestLane(tops);
  if (largest > load<i32>(sums, LARGEST)) store<i32>(sums, largest, LARGEST);
  if (!whole) addAt(sums + NON_FINITE, <f64>nonFiniteNumbers(gradient, <i32>(bytes >> 2)));
}

/** Adds up the `bytes` of weights at `before` and their way to those at `after`, at most a block. */
export function lookAtUpdate(before: usize, after: usize, bytes: usize, sums: usize): void {
  let squares = f32x4.splat(0);
  let moves = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const weight = v128.load(before + at);
    const move = f32x4.sub(v128.load(after + at), weight);
    squares = f32x4.add(squares, f32x4.mul(weight, weight));
    moves = f32x4.add(moves, f32x4.mul(move, move));
  }
  const sum = sumOfLanes(f64x2.add(lowHalf(squares), highHalf(squares)));
  const whole = isWhole(sum);
  addAt(sums + WEIGHT_SQUARES, whole ? sum : exactSquaresOf(before, before + bytes));
  const moved = sumOfLanes(f64x2.add(lowHalf(moves), highHalf(moves)));
  addAt(sums + MOVED, isWhole(moved) ? moved : exactMovesOf(before, after, bytes));
  if (!whole) addAt(sums + NON_FINITE, <f64>nonFiniteNumbers(before, <i32>(bytes >> 2)));
}

function exactMovesOf(before: usize, after: usize, bytes: usize): f64 {
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) sum = addSquares(sum, f32x4.sub(v128.load(after + at), v128.load(before + at)));
  return sumOfLanes(sum);
}

/** Σ |x| of numbers whose sum single precision might not hold. */
function exactMagnitudesOf(at: usize, end: usize): f64 {
  let sum = f64x2.splat(0);
  for (; at < end; at += 16) {
    const value = f32x4.abs(v128.load(at));
    sum = f64x2.add(sum, f64x2.add(lowHalf(value), highHalf(value)));
  }
  return sumOfLanes(sum);
}

/**
 * When all chunks of a parameter of `size` numbers are done. `statistics` is where the row's gradient_norm lies, or 0;
 * gradient_mean, gradient_max, gradient_zeros, weight_norm and update_ratio follow it. `norm` is that of the whole gradient.
 */
export function tellUpdate(statistics: usize, ofRow: usize, ofStep: usize, norm: usize, size: i32, chunks: i32): void {
  const end: usize = SUMS + chunks * SUMS_BYTES;
  let squares: f64 = 0;
  for (let sums: usize = SUMS; sums < end; sums += SUMS_BYTES) squares += load<f64>(sums, SQUARES);
  if (load<f64>(CLIP) == 0) {
    const all = load<f64>(GRADIENT_SQUARES) + squares;
    store<f64>(GRADIENT_SQUARES, all);
    tell(norm, Math.sqrt(all));
  }
  if (statistics == 0) return;
  let magnitudes: f64 = 0;
  let largest: i32 = 0;
  let zeros: f64 = 0;
  let weightSquares: f64 = 0;
  let moved: f64 = 0;
  let nonFinite: f64 = 0;
  for (let sums: usize = SUMS; sums < end; sums += SUMS_BYTES) {
    magnitudes += load<f64>(sums, MAGNITUDES);
    largest = max(largest, load<i32>(sums, LARGEST));
    zeros += load<f64>(sums, ZEROS);
    weightSquares += load<f64>(sums, WEIGHT_SQUARES);
    moved += load<f64>(sums, MOVED);
    nonFinite += load<f64>(sums, NON_FINITE);
  }
  const gaps = -size & 3;
  tell(statistics, Math.sqrt(squares));
  tell(statistics + 4, magnitudes / <f64>size);
  tell(statistics + 8, <f64>reinterpret<f32>(largest));
  tell(statistics + 12, (zeros - <f64>gaps) / <f64>size);
  const length = Math.sqrt(weightSquares);
  tell(statistics + 16, length);
  if (length != 0) tell(statistics + 20, Math.sqrt(moved) / length);
  addTo(ofRow, <i32>nonFinite);
  addTo(ofStep, <i32>nonFinite);
}
