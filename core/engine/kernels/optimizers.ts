/**
 * @file One step of an optimizer for one parameter of `size` numbers, as in reference/optimizers.ts. `statistics` is where the
 * row's weight_norm lies (update_ratio follows it), or 0 where they are not wanted. Factors are computed in double precision.
 */
import { powerOf } from './elementary.ts';
import { addSquares, firstLanes, storeFirst, sumOfLanes } from './lanes.ts';
import { LR, STEP } from './layout.ts';

function writeUpdate(statistics: usize, squares: v128, moved: v128): void {
  if (statistics == 0) return;
  const length = Math.sqrt(sumOfLanes(squares));
  store<f32>(statistics, <f32>length);
  store<f32>(statistics, <f32>(Math.sqrt(sumOfLanes(moved)) / length), 4);
}

function scaled(value: v128, factor: f64): v128 {
  return f32x4.mul(value, f32x4.splat(<f32>factor));
}

export function sgd(
  weight: usize,
  gradient: usize,
  buffer: usize,
  statistics: usize,
  size: i32,
  nesterov: bool,
  momentum: f64,
  dampening: f64,
  weightDecay: f64,
): void {
  const lr = load<f64>(LR);
  const first = load<u32>(STEP) == 1;
  let squares = f64x2.splat(0);
  let moved = f64x2.splat(0);
  for (let left = size; left > 0; left -= 4) {
    const before = v128.load(weight);
    let direction = f32x4.add(v128.load(gradient), scaled(before, weightDecay));
    if (momentum != 0) {
      const average = first ? direction : f32x4.add(scaled(v128.load(buffer), momentum), scaled(direction, 1 - dampening));
      v128.store(buffer, average);
      direction = nesterov ? f32x4.add(direction, scaled(average, momentum)) : average;
      buffer += 16;
    }
    const after = f32x4.sub(before, scaled(direction, lr));
    storeFirst(weight, after, left);
    if (statistics != 0) {
      const mask = firstLanes(left);
      squares = addSquares(squares, v128.and(before, mask));
      moved = addSquares(moved, v128.and(f32x4.sub(after, before), mask));
    }
    weight += 16;
    gradient += 16;
  }
  writeUpdate(statistics, squares, moved);
}

/** Adam, and AdamW if `decoupled`. */
export function adam(
  weight: usize,
  gradient: usize,
  mean: usize,
  square: usize,
  statistics: usize,
  size: i32,
  decoupled: bool,
  beta1: f64,
  beta2: f64,
  eps: f64,
  weightDecay: f64,
): void {
  const lr = load<f64>(LR);
  const step = load<u32>(STEP);
  const rate = f32x4.splat(<f32>(lr / (1 - powerOf(beta1, step))));
  const correction = f32x4.splat(<f32>(1 / Math.sqrt(1 - powerOf(beta2, step))));
  const shrink = decoupled ? 1 - lr * weightDecay : 1;
  const decay = decoupled ? 0 : weightDecay;
  let squares = f64x2.splat(0);
  let moved = f64x2.splat(0);
  for (let left = size; left > 0; left -= 4) {
    const before = v128.load(weight);
    const g = f32x4.add(v128.load(gradient), scaled(before, decay));
    const m = f32x4.add(scaled(v128.load(mean), beta1), scaled(g, 1 - beta1));
    const v = f32x4.add(scaled(v128.load(square), beta2), f32x4.mul(scaled(g, 1 - beta2), g));
    v128.store(mean, m);
    v128.store(square, v);
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(v), correction), f32x4.splat(<f32>eps));
    const after = f32x4.sub(scaled(before, shrink), f32x4.div(f32x4.mul(rate, m), root));
    storeFirst(weight, after, left);
    if (statistics != 0) {
      const mask = firstLanes(left);
      squares = addSquares(squares, v128.and(before, mask));
      moved = addSquares(moved, v128.and(f32x4.sub(after, before), mask));
    }
    weight += 16;
    gradient += 16;
    mean += 16;
    square += 16;
  }
  writeUpdate(statistics, squares, moved);
}

/** `buffer` and `average` are 0 without momentum, or uncentred. */
export function rmsprop(
  weight: usize,
  gradient: usize,
  square: usize,
  buffer: usize,
  average: usize,
  statistics: usize,
  size: i32,
  alpha: f64,
  eps: f64,
  momentum: f64,
  weightDecay: f64,
): void {
  const lr = load<f64>(LR);
  let squares = f64x2.splat(0);
  let moved = f64x2.splat(0);
  for (let i: usize = 0; i < (<usize>size) << 2; i += 16) {
    const left = size - <i32>(i >> 2);
    const before = v128.load(weight + i);
    const g = f32x4.add(v128.load(gradient + i), scaled(before, weightDecay));
    const v = f32x4.add(scaled(v128.load(square + i), alpha), f32x4.mul(scaled(g, 1 - alpha), g));
    v128.store(square + i, v);
    let variance = v;
    if (average != 0) {
      const mean = f32x4.add(scaled(v128.load(average + i), alpha), scaled(g, 1 - alpha));
      v128.store(average + i, mean);
      variance = f32x4.pmax(f32x4.sub(v, f32x4.mul(mean, mean)), f32x4.splat(0));
    }
    let direction = f32x4.div(g, f32x4.add(f32x4.sqrt(variance), f32x4.splat(<f32>eps)));
    if (buffer != 0) {
      direction = f32x4.add(scaled(v128.load(buffer + i), momentum), direction);
      v128.store(buffer + i, direction);
    }
    const after = f32x4.sub(before, scaled(direction, lr));
    storeFirst(weight + i, after, left);
    if (statistics != 0) {
      const mask = firstLanes(left);
      squares = addSquares(squares, v128.and(before, mask));
      moved = addSquares(moved, v128.and(f32x4.sub(after, before), mask));
    }
  }
  writeUpdate(statistics, squares, moved);
}

export function adagrad(
  weight: usize,
  gradient: usize,
  sum: usize,
  statistics: usize,
  size: i32,
  lrDecay: f64,
  eps: f64,
  weightDecay: f64,
): void {
  const rate = load<f64>(LR) / (1 + <f64>(load<u32>(STEP) - 1) * lrDecay);
  let squares = f64x2.splat(0);
  let moved = f64x2.splat(0);
  for (let left = size; left > 0; left -= 4) {
    const before = v128.load(weight);
    const g = f32x4.add(v128.load(gradient), scaled(before, weightDecay));
    const s = f32x4.add(v128.load(sum), f32x4.mul(g, g));
    v128.store(sum, s);
    const after = f32x4.sub(before, f32x4.div(scaled(g, rate), f32x4.add(f32x4.sqrt(s), f32x4.splat(<f32>eps))));
    storeFirst(weight, after, left);
    if (statistics != 0) {
      const mask = firstLanes(left);
      squares = addSquares(squares, v128.and(before, mask));
      moved = addSquares(moved, v128.and(f32x4.sub(after, before), mask));
    }
    weight += 16;
    gradient += 16;
    sum += 16;
  }
  writeUpdate(statistics, squares, moved);
}
