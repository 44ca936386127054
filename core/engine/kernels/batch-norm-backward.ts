/** @file Gradients of batch normalisation, as in reference/batch-norm.ts, of the features `begin` to before `end`, two rows at a time. */
import { BELOW_GRADIENT, MAGNITUDE, UNIT } from './constants.ts';
import { FOLD, STRIP, empty, fold, settle } from './feature-strips.ts';
import { constant, firstLanes, storeFirst } from './lanes.ts';
import { NORMAL_KEY, settled } from './settle.ts';
import { workingSpace } from './working-space.ts';

/** dx may be dy; an address of 0 stands for what is left out. */
export function batchNormBackward(
  x: usize,
  weight: usize,
  mean: usize,
  rstd: usize,
  dy: usize,
  dx: usize,
  dweight: usize,
  dbias: usize,
  features: i32,
  rows: i32,
  begin: i32,
  end: i32,
): void {
  const stride: usize = features << 2;
  const parts = workingSpace();
  const totals = parts + 3 * STRIP;
  const stop: usize = (<usize>end) << 2;
  for (let f: usize = (<usize>begin) << 2; f < stop; f += STRIP) {
    const bytes = min(STRIP, stop - f);
    sumGradients(x + f, dy + f, stride, rows, mean + f, rstd + f, parts, totals, bytes);
    const count = f32x4.splat(<f32>rows);
    for (let at: usize = 0; at < bytes; at += 16) {
      const left = <i32>((bytes - at) >> 2);
      const sum = v128.load(totals + at);
      // what the rounded mean leaves in x̂, whose own mean is zero
      const skew = f32x4.div(v128.load(totals + 2 * STRIP + at), count);
      const product = f32x4.sub(v128.load(totals + STRIP + at), f32x4.mul(skew, sum));
      const slope = f32x4.div(product, count);
      const inverse = v128.load(rstd + f + at);
      v128.store(parts + at, weight == 0 ? inverse : f32x4.mul(inverse, v128.load(weight + f + at)));
      v128.store(parts + STRIP + at, f32x4.mul(inverse, slope));
      v128.store(parts + 2 * STRIP + at, f32x4.sub(f32x4.div(sum, count), f32x4.mul(skew, slope)));
      const inside = firstLanes(left);
      if (dweight != 0) storeFirst(dweight + f + at, settled(v128.and(product, inside), NORMAL_KEY), left);
      if (dbias != 0) storeFirst(dbias + f + at, settled(v128.and(sum, inside), NORMAL_KEY), left);
    }
    spread(x + f, dy + f, dx + f, stride, rows, mean + f, parts, bytes);
  }
}

/** Σ dy, Σ dy · x̂ and Σ x̂ of each feature, to three strips of `totals`. */
function sumGradients(
  x: usize,
  dy: usize,
  stride: usize,
  rows: i32,
  mean: usize,
  rstd: usize,
  parts: usize,
  totals: usize,
  bytes: usize,
): void {
  empty(parts, 3 * STRIP);
  empty(totals, 3 * STRIP);
  for (let row = 0; row < rows; row += 2) {
    const last = row + 1 == rows;
    const next = last ? <usize>0 : stride;
    for (let at: usize = 0; at < bytes; at += 16) {
      const center = v128.load(mean + at);
      const inverse = v128.load(rstd + at);
      const a = v128.load(dy + at);
      const aHat = f32x4.mul(f32x4.sub(v128.load(x + at), center), inverse);
      let b = v128.load(dy + next + at);
      let bHat = f32x4.mul(f32x4.sub(v128.load(x + next + at), center), inverse);
      if (last) {
        b = f32x4.splat(0);
        bHat = b;
      }
      v128.store(parts + at, f32x4.add(v128.load(parts + at), f32x4.add(a, b)));
      v128.store(parts + STRIP + at, f32x4.add(v128.load(parts + STRIP + at), f32x4.add(f32x4.mul(a, aHat), f32x4.mul(b, bHat))));
      v128.store(parts + 2 * STRIP + at, f32x4.add(v128.load(parts + 2 * STRIP + at), f32x4.add(aHat, bHat)));
    }
    x += 2 * stride;
    dy += 2 * stride;
    if ((row + 2) % FOLD == 0) fold(parts, totals, 3 * STRIP);
  }
  fold(parts, totals, 3 * STRIP);
}

/** dx = scale · (dy - (x - mean) · slope - shift), whose factors stand in three strips. */
function spread(x: usize, dy: usize, dx: usize, stride: usize, rows: i32, mean: usize, factors: usize, bytes: usize): void {
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const whole = bytes & ~15;
  const left = <i32>((bytes - whole) >> 2);
  let least = i32x4.splat(-1);
  let most = i32x4.splat(-1);
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < whole; at += 16) {
      const value = spreadOf(x + at, dy + at, mean + at, factors + at);
      v128.store(dx + at, value);
      const key = i32x4.sub(v128.and(value, magnitude), unit);
      least = i32x4.min_u(least, key);
      most = i32x4.max_s(most, key);
    }
    if (left > 0) {
      const value = spreadOf(x + whole, dy + whole, mean + whole, factors + whole);
      storeFirst(dx + whole, value, left);
      const key = v128.or(i32x4.sub(v128.and(value, magnitude), unit), v128.not(firstLanes(left)));
      least = i32x4.min_u(least, key);
      most = i32x4.max_s(most, key);
    }
    x += stride;
    dy += stride;
    dx += stride;
  }
  settle(dx - <usize>rows * stride, stride, rows, bytes, least, most, constant(BELOW_GRADIENT));
}

function spreadOf(x: usize, dy: usize, mean: usize, factors: usize): v128 {
  const along = f32x4.mul(f32x4.sub(v128.load(x), v128.load(mean)), v128.load(factors + STRIP));
  return f32x4.mul(v128.load(factors), f32x4.sub(f32x4.sub(v128.load(dy), along), v128.load(factors + 2 * STRIP)));
}
