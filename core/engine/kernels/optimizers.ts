/**
 * @file One step of an optimizer for the numbers `begin` to before `end` of one parameter, as in reference/optimizers.ts. Addresses
 * are where the tensors start, `begin` is a multiple of four, and the gaps behind tensors hold zeros, so that sweeps go in whole
 * vectors. `sums` is where a recorded step adds up its statistics (update-statistics.ts), or 0; `old` is room for a block
 * of weights where those and their way are told, too, or 0. Factors are computed in double
 * precision. A mean of squares that overflowed is noticed as a weight is: it would divide every later step to nothing, unseen.
 */
import { LEAST_MOMENT, LEAST_NORMAL, LEAST_SQUARE, MAGNITUDE } from './constants.ts';
import { powerOf } from './elementary.ts';
import { constant } from './lanes.ts';
import { BLOCK_BYTES, CLIP_SCALE, LR, STEP } from './layout.ts';
import { countFlushed, noticeTops } from './tally.ts';
import { beginStatistics, lookAtGradient, lookAtUpdate } from './update-statistics.ts';

/** A factor in all lanes; made before the loop, for nobody moves it out of one. */
function all(factor: f64): v128 {
  return f32x4.splat(<f32>factor);
}

/** x, or 0 where |x| is below `least`. */
function orZero(x: v128, magnitude: v128, least: v128): v128 {
  return v128.andnot(x, f32x4.lt(v128.and(x, magnitude), least));
}

/** Bits set where something became zero. */
function lost(before: v128, after: v128): v128 {
  const none = f32x4.splat(0);
  return v128.andnot(f32x4.eq(after, none), f32x4.eq(before, none));
}

/** Of a gap nothing may be left, not even what a learning rate that is not finite made of its zeros. */
function emptyGap(weight: usize, end: i32): void {
  for (; (end & 3) != 0; end++) store<f32>(weight + ((<usize>end) << 2), 0);
}

export function sgd(
  weight: usize,
  gradient: usize,
  buffer: usize,
  sums: usize,
  old: usize,
  begin: i32,
  end: i32,
  nesterov: bool,
  momentum: f64,
  dampening: f64,
  weightDecay: f64,
): void {
  const scale = all(load<f64>(CLIP_SCALE));
  const lr = all(load<f64>(LR));
  const first = load<u32>(STEP) == 1;
  const averages = momentum != 0;
  const decay = all(weightDecay);
  const keep = all(momentum);
  const take = all(1 - dampening);
  const magnitude = constant(MAGNITUDE);
  const leastMoment = constant(LEAST_MOMENT);
  const least = constant(LEAST_NORMAL);
  let tops = i32x4.splat(0);
  let flushed = i32x4.splat(0);
  const stop: usize = (<usize>end) << 2;
  if (sums != 0) beginStatistics(sums);
  for (let start: usize = (<usize>begin) << 2; start < stop; start += BLOCK_BYTES) {
    const blockEnd = min(start + BLOCK_BYTES, stop);
    if (sums != 0) lookAtGradient(gradient + start, blockEnd - start, sums);
    for (let i = start; i < blockEnd; i += 16) {
      const before = v128.load(weight + i);
      let direction = f32x4.add(f32x4.mul(v128.load(gradient + i), scale), f32x4.mul(before, decay));
      if (averages) {
        const average = first ? direction : f32x4.add(f32x4.mul(v128.load(buffer + i), keep), f32x4.mul(direction, take));
        const kept = orZero(average, magnitude, leastMoment);
        v128.store(buffer + i, kept);
        direction = nesterov ? f32x4.add(direction, f32x4.mul(kept, keep)) : kept;
        if (sums != 0) flushed = i32x4.add(flushed, lost(average, kept));
      }
      const after = f32x4.sub(before, f32x4.mul(direction, lr));
      const flat = orZero(after, magnitude, least);
      v128.store(weight + i, flat);
      tops = i32x4.max_s(tops, v128.and(flat, magnitude));
      if (sums != 0) {
        if (old != 0) v128.store(old + (i - start), before);
        flushed = i32x4.add(flushed, lost(after, flat));
      }
    }
    if (old != 0) lookAtUpdate(old, weight + start, blockEnd - start, sums);
  }
  emptyGap(weight, end);
  noticeTops(tops);
  countFlushed(flushed);
}

/** Adam, and AdamW if `decoupled`. */
export function adam(
  weight: usize,
  gradient: usize,
  mean: usize,
  square: usize,
  sums: usize,
  old: usize,
  begin: i32,
  end: i32,
  decoupled: bool,
  beta1: f64,
  beta2: f64,
  eps: f64,
  weightDecay: f64,
): void {
  const scale = all(load<f64>(CLIP_SCALE));
  const lr = load<f64>(LR);
  const step = load<u32>(STEP);
  const rate = all(lr / (1 - powerOf(beta1, step)));
  const correction = all(1 / Math.sqrt(1 - powerOf(beta2, step)));
  const shrink = all(decoupled ? 1 - lr * weightDecay : 1);
  const decay = all(decoupled ? 0 : weightDecay);
  const floor = all(eps);
  const keepMean = all(beta1);
  const takeMean = all(1 - beta1);
  const keepSquare = all(beta2);
  const takeSquare = all(1 - beta2);
  const magnitude = constant(MAGNITUDE);
  const leastMoment = constant(LEAST_MOMENT);
  const leastSquare = constant(LEAST_SQUARE);
  const least = constant(LEAST_NORMAL);
  let tops = i32x4.splat(0);
  let flushed = i32x4.splat(0);
  const stop: usize = (<usize>end) << 2;
  if (sums != 0) beginStatistics(sums);
  for (let start: usize = (<usize>begin) << 2; start < stop; start += BLOCK_BYTES) {
    const blockEnd = min(start + BLOCK_BYTES, stop);
    if (sums != 0) lookAtGradient(gradient + start, blockEnd - start, sums);
    for (let i = start; i < blockEnd; i += 16) {
      const before = v128.load(weight + i);
      const g = f32x4.add(f32x4.mul(v128.load(gradient + i), scale), f32x4.mul(before, decay));
      const average = f32x4.add(f32x4.mul(v128.load(mean + i), keepMean), f32x4.mul(g, takeMean));
      const m = orZero(average, magnitude, leastMoment);
      const v = f32x4.pmax(f32x4.add(f32x4.mul(v128.load(square + i), keepSquare), f32x4.mul(f32x4.mul(g, takeSquare), g)), leastSquare);
      v128.store(mean + i, m);
      v128.store(square + i, v);
      tops = i32x4.max_s(tops, v);
      const root = f32x4.add(f32x4.mul(f32x4.sqrt(v), correction), floor);
      const after = f32x4.sub(f32x4.mul(before, shrink), f32x4.div(f32x4.mul(rate, m), root));
      const flat = orZero(after, magnitude, least);
      v128.store(weight + i, flat);
      tops = i32x4.max_s(tops, v128.and(flat, magnitude));
      if (sums != 0) {
        if (old != 0) v128.store(old + (i - start), before);
        flushed = i32x4.add(i32x4.add(flushed, lost(average, m)), lost(after, flat));
      }
    }
    if (old != 0) lookAtUpdate(old, weight + start, blockEnd - start, sums);
  }
  emptyGap(weight, end);
  noticeTops(tops);
  countFlushed(flushed);
}

/** `buffer` and `average` are 0 without momentum, or uncentred. */
export function rmsprop(
  weight: usize,
  gradient: usize,
  square: usize,
  buffer: usize,
  average: usize,
  sums: usize,
  old: usize,
  begin: i32,
  end: i32,
  alpha: f64,
  eps: f64,
  momentum: f64,
  weightDecay: f64,
): void {
  const scale = all(load<f64>(CLIP_SCALE));
  const lr = all(load<f64>(LR));
  const decay = all(weightDecay);
  const keep = all(alpha);
  const take = all(1 - alpha);
  const floor = all(eps);
  const keepBuffer = all(momentum);
  const none = f32x4.splat(0);
  const magnitude = constant(MAGNITUDE);
  const leastMoment = constant(LEAST_MOMENT);
  const leastSquare = constant(LEAST_SQUARE);
  const least = constant(LEAST_NORMAL);
  let tops = i32x4.splat(0);
  let flushed = i32x4.splat(0);
  const stop: usize = (<usize>end) << 2;
  if (sums != 0) beginStatistics(sums);
  for (let start: usize = (<usize>begin) << 2; start < stop; start += BLOCK_BYTES) {
    const blockEnd = min(start + BLOCK_BYTES, stop);
    if (sums != 0) lookAtGradient(gradient + start, blockEnd - start, sums);
    for (let i = start; i < blockEnd; i += 16) {
      const before = v128.load(weight + i);
      const g = f32x4.add(f32x4.mul(v128.load(gradient + i), scale), f32x4.mul(before, decay));
      const v = f32x4.pmax(f32x4.add(f32x4.mul(v128.load(square + i), keep), f32x4.mul(f32x4.mul(g, take), g)), leastSquare);
      v128.store(square + i, v);
      tops = i32x4.max_s(tops, v);
      let variance = v;
      if (average != 0) {
        const mean = f32x4.add(f32x4.mul(v128.load(average + i), keep), f32x4.mul(g, take));
        const kept = orZero(mean, magnitude, leastMoment);
        v128.store(average + i, kept);
        variance = f32x4.pmax(f32x4.sub(v, f32x4.mul(kept, kept)), none);
        if (sums != 0) flushed = i32x4.add(flushed, lost(mean, kept));
      }
      let direction = f32x4.div(g, f32x4.add(f32x4.sqrt(variance), floor));
      if (buffer != 0) {
        const average = f32x4.add(f32x4.mul(v128.load(buffer + i), keepBuffer), direction);
        direction = orZero(average, magnitude, leastMoment);
        v128.store(buffer + i, direction);
        if (sums != 0) flushed = i32x4.add(flushed, lost(average, direction));
      }
      const after = f32x4.sub(before, f32x4.mul(direction, lr));
      const flat = orZero(after, magnitude, least);
      v128.store(weight + i, flat);
      tops = i32x4.max_s(tops, v128.and(flat, magnitude));
      if (sums != 0) {
        if (old != 0) v128.store(old + (i - start), before);
        flushed = i32x4.add(flushed, lost(after, flat));
      }
    }
    if (old != 0) lookAtUpdate(old, weight + start, blockEnd - start, sums);
  }
  emptyGap(weight, end);
  noticeTops(tops);
  countFlushed(flushed);
}

export function adagrad(
  weight: usize,
  gradient: usize,
  sum: usize,
  sums: usize,
  old: usize,
  begin: i32,
  end: i32,
  lrDecay: f64,
  eps: f64,
  weightDecay: f64,
): void {
  const scale = all(load<f64>(CLIP_SCALE));
  const rate = all(load<f64>(LR) / (1 + <f64>(load<u32>(STEP) - 1) * lrDecay));
  const decay = all(weightDecay);
  const floor = all(eps);
  const magnitude = constant(MAGNITUDE);
  const leastSquare = constant(LEAST_SQUARE);
  const least = constant(LEAST_NORMAL);
  let tops = i32x4.splat(0);
  let flushed = i32x4.splat(0);
  const stop: usize = (<usize>end) << 2;
  if (sums != 0) beginStatistics(sums);
  for (let start: usize = (<usize>begin) << 2; start < stop; start += BLOCK_BYTES) {
    const blockEnd = min(start + BLOCK_BYTES, stop);
    if (sums != 0) lookAtGradient(gradient + start, blockEnd - start, sums);
    for (let i = start; i < blockEnd; i += 16) {
      const before = v128.load(weight + i);
      const g = f32x4.add(f32x4.mul(v128.load(gradient + i), scale), f32x4.mul(before, decay));
      const s = f32x4.pmax(f32x4.add(v128.load(sum + i), f32x4.mul(g, g)), leastSquare);
      v128.store(sum + i, s);
      tops = i32x4.max_s(tops, s);
      const after = f32x4.sub(before, f32x4.div(f32x4.mul(g, rate), f32x4.add(f32x4.sqrt(s), floor)));
      const flat = orZero(after, magnitude, least);
      v128.store(weight + i, flat);
      tops = i32x4.max_s(tops, v128.and(flat, magnitude));
      if (sums != 0) {
        if (old != 0) v128.store(old + (i - start), before);
        flushed = i32x4.add(flushed, lost(after, flat));
      }
    }
    if (old != 0) lookAtUpdate(old, weight + start, blockEnd - start, sums);
  }
  emptyGap(weight, end);
  noticeTops(tops);
  countFlushed(flushed);
}
