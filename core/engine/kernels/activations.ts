/**
 * @file Functions of one number over `count` numbers, and their slopes told from the output; what comes out too small is made zero
 * (smallest.ts). A tensor starts on a multiple of four numbers, so those up to the next multiple belong to nobody else: these
 * kernels round up and have no tail, but what lies beyond is not counted.
 */
import { BELOW_GRADIENT, BELOW_NORMAL, LEAST_GRADIENT, LEAST_NORMAL, MAGNITUDE, ONE, UNIT } from './constants.ts';
import { sigmoidOf, tanhOf } from './elementary.ts';
import { constant, firstLanes, tooSmall, vanished, withoutEnd } from './lanes.ts';
import { countFlushed, noticeTops } from './tally.ts';

/** `x < least ? 0 : x`: not a number stays so; max(x, 0) and pmax(0, x) would lose it. */
export function relu(x: usize, y: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const least = constant(LEAST_NORMAL);
  let flushed = i32x4.splat(0);
  let small = flushed;
  for (let left = count; left > 0; left -= 4) {
    const value = v128.load(x);
    const below = f32x4.lt(value, least);
    small = v128.and(below, f32x4.gt(value, zero));
    flushed = i32x4.add(flushed, small);
    v128.store(y, v128.andnot(value, below));
    x += 16;
    y += 16;
  }
  countFlushed(withoutEnd(flushed, small, count));
}

export function reluBackward(y: usize, dy: usize, dx: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const bound = constant(BELOW_GRADIENT);
  let flushed = i32x4.splat(0);
  let small = flushed;
  for (let left = count; left > 0; left -= 4) {
    const value = v128.andnot(v128.load(dy), f32x4.le(v128.load(y), zero));
    small = tooSmall(value, magnitude, unit, bound);
    flushed = i32x4.add(flushed, small);
    v128.store(dx, v128.andnot(value, small));
    y += 16;
    dy += 16;
    dx += 16;
  }
  countFlushed(withoutEnd(flushed, small, count));
}

/** A slope above 1 may take what is finite beyond it. */
export function leakyRelu(x: usize, y: usize, count: i32, negativeSlope: f64): void {
  const zero = f32x4.splat(0);
  const slope = f32x4.splat(<f32>negativeSlope);
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const bound = constant(BELOW_NORMAL);
  let flushed = i32x4.splat(0);
  let small = flushed;
  let tops = flushed;
  for (let left = count; left > 0; left -= 4) {
    const before = v128.load(x);
    const value = v128.bitselect(before, f32x4.mul(before, slope), f32x4.gt(before, zero));
    small = tooSmall(value, magnitude, unit, bound);
    flushed = i32x4.add(flushed, small);
    tops = i32x4.max_s(tops, v128.and(left < 4 ? v128.and(value, firstLanes(left)) : value, magnitude));
    v128.store(y, v128.andnot(value, small));
    x += 16;
    y += 16;
  }
  noticeTops(tops);
  countFlushed(withoutEnd(flushed, small, count));
}

export function leakyReluBackward(y: usize, dy: usize, dx: usize, count: i32, negativeSlope: f64): void {
  const zero = f32x4.splat(0);
  const slope = f32x4.splat(<f32>negativeSlope);
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const bound = constant(BELOW_GRADIENT);
  let flushed = i32x4.splat(0);
  let small = flushed;
  let tops = flushed;
  for (let left = count; left > 0; left -= 4) {
    const before = v128.load(dy);
    const value = v128.bitselect(before, f32x4.mul(before, slope), f32x4.gt(v128.load(y), zero));
    small = tooSmall(value, magnitude, unit, bound);
    flushed = i32x4.add(flushed, small);
    tops = i32x4.max_s(tops, v128.and(left < 4 ? v128.and(value, firstLanes(left)) : value, magnitude));
    v128.store(dx, v128.andnot(value, small));
    y += 16;
    dy += 16;
    dx += 16;
  }
  noticeTops(tops);
  countFlushed(withoutEnd(flushed, small, count));
}

/** What has no sigmoid among the normal numbers comes out as zero, see expOfNonPositive. */
export function sigmoid(x: usize, y: usize, count: i32): void {
  const zero = f32x4.splat(0);
  let flushed = i32x4.splat(0);
  let small = flushed;
  for (let left = count; left > 0; left -= 4) {
    const value = sigmoidOf(v128.load(x));
    small = f32x4.eq(value, zero);
    flushed = i32x4.add(flushed, small);
    v128.store(y, value);
    x += 16;
    y += 16;
  }
  countFlushed(withoutEnd(flushed, small, count));
}

export function sigmoidBackward(y: usize, dy: usize, dx: usize, count: i32): void {
  const one = constant(ONE);
  const magnitude = constant(MAGNITUDE);
  const least = constant(LEAST_GRADIENT);
  let flushed = i32x4.splat(0);
  let small = flushed;
  for (let left = count; left > 0; left -= 4) {
    const output = v128.load(y);
    const slope = f32x4.mul(output, f32x4.sub(one, output));
    const gradient = v128.load(dy);
    const value = f32x4.mul(gradient, slope);
    small = vanished(value, gradient, slope, magnitude, least);
    flushed = i32x4.add(flushed, small);
    v128.store(dx, v128.andnot(value, small));
    y += 16;
    dy += 16;
    dx += 16;
  }
  countFlushed(withoutEnd(flushed, small, count));
}

export function tanh(x: usize, y: usize, count: i32): void {
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const bound = constant(BELOW_NORMAL);
  let flushed = i32x4.splat(0);
  let small = flushed;
  for (let left = count; left > 0; left -= 4) {
    const value = tanhOf(v128.load(x));
    small = tooSmall(value, magnitude, unit, bound);
    flushed = i32x4.add(flushed, small);
    v128.store(y, v128.andnot(value, small));
    x += 16;
    y += 16;
  }
  countFlushed(withoutEnd(flushed, small, count));
}

export function tanhBackward(y: usize, dy: usize, dx: usize, count: i32): void {
  const one = constant(ONE);
  const magnitude = constant(MAGNITUDE);
  const least = constant(LEAST_GRADIENT);
  let flushed = i32x4.splat(0);
  let small = flushed;
  for (let left = count; left > 0; left -= 4) {
    const output = v128.load(y);
    const slope = f32x4.sub(one, f32x4.mul(output, output));
    const gradient = v128.load(dy);
    const value = f32x4.mul(gradient, slope);
    small = vanished(value, gradient, slope, magnitude, least);
    flushed = i32x4.add(flushed, small);
    v128.store(dx, v128.andnot(value, small));
    y += 16;
    dy += 16;
    dx += 16;
  }
  countFlushed(withoutEnd(flushed, small, count));
}
