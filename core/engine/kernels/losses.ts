/**
 * @file Losses and their gradients, as in reference/losses.ts. `report` is the report's address: loss and correct come first.
 */
import { BELOW_GRADIENT, LEAST_GRADIENT, MAGNITUDE, ONE, SIGN, UNIT } from './constants.ts';
import { expOfNonPositive, logOfOnePlus } from './elementary.ts';
import { crossEntropyBackwardOfFew, crossEntropyOfFew } from './few-classes.ts';
import { constant, firstLanes, highHalf, lowHalf, storeFirst, sumOfLanes, sumsOf, tooSmall } from './lanes.ts';
import { tell } from './report.ts';
import { softmaxOfFour } from './softmax.ts';
import { countFlushed, notice, noticeTops } from './tally.ts';

function write(report: usize, loss: usize, value: f64, correct: f32): void {
  const rounded = <f32>value;
  notice(rounded);
  store<f32>(loss, rounded);
  tell(report, value);
  store<f32>(report, correct, 4);
}

export function crossEntropy(x: usize, target: usize, probabilities: usize, loss: usize, report: usize, classes: i32, rows: i32): void {
  if (classes <= 4) {
    const losses = crossEntropyOfFew(x, target, probabilities, report + 4, classes, rows);
    return write(report, loss, losses / <f64>rows, load<f32>(report, 4));
  }
  const stride: usize = classes << 2;
  let sum = f64x2.splat(0);
  let correct = 0;
  for (let left = rows; left > 0; left -= 4) {
    let chosen = f32x4.splat(NaN);
    chosen = f32x4.replace_lane(chosen, 0, chosenOf(x, target, classes));
    if (left > 1) chosen = f32x4.replace_lane(chosen, 1, chosenOf(x + stride, target + 4, classes));
    if (left > 2) chosen = f32x4.replace_lane(chosen, 2, chosenOf(x + 2 * stride, target + 8, classes));
    if (left > 3) chosen = f32x4.replace_lane(chosen, 3, chosenOf(x + 3 * stride, target + 12, classes));
    correct += isFirstGreatest(x, target, f32x4.extract_lane(chosen, 0), classes);
    if (left > 1) correct += isFirstGreatest(x + stride, target + 4, f32x4.extract_lane(chosen, 1), classes);
    if (left > 2) correct += isFirstGreatest(x + 2 * stride, target + 8, f32x4.extract_lane(chosen, 2), classes);
    if (left > 3) correct += isFirstGreatest(x + 3 * stride, target + 12, f32x4.extract_lane(chosen, 3), classes);
    const losses = v128.and(softmaxOfFour(x, probabilities, classes, left, chosen), firstLanes(left));
    sum = f64x2.add(sum, f64x2.add(lowHalf(losses), highHalf(losses)));
    x += 4 * stride;
    probabilities += 4 * stride;
    target += 16;
  }
  write(report, loss, sumOfLanes(sum) / <f64>rows, <f32>correct);
}

/** The logit of a row's class; NaN if it is none. */
function chosenOf(row: usize, target: usize, classes: i32): f32 {
  const label = load<f32>(target);
  return label >= 0 && label < <f32>classes ? load<f32>(row + ((<usize>label) << 2)) : NaN;
}

/** 1 if torch.argmax would answer the row's class, whose logit is `chosen`; without a branch, for none could be foreseen. */
function isFirstGreatest(row: usize, target: usize, chosen: f32, classes: i32): i32 {
  const own = i32x4.trunc_sat_f32x4_s(v128.load32_splat(target));
  const best = f32x4.splat(chosen);
  let lanes = i32x4(0, 1, 2, 3);
  let better = f32x4.ne(best, best);
  for (let left = classes; left > 0; left -= 4) {
    const logits = v128.load(row);
    const beats = v128.bitselect(f32x4.ge(logits, best), f32x4.gt(logits, best), i32x4.lt_s(lanes, own));
    better = v128.or(better, v128.and(beats, firstLanes(left)));
    lanes = i32x4.add(lanes, i32x4.splat(4));
    row += 16;
  }
  return v128.any_true(better) ? 0 : 1;
}

/** The target's own gradient is minus the sum of the others, not p - 1: see reference/losses.ts. */
export function crossEntropyBackward(probabilities: usize, target: usize, dx: usize, classes: i32, rows: i32): void {
  if (classes <= 4) return crossEntropyBackwardOfFew(probabilities, target, dx, classes, rows);
  const count = f32x4.splat(<f32>rows);
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const bound = constant(BELOW_GRADIENT);
  let flushed = i32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    const label = load<f32>(target);
    const known = label >= 0 && label < <f32>classes;
    const own = i32x4.splat(known ? <i32>label : -1);
    const chosen = dx + (known ? (<usize>label) << 2 : 0);
    let sums = f32x4.splat(0);
    let lanes = i32x4(0, 1, 2, 3);
    for (let left = classes; left > 0; left -= 4) {
      const others = v128.andnot(firstLanes(left), i32x4.eq(lanes, own));
      const probability = v128.load(probabilities);
      sums = f32x4.add(sums, v128.and(probability, others));
      const value = f32x4.div(probability, count);
      const small = tooSmall(value, magnitude, unit, bound);
      flushed = i32x4.add(flushed, v128.and(small, others));
      storeFirst(dx, v128.andnot(value, small), left);
      const numbers = min(left, 4) << 2;
      probabilities += numbers;
      dx += numbers;
      lanes = i32x4.add(lanes, i32x4.splat(4));
    }
    if (known) {
      const value = f32x4.div(f32x4.neg(sumsOf(sums, sums, sums, sums)), count);
      const small = tooSmall(value, magnitude, unit, bound);
      flushed = i32x4.add(flushed, v128.and(small, firstLanes(1)));
      v128.store32_lane(chosen, v128.andnot(value, small), 0);
    }
    target += 4;
  }
  countFlushed(flushed);
}

export function bceWithLogits(x: usize, target: usize, loss: usize, report: usize, width: i32, rows: i32): void {
  const count = width * rows;
  const correct = countOnSide(x, target, 0, width, rows);
  let sum = f64x2.splat(0);
  for (let left = count; left > 0; left -= 4) {
    const logit = v128.load(x);
    const tail = logOfOnePlus(expOfNonPositive(v128.or(logit, constant(SIGN))));
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
  const one = constant(ONE);
  const magnitude = constant(MAGNITUDE);
  const least = constant(LEAST_GRADIENT);
  let flushed = i32x4.splat(0);
  for (; count > 0; count -= 4) {
    const logit = v128.load(x);
    const goal = v128.load(target);
    const tail = expOfNonPositive(v128.or(logit, constant(SIGN)));
    const negative = f32x4.lt(logit, f32x4.splat(0));
    const above = f32x4.mul(f32x4.sub(one, goal), v128.bitselect(tail, one, negative));
    const below = f32x4.mul(goal, v128.bitselect(one, tail, negative));
    const value = f32x4.div(f32x4.sub(above, below), f32x4.mul(f32x4.add(one, tail), all));
    const small = f32x4.lt(v128.and(value, magnitude), least);
    flushed = i32x4.add(flushed, count < 4 ? v128.and(small, firstLanes(count)) : small);
    v128.store(dx, v128.andnot(value, small));
    x += 16;
    target += 16;
    dx += 16;
  }
  countFlushed(flushed);
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
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const bound = constant(BELOW_GRADIENT);
  let flushed = i32x4.splat(0);
  let tops = i32x4.splat(0);
  for (; count > 0; count -= 4) {
    const away = f32x4.sub(v128.load(x), v128.load(target));
    const value = f32x4.div(f32x4.add(away, away), all);
    const inside = firstLanes(count);
    const small = tooSmall(value, magnitude, unit, bound);
    flushed = i32x4.add(flushed, v128.and(small, inside));
    tops = i32x4.max_s(tops, v128.and(v128.and(value, magnitude), inside));
    v128.store(dx, v128.andnot(value, small));
    x += 16;
    target += 16;
    dx += 16;
  }
  noticeTops(tops);
  countFlushed(flushed);
}
