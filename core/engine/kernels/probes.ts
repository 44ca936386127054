/** @file Statistics of one tensor into the report, as in reference/probes.ts; every argument after the tensors is an address. */
import { addSquares, firstLanes, highHalf, lowHalf, sumOfLanes } from './lanes.ts';
import { addTo, tell } from './report.ts';

/** Adds to the row's count and to the step's; NaN is "not counted yet". */
function countNonFinite(ofRow: usize, ofStep: usize, count: i32): void {
  addTo(ofRow, count);
  addTo(ofStep, count);
}

/** Infinite or not a number: the exponent is all ones. */
function nonFiniteNumbers(x: usize, count: i32): i32 {
  const infinite = i32x4.splat(0x7f800000);
  let found = i32x4.splat(0);
  for (let left = count; left > 0; left -= 4) {
    const strange = i32x4.eq(v128.and(v128.load(x), infinite), infinite);
    found = i32x4.sub(found, v128.and(strange, firstLanes(left)));
    x += 16;
  }
  return i32x4.extract_lane(found, 0) + i32x4.extract_lane(found, 1) + i32x4.extract_lane(found, 2) + i32x4.extract_lane(found, 3);
}

export function probeSignal(dy: usize, signal: usize, width: i32, rows: i32): void {
  let sum: f64 = 0;
  for (let row = 0; row < rows; row++) {
    let squares = f64x2.splat(0);
    for (let i = 0; i < width; i += 4) {
      squares = addSquares(squares, v128.and(v128.load(dy + (i << 2)), firstLanes(width - i)));
    }
    sum += Math.sqrt(sumOfLanes(squares));
    dy += width << 2;
  }
  tell(signal, sum);
}

/** Vectors whose |g| are summed in single precision before the sum moves on to double. */
const BLOCK = 64;

/**
 * `statistics` is where the row's gradient_norm lies; gradient_mean, gradient_max and gradient_zeros follow it. Weight and
 * gradient lie in the plan's regions, whose gaps are zeros. The bits of |x| order as integers, NaN above infinity, so that one
 * integer maximum tells the largest and whether anything is worth counting.
 */
export function probeGradient(gradient: usize, weight: usize, statistics: usize, ofRow: usize, ofStep: usize, size: i32): void {
  const magnitude = i32x4.splat(0x7fffffff);
  let squares = f64x2.splat(0);
  let sum = f64x2.splat(0);
  let zeros = i32x4.splat(0);
  let tops = i32x4.splat(0);
  let weightTops = i32x4.splat(0);
  for (let start = 0; start < size; start += 4 * BLOCK) {
    const end: usize = min(size, start + 4 * BLOCK) << 2;
    let block = f32x4.splat(0);
    for (let at: usize = start << 2; at < end; at += 16) {
      const value = v128.and(v128.load(gradient + at), magnitude);
      squares = addSquares(squares, value);
      block = f32x4.add(block, value);
      zeros = i32x4.sub(zeros, f32x4.eq(value, f32x4.splat(0)));
      tops = i32x4.max_s(tops, value);
      weightTops = i32x4.max_s(weightTops, v128.and(v128.load(weight + at), magnitude));
    }
    sum = f64x2.add(sum, f64x2.add(lowHalf(block), highHalf(block)));
  }
  const gaps = -size & 3;
  const zeroCount =
    i32x4.extract_lane(zeros, 0) + i32x4.extract_lane(zeros, 1) + i32x4.extract_lane(zeros, 2) + i32x4.extract_lane(zeros, 3) - gaps;
  tell(statistics, Math.sqrt(sumOfLanes(squares)));
  tell(statistics + 4, sumOfLanes(sum) / <f64>size);
  tell(statistics + 8, <f64>reinterpret<f32>(largestLane(tops)));
  store<f32>(statistics, <f32>(<f64>zeroCount / <f64>size), 12);
  let nonFinite = 0;
  if (largestLane(tops) >= 0x7f800000) nonFinite += nonFiniteNumbers(gradient, size);
  if (largestLane(weightTops) >= 0x7f800000) nonFinite += nonFiniteNumbers(weight, size);
  countNonFinite(ofRow, ofStep, nonFinite);
}

function largestLane(value: v128): i32 {
  return max(
    max(i32x4.extract_lane(value, 0), i32x4.extract_lane(value, 1)),
    max(i32x4.extract_lane(value, 2), i32x4.extract_lane(value, 3)),
  );
}

/** Of ReLU outputs y [R, units]. */
export function probeDead(y: usize, peak: usize, dead: usize, units: i32, rows: i32): void {
  let count = 0;
  for (let i = 0; i < units; i += 4) {
    let tops = v128.load(peak + (i << 2));
    let at = y + (i << 2);
    for (let row = 0; row < rows; row++) {
      tops = f32x4.max(tops, v128.load(at));
      at += units << 2;
    }
    // peaks are a tensor of their own, so the lanes beyond the last unit are nobody's
    v128.store(peak + (i << 2), tops);
    count += popcnt(i32x4.bitmask(v128.and(f32x4.le(tops, f32x4.splat(0)), firstLanes(units - i))));
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
