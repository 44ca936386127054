/**
 * @file Batch normalisation, as in reference/batch-norm.ts, of the features `begin` to before `end`, four rows at a time. Sums are of
 * differences from a number of the same size; where that is not enough, for numbers beyond 1e17 or so, they are made again in double.
 */
import { BELOW_NORMAL, MAGNITUDE, UNIT } from './constants.ts';
import { FOLD, STRIP, empty, fold, settle } from './feature-strips.ts';
import { constant, firstLanes, highHalf, lowHalf, narrow, storeFirst } from './lanes.ts';
import { NORMAL_KEY, settled } from './settle.ts';
import { workingSpace } from './working-space.ts';

/** A sum of squares up to it has not lost anything to infinity. */
const LARGEST: f64 = 1e36;

/**
 * An address of 0 stands for what is left out (the affine pair, the running pair, the count), a negative momentum for the cumulative
 * average. The count goes up when all features are done: see `countBatch`.
 */
export function batchNorm(
  x: usize,
  weight: usize,
  bias: usize,
  runningMean: usize,
  runningVar: usize,
  tracked: usize,
  mean: usize,
  rstd: usize,
  y: usize,
  features: i32,
  rows: i32,
  training: bool,
  eps: f64,
  momentum: f64,
  begin: i32,
  end: i32,
): void {
  if (momentum < 0) momentum = tracked == 0 ? 0 : 1 / (<f64>load<f32>(tracked) + 1);
  const stride: usize = features << 2;
  const ofBatch = training || runningMean == 0;
  const follows = training && runningMean != 0;
  const part = workingSpace();
  const total = part + STRIP;
  const rest = total + STRIP;
  const stop: usize = (<usize>end) << 2;
  for (let f: usize = (<usize>begin) << 2; f < stop; f += STRIP) {
    const bytes = min(STRIP, stop - f);
    if (ofBatch) {
      sumAway(x + f, stride, rows, part, total, bytes);
      for (let at: usize = 0; at < bytes; at += 16) {
        const count = f64x2.splat(<f64>rows);
        const first = v128.load(x + f + at);
        const away = v128.load(total + at);
        const low = f64x2.add(lowHalf(first), f64x2.div(lowHalf(away), count));
        const high = f64x2.add(highHalf(first), f64x2.div(highHalf(away), count));
        const rounded = narrow(low, high);
        v128.store(rest + at, narrow(f64x2.sub(low, lowHalf(rounded)), f64x2.sub(high, highHalf(rounded))));
        storeFirst(mean + f + at, rounded, <i32>((bytes - at) >> 2));
        if (follows) follow(runningMean + f + at, low, high, <i32>((bytes - at) >> 2), momentum);
      }
      sumSquares(x + f, stride, rows, mean + f, rest, part, total, bytes);
      for (let at: usize = 0; at < bytes; at += 4) {
        let squares = <f64>load<f32>(total + at);
        if (!(squares < LARGEST)) squares = squaresExactly(x + f + at, stride, rows, mean + f + at, rest + at);
        const variance = squares / <f64>rows;
        store<f32>(rstd + f + at, <f32>(1 / Math.sqrt(variance + eps)));
        if (follows && rows > 1) {
          const old = <f64>load<f32>(runningVar + f + at);
          store<f32>(runningVar + f + at, <f32>((1 - momentum) * old + (momentum * squares) / <f64>(rows - 1)));
        }
      }
      if (follows) settleRunning(runningVar + f, bytes);
    } else {
      empty(rest, STRIP);
      for (let at: usize = 0; at < bytes; at += 4) {
        store<f32>(mean + f + at, load<f32>(runningMean + f + at));
        store<f32>(rstd + f + at, <f32>(1 / Math.sqrt(<f64>load<f32>(runningVar + f + at) + eps)));
      }
    }
    normalise(
      x + f,
      y + f,
      stride,
      rows,
      mean + f,
      rstd + f,
      weight == 0 ? 0 : weight + f,
      bias == 0 ? 0 : bias + f,
      rest,
      part,
      total,
      bytes,
    );
  }
}

/** When a batch has been normalised. */
export function countBatch(tracked: usize): void {
  if (tracked != 0) store<f32>(tracked, load<f32>(tracked) + 1);
}

/** Σ (x - first row) of each feature, to `total`. */
function sumAway(x: usize, stride: usize, rows: i32, part: usize, total: usize, bytes: usize): void {
  empty(part, bytes);
  empty(total, bytes);
  // the first row is 0 away from itself
  let row = x + stride;
  let left = rows - 1;
  for (let done = 0; left > 0; left -= 4) {
    const second = left > 1 ? row + stride : x;
    const third = left > 2 ? row + 2 * stride : x;
    const fourth = left > 3 ? row + 3 * stride : x;
    for (let at: usize = 0; at < bytes; at += 16) {
      const first = v128.load(x + at);
      const sum = f32x4.add(
        f32x4.add(f32x4.sub(v128.load(row + at), first), f32x4.sub(v128.load(second + at), first)),
        f32x4.add(f32x4.sub(v128.load(third + at), first), f32x4.sub(v128.load(fourth + at), first)),
      );
      v128.store(part + at, f32x4.add(v128.load(part + at), sum));
    }
    row += 4 * stride;
    done += 4;
    if (done % FOLD == 0) fold(part, total, bytes);
  }
  fold(part, total, bytes);
}

/** Σ (x - mean - rest)² of each feature, to `total`. */
function sumSquares(x: usize, stride: usize, rows: i32, mean: usize, rest: usize, part: usize, total: usize, bytes: usize): void {
  empty(part, bytes);
  empty(total, bytes);
  let row = x;
  let left = rows;
  for (let done = 0; left >= 4; left -= 4) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const center = v128.load(mean + at);
      const more = v128.load(rest + at);
      const a = f32x4.sub(f32x4.sub(v128.load(row + at), center), more);
      const b = f32x4.sub(f32x4.sub(v128.load(row + stride + at), center), more);
      const c = f32x4.sub(f32x4.sub(v128.load(row + 2 * stride + at), center), more);
      const d = f32x4.sub(f32x4.sub(v128.load(row + 3 * stride + at), center), more);
      const sum = f32x4.add(f32x4.add(f32x4.mul(a, a), f32x4.mul(b, b)), f32x4.add(f32x4.mul(c, c), f32x4.mul(d, d)));
      v128.store(part + at, f32x4.add(v128.load(part + at), sum));
    }
    row += 4 * stride;
    done += 4;
    if (done % FOLD == 0) fold(part, total, bytes);
  }
  for (; left > 0; left--) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const away = f32x4.sub(f32x4.sub(v128.load(row + at), v128.load(mean + at)), v128.load(rest + at));
      v128.store(part + at, f32x4.add(v128.load(part + at), f32x4.mul(away, away)));
    }
    row += stride;
  }
  fold(part, total, bytes);
}

/** Mean and squares of one feature in double precision; writes the mean and its rest, and returns the squares. */
function squaresExactly(x: usize, stride: usize, rows: i32, mean: usize, rest: usize): f64 {
  const end = x + <usize>rows * stride;
  let sum: f64 = 0;
  for (let at = x; at < end; at += stride) sum += <f64>load<f32>(at);
  const center = sum / <f64>rows;
  let squares: f64 = 0;
  for (let at = x; at < end; at += stride) {
    const away = <f64>load<f32>(at) - center;
    squares += away * away;
  }
  store<f32>(mean, <f32>center);
  store<f32>(rest, <f32>(center - <f64>load<f32>(mean)));
  return squares;
}

/** running = (1 - momentum) · running + momentum · new. */
function follow(running: usize, low: v128, high: v128, left: i32, momentum: f64): void {
  const before = v128.load(running);
  const keep = f64x2.splat(1 - momentum);
  const take = f64x2.splat(momentum);
  const moved = narrow(
    f64x2.add(f64x2.mul(keep, lowHalf(before)), f64x2.mul(take, low)),
    f64x2.add(f64x2.mul(keep, highHalf(before)), f64x2.mul(take, high)),
  );
  storeFirst(running, settled(v128.and(moved, firstLanes(left)), NORMAL_KEY), left);
}

/** That of a feature which is always the same falls for ever, and that of numbers beyond 1e19 is infinite. */
function settleRunning(running: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = <i32>((bytes - at) >> 2);
    storeFirst(running + at, settled(v128.and(v128.load(running + at), firstLanes(left)), NORMAL_KEY), left);
  }
}

/** y = (x - mean - rest) · scale + bias, as (x - mean) · scale + shift; scale and shift are made in `scales` and `shifts`. */
function normalise(
  x: usize,
  y: usize,
  stride: usize,
  rows: i32,
  mean: usize,
  rstd: usize,
  weight: usize,
  bias: usize,
  rest: usize,
  scales: usize,
  shifts: usize,
  bytes: usize,
): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const scale = weight == 0 ? v128.load(rstd + at) : f32x4.mul(v128.load(rstd + at), v128.load(weight + at));
    const moved = f32x4.mul(v128.load(rest + at), scale);
    v128.store(scales + at, scale);
    v128.store(shifts + at, bias == 0 ? f32x4.neg(moved) : f32x4.sub(v128.load(bias + at), moved));
  }
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const whole = bytes & ~15;
  let least = i32x4.splat(-1);
  let most = i32x4.splat(-1);
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < whole; at += 16) {
      const value = f32x4.add(
        f32x4.mul(f32x4.sub(v128.load(x + at), v128.load(mean + at)), v128.load(scales + at)),
        v128.load(shifts + at),
      );
      v128.store(y + at, value);
      const key = i32x4.sub(v128.and(value, magnitude), unit);
      least = i32x4.min_u(least, key);
      most = i32x4.max_s(most, key);
    }
    if (whole < bytes) {
      const value = f32x4.add(
        f32x4.mul(f32x4.sub(v128.load(x + whole), v128.load(mean + whole)), v128.load(scales + whole)),
        v128.load(shifts + whole),
      );
      storeFirst(y + whole, value, <i32>((bytes - whole) >> 2));
      const key = v128.or(i32x4.sub(v128.and(value, magnitude), unit), v128.not(firstLanes(<i32>((bytes - whole) >> 2))));
      least = i32x4.min_u(least, key);
      most = i32x4.max_s(most, key);
    }
    x += stride;
    y += stride;
  }
  settle(y - <usize>rows * stride, stride, rows, bytes, least, most, constant(BELOW_NORMAL));
}
