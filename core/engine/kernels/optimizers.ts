/**
 * @file One step of an optimizer for one parameter of `size` numbers, as in reference/optimizers.ts. `statistics` is where the
 * row's weight_norm lies (update_ratio follows it), or 0 where they are not wanted. Factors are computed in double precision.
 */
import { powerOf } from './elementary.ts';
import { addSquares, firstLanes, storeFirst, sumOfLanes } from './lanes.ts';
import { LR, STEP } from './layout.ts';
import { tell } from './report.ts';

function writeUpdate(statistics: usize, squares: v128, moved: v128): void {
  if (statistics == 0) return;
  const length = Math.sqrt(sumOfLanes(squares));
  tell(statistics, length);
  if (length != 0) tell(statistics + 4, Math.sqrt(sumOfLanes(moved)) / length);
}

/** What the last vector has beyond the parameter is zero before, but may be anything after. */
function moveOf(before: v128, after: v128, left: i32): v128 {
  const move = f32x4.sub(after, before);
  return left < 4 ? v128.and(move, firstLanes(left)) : move;
}

/**
 * x, or 0 where |x| < 1e-30. The moment of a weight whose gradient has stopped falls for ever and would end among the
 * denormals, at twenty times the cost; what is below moves no weight.
 */
function settled(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(1e-30)));
}

/** The like for a mean of squares, whose root divides: at least 1e-36, so that it is never 0 where the gradient is not. */
function lifted(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(1e-36));
}

/** A factor in all lanes; made before the loop, for nobody moves it out of one. */
function all(factor: f64): v128 {
  return f32x4.splat(<f32>factor);
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
  const lr = all(load<f64>(LR));
  const first = load<u32>(STEP) == 1;
  const averages = momentum != 0;
  const decay = all(weightDecay);
  const keep = all(momentum);
  const take = all(1 - dampening);
  let squares = f64x2.splat(0);
  let moved = f64x2.splat(0);
  for (let left = size; left > 0; left -= 4) {
    const before = v128.load(weight);
    let direction = f32x4.add(v128.load(gradient), f32x4.mul(before, decay));
    if (averages) {
      const average = first ? direction : settled(f32x4.add(f32x4.mul(v128.load(buffer), keep), f32x4.mul(direction, take)));
      v128.store(buffer, average);
      direction = nesterov ? f32x4.add(direction, f32x4.mul(average, keep)) : average;
      buffer += 16;
    }
    const after = f32x4.sub(before, f32x4.mul(direction, lr));
    storeFirst(weight, after, left);
    if (statistics != 0) {
      squares = addSquares(squares, before);
      moved = addSquares(moved, moveOf(before, after, left));
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
  const rate = all(lr / (1 - powerOf(beta1, step)));
  const correction = all(1 / Math.sqrt(1 - powerOf(beta2, step)));
  const shrink = all(decoupled ? 1 - lr * weightDecay : 1);
  const decay = all(decoupled ? 0 : weightDecay);
  const floor = all(eps);
  const keepMean = all(beta1);
  const takeMean = all(1 - beta1);
  const keepSquare = all(beta2);
  const takeSquare = all(1 - beta2);
  let squares = f64x2.splat(0);
  let moved = f64x2.splat(0);
  for (let left = size; left > 0; left -= 4) {
    const before = v128.load(weight);
    const g = f32x4.add(v128.load(gradient), f32x4.mul(before, decay));
    const m = settled(f32x4.add(f32x4.mul(v128.load(mean), keepMean), f32x4.mul(g, takeMean)));
    const v = lifted(f32x4.add(f32x4.mul(v128.load(square), keepSquare), f32x4.mul(f32x4.mul(g, takeSquare), g)));
    v128.store(mean, m);
    v128.store(square, v);
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(v), correction), floor);
    const after = f32x4.sub(f32x4.mul(before, shrink), f32x4.div(f32x4.mul(rate, m), root));
    storeFirst(weight, after, left);
    if (statistics != 0) {
      squares = addSquares(squares, before);
      moved = addSquares(moved, moveOf(before, after, left));
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
  const lr = all(load<f64>(LR));
  const decay = all(weightDecay);
  const keep = all(alpha);
  const take = all(1 - alpha);
  const floor = all(eps);
  const keepBuffer = all(momentum);
  let squares = f64x2.splat(0);
  let moved = f64x2.splat(0);
  for (let i: usize = 0; i < (<usize>size) << 2; i += 16) {
    const left = size - <i32>(i >> 2);
    const before = v128.load(weight + i);
    const g = f32x4.add(v128.load(gradient + i), f32x4.mul(before, decay));
    const v = lifted(f32x4.add(f32x4.mul(v128.load(square + i), keep), f32x4.mul(f32x4.mul(g, take), g)));
    v128.store(square + i, v);
    let variance = v;
    if (average != 0) {
      const mean = settled(f32x4.add(f32x4.mul(v128.load(average + i), keep), f32x4.mul(g, take)));
      v128.store(average + i, mean);
      variance = f32x4.pmax(f32x4.sub(v, f32x4.mul(mean, mean)), f32x4.splat(0));
    }
    let direction = f32x4.div(g, f32x4.add(f32x4.sqrt(variance), floor));
    if (buffer != 0) {
      direction = settled(f32x4.add(f32x4.mul(v128.load(buffer + i), keepBuffer), direction));
      v128.store(buffer + i, direction);
    }
    const after = f32x4.sub(before, f32x4.mul(direction, lr));
    storeFirst(weight + i, after, left);
    if (statistics != 0) {
      squares = addSquares(squares, before);
      moved = addSquares(moved, moveOf(before, after, left));
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
  const rate = all(load<f64>(LR) / (1 + <f64>(load<u32>(STEP) - 1) * lrDecay));
  const decay = all(weightDecay);
  const floor = all(eps);
  let squares = f64x2.splat(0);
  let moved = f64x2.splat(0);
  for (let left = size; left > 0; left -= 4) {
    const before = v128.load(weight);
    const g = f32x4.add(v128.load(gradient), f32x4.mul(before, decay));
    const s = lifted(f32x4.add(v128.load(sum), f32x4.mul(g, g)));
    v128.store(sum, s);
    const after = f32x4.sub(before, f32x4.div(f32x4.mul(g, rate), f32x4.add(f32x4.sqrt(s), floor)));
    storeFirst(weight, after, left);
    if (statistics != 0) {
      squares = addSquares(squares, before);
      moved = addSquares(moved, moveOf(before, after, left));
    }
    weight += 16;
    gradient += 16;
    sum += 16;
  }
  writeUpdate(statistics, squares, moved);
}
