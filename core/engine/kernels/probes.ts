/** @file Statistics of one tensor into the report, as in reference/probes.ts; every argument after the tensors is an address. */
import { LEAST_SQUARED, MAGNITUDE, ONE } from './constants.ts';
import { addSquares, constant, firstLanes, highHalf, largestLane, lowHalf, sumOfLanes, sumsOf } from './lanes.ts';
import { largestBits, nonFiniteNumbers } from './non-finite-numbers.ts';
import { addTo, tell } from './report.ts';
import { squaresOf } from './squares.ts';

/** Adds to the row's count and to the step's; NaN is "not counted yet". */
function countNonFinite(ofRow: usize, ofStep: usize, count: i32): void {
  addTo(ofRow, count);
  addTo(ofStep, count);
}

/** Up to this width rows are summed in single precision, four at a time. */
const NARROW = 64;

export function probeSignal(dy: usize, signal: usize, width: i32, rows: i32): void {
  tell(signal, width > NARROW ? wideLengths(dy, width, rows) : narrowLengths(dy, width, rows));
}

function wideLengths(dy: usize, width: i32, rows: i32): f64 {
  const whole: usize = (<usize>(width & ~3)) << 2;
  let sum: f64 = 0;
  for (let row = 0; row < rows; row++) {
    let squares = squaresOf(dy, dy + whole);
    const end = v128.and(v128.load(dy + whole), firstLanes(width & 3));
    if ((width & 3) != 0) squares += sumOfLanes(addSquares(f64x2.splat(0), end));
    sum += Math.sqrt(squares);
    dy += width << 2;
  }
  return sum;
}

/**
 * As they are where their sum shows that single precision held all that counts of their squares, 2^-60 being the least that it may
 * leave out; else scaled by a power of two that takes the largest near 1.
 */
function narrowLengths(dy: usize, width: i32, rows: i32): f64 {
  const sum = lengthsOf(dy, width, rows, constant(ONE));
  if (sum > 1e-6 && sum < 1e18) return sum;
  const count = width * rows;
  const whole: usize = (<usize>(count & ~3)) << 2;
  const rest = v128.and(v128.load(dy + whole), firstLanes(count & 3));
  const top = max(largestBits(dy, dy + whole), largestLane(v128.and(rest, constant(MAGNITUDE))));
  if (top == 0) return 0;
  if (top >= 0x7f800000) return Infinity;
  const scale = reinterpret<f32>((254 - min(max(top >> 23, 1), 253)) << 23);
  return lengthsOf(dy, width, rows, f32x4.splat(scale)) / <f64>scale;
}

/** Σ of the lengths of the rows, times `scale`. */
function lengthsOf(dy: usize, width: i32, rows: i32, scale: v128): f64 {
  const stride: usize = width << 2;
  let sum = f64x2.splat(0);
  for (let left = rows; left > 0; left -= 4) {
    const a = rowSquares(dy, width, scale);
    const b = left > 1 ? rowSquares(dy + stride, width, scale) : f32x4.splat(0);
    const c = left > 2 ? rowSquares(dy + 2 * stride, width, scale) : f32x4.splat(0);
    const d = left > 3 ? rowSquares(dy + 3 * stride, width, scale) : f32x4.splat(0);
    const lengths = f32x4.sqrt(sumsOf(a, b, c, d));
    sum = f64x2.add(sum, f64x2.add(lowHalf(lengths), highHalf(lengths)));
    dy += 4 * stride;
  }
  return sumOfLanes(sum);
}

/** Squares of one row in four sums, without those that are nothing beside the largest number and would be denormal. */
function rowSquares(row: usize, width: i32, scale: v128): v128 {
  const least = constant(LEAST_SQUARED);
  const magnitude = constant(MAGNITUDE);
  let sums = f32x4.splat(0);
  for (let left = width; left > 0; left -= 4) {
    let value = f32x4.mul(v128.and(v128.load(row), magnitude), scale);
    if (left < 4) value = v128.and(value, firstLanes(left));
    value = v128.andnot(value, f32x4.lt(value, least));
    sums = f32x4.add(sums, f32x4.mul(value, value));
    row += 16;
  }
  return sums;
}

/** Of ReLU outputs y [R, units], down the rows; peaks are a tensor of their own, so the lanes beyond the last unit are nobody's. */
export function probeDead(y: usize, peak: usize, dead: usize, units: i32, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < units; i += 4) {
      v128.store(peak + (i << 2), f32x4.max(v128.load(peak + (i << 2)), v128.load(y + (i << 2))));
    }
    y += units << 2;
  }
  let count = 0;
  for (let i = 0; i < units; i += 4) {
    const never = f32x4.le(v128.load(peak + (i << 2)), f32x4.splat(0));
    count += popcnt(i32x4.bitmask(v128.and(never, firstLanes(units - i))));
  }
  store<f32>(dead, <f32>(<f64>count / <f64>units));
}

/** Of outputs of sigmoid or tanh, whose slope relative to the steepest is 4 y (1 - y) or 1 - y². */
export function probeSaturated(y: usize, saturated: usize, isSigmoid: bool, count: i32): void {
  const one = f32x4.splat(1);
  let flat = 0;
  for (let i = 0; i < count; i += 4) {
    const value = v128.load(y + (i << 2));
    const slope = isSigmoid ? f32x4.mul(f32x4.mul(f32x4.splat(4), value), f32x4.sub(one, value)) : f32x4.sub(one, f32x4.mul(value, value));
    flat += popcnt(i32x4.bitmask(v128.and(f32x4.lt(slope, f32x4.splat(0.05)), firstLanes(count - i))));
  }
  store<f32>(saturated, <f32>(<f64>flat / <f64>count));
}

export function probeFinite(x: usize, ofRow: usize, ofStep: usize, count: i32): void {
  countNonFinite(ofRow, ofStep, nonFiniteNumbers(x, count));
}
