/** @file Statistics of one tensor into the report, as in reference/probes.ts; every argument after the tensors is an address. */
import { addSquares, firstLanes, highHalf, lowHalf, sumOfLanes } from './lanes.ts';

/** Adds to the row's count and to the step's; NaN is "not counted yet". */
function countNonFinite(ofRow: usize, ofStep: usize, count: i32): void {
  addTo(ofRow, count);
  addTo(ofStep, count);
}

function addTo(at: usize, count: i32): void {
  const before = load<f32>(at);
  store<f32>(at, before == before ? before + <f32>count : <f32>count);
}

/** How many of the lanes chosen by `mask` are infinite or not a number: their exponent is all ones. */
function nonFiniteLanes(value: v128, mask: v128): i32 {
  const infinite = i32x4.splat(0x7f800000);
  return popcnt(i32x4.bitmask(v128.and(i32x4.eq(v128.and(value, infinite), infinite), mask)));
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
  store<f32>(signal, <f32>sum);
}

/** `statistics` is where the row's gradient_norm lies; gradient_mean, gradient_max, gradient_zeros and weight_norm follow it. */
export function probeGradient(gradient: usize, weight: usize, statistics: usize, ofRow: usize, ofStep: usize, size: i32): void {
  let squares = f64x2.splat(0);
  let weightSquares = f64x2.splat(0);
  let sum = f64x2.splat(0);
  let tops = f32x4.splat(0);
  let zeros = 0;
  let nonFinite = 0;
  for (let i = 0; i < size; i += 4) {
    const mask = firstLanes(size - i);
    const value = f32x4.abs(v128.and(v128.load(gradient + (i << 2)), mask));
    const learned = v128.and(v128.load(weight + (i << 2)), mask);
    squares = addSquares(squares, value);
    weightSquares = addSquares(weightSquares, learned);
    sum = f64x2.add(sum, f64x2.add(lowHalf(value), highHalf(value)));
    tops = f32x4.max(tops, value);
    zeros += popcnt(i32x4.bitmask(v128.and(f32x4.eq(value, f32x4.splat(0)), mask)));
    nonFinite += nonFiniteLanes(value, mask) + nonFiniteLanes(learned, mask);
  }
  const top = max(
    max(f32x4.extract_lane(tops, 0), f32x4.extract_lane(tops, 1)),
    max(f32x4.extract_lane(tops, 2), f32x4.extract_lane(tops, 3)),
  );
  store<f32>(statistics, <f32>Math.sqrt(sumOfLanes(squares)));
  store<f32>(statistics, <f32>(sumOfLanes(sum) / <f64>size), 4);
  store<f32>(statistics, top, 8);
  store<f32>(statistics, <f32>(<f64>zeros / <f64>size), 12);
  store<f32>(statistics, <f32>Math.sqrt(sumOfLanes(weightSquares)), 16);
  countNonFinite(ofRow, ofStep, nonFinite);
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
  let nonFinite = 0;
  for (let i = 0; i < count; i += 4) nonFinite += nonFiniteLanes(v128.load(x + (i << 2)), firstLanes(count - i));
  countNonFinite(ofRow, ofStep, nonFinite);
}
