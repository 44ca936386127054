/**
 * @file Losses and their gradients, as in reference/losses.ts. `report` is the report's address: loss and correct come first.
 */
import { expOfNonPositive, logOfOnePlus } from './elementary.ts';
import { firstLanes, highHalf, lowHalf, storeFirst, sumOfLanes } from './lanes.ts';
import { tell } from './report.ts';
import { softmaxRow } from './softmax.ts';
import { notice } from './tally.ts';

function write(report: usize, loss: usize, value: f64, correct: f32): void {
  notice(value);
  store<f32>(loss, <f32>value);
  tell(report, value);
  store<f32>(report, correct, 4);
}

export function crossEntropy(x: usize, target: usize, probabilities: usize, loss: usize, report: usize, classes: i32, rows: i32): void {
  let sum: f64 = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const label = load<f32>(target);
    const known = label >= 0 && label < <f32>classes;
    const chosen = known ? load<f32>(x + ((<usize>label) << 2)) : NaN;
    if (known && isFirstGreatest(x, <i32>label, chosen, classes)) correct += 1;
    sum += softmaxRow(x, probabilities, classes) - <f64>chosen;
    x += classes << 2;
    probabilities += classes << 2;
    target += 4;
  }
  write(report, loss, sum / <f64>rows, <f32>correct);
}

/** Whether torch.argmax would answer `label`, whose logit is `chosen`. */
function isFirstGreatest(x: usize, label: i32, chosen: f32, classes: i32): bool {
  if (chosen != chosen) return false;
  for (let c = 0; c < classes; c++) {
    const logit = load<f32>(x + (c << 2));
    if (c < label ? logit >= chosen : logit > chosen) return false;
  }
  return true;
}

/** The target's own gradient is minus the sum of the others, not p - 1: see reference/losses.ts. */
export function crossEntropyBackward(probabilities: usize, target: usize, dx: usize, classes: i32, rows: i32): void {
  const count = f32x4.splat(<f32>rows);
  for (let row = 0; row < rows; row++) {
    const label = load<f32>(target);
    const known = label >= 0 && label < <f32>classes;
    const own = i32x4.splat(known ? <i32>label : -1);
    let lanes = i32x4(0, 1, 2, 3);
    let sums = f32x4.splat(0);
    for (let i = 0; i < classes; i += 4) {
      const probability = v128.load(probabilities + (i << 2));
      const others = v128.andnot(firstLanes(classes - i), i32x4.eq(lanes, own));
      sums = f32x4.add(sums, v128.and(probability, others));
      storeFirst(dx + (i << 2), f32x4.div(probability, count), classes - i);
      lanes = i32x4.add(lanes, i32x4.splat(4));
    }
    if (known) {
      const sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
      store<f32>(dx + ((<usize>label) << 2), -sum / <f32>rows);
    }
    probabilities += classes << 2;
    dx += classes << 2;
    target += 4;
  }
}

export function bceWithLogits(x: usize, target: usize, loss: usize, report: usize, width: i32, rows: i32): void {
  const count = width * rows;
  const correct = countOnSide(x, target, 0, width, rows);
  let sum = f64x2.splat(0);
  for (let left = count; left > 0; left -= 4) {
    const logit = v128.load(x);
    const tail = logOfOnePlus(expOfNonPositive(f32x4.neg(f32x4.abs(logit))));
    const linear = f32x4.sub(f32x4.max(logit, f32x4.splat(0)), f32x4.mul(logit, v128.load(target)));
    const value = v128.and(f32x4.add(linear, tail), firstLanes(left));
    sum = f64x2.add(sum, f64x2.add(lowHalf(value), highHalf(value)));
    x += 16;
    target += 16;
  }
  write(report, loss, sumOfLanes(sum) / <f64>count, <f32>correct);
}

/** Rows whose every number is above `side` where its target is above ½, and not above it elsewhere. */
function countOnSide(x: usize, target: usize, side: f32, width: i32, rows: i32): i32 {
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    let right = true;
    for (let i = 0; i < width; i++) {
      const value = load<f32>(x);
      if (!(load<f32>(target) > 0.5 ? value > side : value <= side)) right = false;
      x += 4;
      target += 4;
    }
    if (right) correct += 1;
  }
  return correct;
}

/** sigmoid(x) - target as (1 - target) · sigmoid(x) - target · sigmoid(-x): what is nearly right keeps its digits. */
export function bceWithLogitsBackward(x: usize, target: usize, dx: usize, count: i32): void {
  const all = f32x4.splat(<f32>count);
  const one = f32x4.splat(1);
  for (; count > 0; count -= 4) {
    const logit = v128.load(x);
    const goal = v128.load(target);
    const tail = expOfNonPositive(f32x4.neg(f32x4.abs(logit)));
    const negative = f32x4.lt(logit, f32x4.splat(0));
    const above = f32x4.mul(f32x4.sub(one, goal), v128.bitselect(tail, one, negative));
    const below = f32x4.mul(goal, v128.bitselect(one, tail, negative));
    v128.store(dx, f32x4.div(f32x4.sub(above, below), f32x4.mul(f32x4.add(one, tail), all)));
    x += 16;
    target += 16;
    dx += 16;
  }
}

/** `judged`: whether rows can be right, which those of a regression cannot. */
export function mse(x: usize, target: usize, loss: usize, report: usize, width: i32, judged: bool, rows: i32): void {
  const count = width * rows;
  const correct = judged ? <f32>countOnSide(x, target, 0.5, width, rows) : NaN;
  let sum = f64x2.splat(0);
  for (let left = count; left > 0; left -= 4) {
    const mask = firstLanes(left);
    const value = v128.and(v128.load(x), mask);
    const goal = v128.and(v128.load(target), mask);
    const low = f64x2.sub(lowHalf(value), lowHalf(goal));
    const high = f64x2.sub(highHalf(value), highHalf(goal));
    sum = f64x2.add(sum, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
    x += 16;
    target += 16;
  }
  write(report, loss, sumOfLanes(sum) / <f64>count, correct);
}

export function mseBackward(x: usize, target: usize, dx: usize, count: i32): void {
  const all = f32x4.splat(<f32>count);
  for (; count > 0; count -= 4) {
    const away = f32x4.sub(v128.load(x), v128.load(target));
    v128.store(dx, f32x4.div(f32x4.add(away, away), all));
    x += 16;
    target += 16;
    dx += 16;
  }
}
