/** @file Batch normalisation, four features at a time down the rows; sums in double precision. */
import { highHalf, lowHalf, narrow, storeFirst } from './lanes.ts';

/**
 * As in reference/batch-norm.ts. An address of 0 stands for what is left out (the affine pair, the running pair, the count),
 * a negative momentum for the cumulative average.
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
): void {
  if (training && tracked != 0) {
    const count = load<f32>(tracked) + 1;
    store<f32>(tracked, count);
    if (momentum < 0) momentum = 1 / <f64>count;
  }
  const stride: usize = features << 2;
  for (let done = 0; done < features; done += 4) {
    const f: usize = done << 2;
    const left = features - done;
    if (training || runningMean == 0) {
      const count = f64x2.splat(<f64>rows);
      const low = f64x2.div(sumOf(x + f, stride, rows), count);
      const high = f64x2.div(sumOf(x + f + 8, stride, rows), count);
      const lowSquares = squaresAround(low, x + f, stride, rows);
      const highSquares = squaresAround(high, x + f + 8, stride, rows);
      storeFirst(mean + f, narrow(low, high), left);
      storeFirst(rstd + f, narrow(inverseRoot(f64x2.div(lowSquares, count), eps), inverseRoot(f64x2.div(highSquares, count), eps)), left);
      if (training && runningMean != 0) {
        follow(runningMean + f, low, high, left, momentum);
        const unbiased = f64x2.splat(<f64>(rows - 1));
        if (rows > 1) follow(runningVar + f, f64x2.div(lowSquares, unbiased), f64x2.div(highSquares, unbiased), left, momentum);
      }
    } else {
      const variance = v128.load(runningVar + f);
      storeFirst(mean + f, v128.load(runningMean + f), left);
      storeFirst(rstd + f, narrow(inverseRoot(lowHalf(variance), eps), inverseRoot(highHalf(variance), eps)), left);
    }
    const center = v128.load(mean + f);
    const scale = weight == 0 ? v128.load(rstd + f) : f32x4.mul(v128.load(rstd + f), v128.load(weight + f));
    const shift = bias == 0 ? f32x4.splat(0) : v128.load(bias + f);
    let at = f;
    for (let row = 0; row < rows; row++) {
      storeFirst(y + at, f32x4.add(f32x4.mul(f32x4.sub(v128.load(x + at), center), scale), shift), left);
      at += stride;
    }
  }
}

/** Two columns of x, summed down the rows. */
function sumOf(x: usize, stride: usize, rows: i32): v128 {
  let sum = f64x2.splat(0);
  for (let row = 0; row < rows; row++) {
    sum = f64x2.add(sum, f64x2.promote_low_f32x4(v128.load64_zero(x)));
    x += stride;
  }
  return sum;
}

/** Two columns of (x - center)², summed down the rows. */
function squaresAround(center: v128, x: usize, stride: usize, rows: i32): v128 {
  let sum = f64x2.splat(0);
  for (let row = 0; row < rows; row++) {
    const away = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(x)), center);
    sum = f64x2.add(sum, f64x2.mul(away, away));
    x += stride;
  }
  return sum;
}

function inverseRoot(variance: v128, eps: f64): v128 {
  return f64x2.div(f64x2.splat(1), f64x2.sqrt(f64x2.add(variance, f64x2.splat(eps))));
}

/** running = (1 - momentum) · running + momentum · new. */
function follow(running: usize, low: v128, high: v128, left: i32, momentum: f64): void {
  const before = v128.load(running);
  const keep = f64x2.splat(1 - momentum);
  const take = f64x2.splat(momentum);
  storeFirst(
    running,
    narrow(
      f64x2.add(f64x2.mul(keep, lowHalf(before)), f64x2.mul(take, low)),
      f64x2.add(f64x2.mul(keep, highHalf(before)), f64x2.mul(take, high)),
    ),
    left,
  );
}

/** As in reference/batch-norm.ts; dx may be dy. */
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
): void {
  const stride: usize = features << 2;
  const count = f64x2.splat(<f64>rows);
  for (let done = 0; done < features; done += 4) {
    const f: usize = done << 2;
    const left = features - done;
    const center = v128.load(mean + f);
    const inverse = v128.load(rstd + f);
    let lowSum = f64x2.splat(0);
    let highSum = f64x2.splat(0);
    let lowProduct = f64x2.splat(0);
    let highProduct = f64x2.splat(0);
    let at = f;
    for (let row = 0; row < rows; row++) {
      const gradient = v128.load(dy + at);
      const normalised = f32x4.mul(f32x4.sub(v128.load(x + at), center), inverse);
      lowSum = f64x2.add(lowSum, lowHalf(gradient));
      highSum = f64x2.add(highSum, highHalf(gradient));
      lowProduct = f64x2.add(lowProduct, f64x2.mul(lowHalf(gradient), lowHalf(normalised)));
      highProduct = f64x2.add(highProduct, f64x2.mul(highHalf(gradient), highHalf(normalised)));
      at += stride;
    }
    const meanSum = narrow(f64x2.div(lowSum, count), f64x2.div(highSum, count));
    const meanProduct = narrow(f64x2.div(lowProduct, count), f64x2.div(highProduct, count));
    const scale = weight == 0 ? inverse : f32x4.mul(inverse, v128.load(weight + f));
    at = f;
    for (let row = 0; row < rows; row++) {
      const normalised = f32x4.mul(f32x4.sub(v128.load(x + at), center), inverse);
      const centered = f32x4.sub(f32x4.sub(v128.load(dy + at), meanSum), f32x4.mul(normalised, meanProduct));
      storeFirst(dx + at, f32x4.mul(scale, centered), left);
      at += stride;
    }
    if (dweight != 0) storeFirst(dweight + f, narrow(lowProduct, highProduct), left);
    if (dbias != 0) storeFirst(dbias + f, narrow(lowSum, highSum), left);
  }
}
