/**
 * @file Cross entropy of up to four classes, as losses.ts has it of any number: four rows at a time, turned so that a vector holds
 * one class of four rows. Of fewer rows the last stands in for those that are missing.
 */
import { BELOW_GRADIENT, LEAST_NORMAL, MAGNITUDE, ONE, UNIT } from './constants.ts';
import { expOfNonPositive, logOfOneOrMore } from './elementary.ts';
import { constant, firstLanes, highHalf, lowHalf, storeFirst, sumOfLanes, tooSmall } from './lanes.ts';
import { countFlushed } from './tally.ts';

/** Answers with the sum of the losses, NaN where a target is no class, and writes how many rows are right to the address `correct`. */
export function crossEntropyOfFew(x: usize, target: usize, probabilities: usize, correct: usize, classes: i32, rows: i32): f64 {
  const stride: usize = classes << 2;
  const one = constant(ONE);
  const two = f32x4.add(one, one);
  const three = f32x4.add(two, one);
  const least = constant(LEAST_NORMAL);
  const none = f32x4.splat(0);
  let sum = f64x2.splat(0);
  let wrong = i32x4.splat(0);
  let flushed = i32x4.splat(0);
  for (let left = rows; left > 0; left -= 4) {
    const second = left > 1 ? stride : 0;
    const third = left > 2 ? second + stride : second;
    const fourth = left > 3 ? third + stride : third;
    const a = v128.load(x);
    const b = v128.load(x + second);
    const c = v128.load(x + third);
    const d = v128.load(x + fourth);
    const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const x0 = v128.shuffle<i64>(ab, cd, 0, 2);
    const x1 = v128.shuffle<i64>(ab, cd, 1, 3);
    const abEnd = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdEnd = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    const x2 = v128.shuffle<i64>(abEnd, cdEnd, 0, 2);
    const x3 = v128.shuffle<i64>(abEnd, cdEnd, 1, 3);

    const label = f32x4.trunc(v128.load(target));
    const own0 = v128.andnot(f32x4.eq(label, none), f32x4.lt(v128.load(target), none));
    const own1 = f32x4.eq(label, one);
    let top = x0;
    let chosen = v128.and(x0, own0);
    let known = own0;
    if (classes > 1) {
      top = f32x4.max(top, x1);
      chosen = v128.or(chosen, v128.and(x1, own1));
      known = v128.or(known, own1);
    }
    if (classes > 2) {
      const own2 = f32x4.eq(label, two);
      top = f32x4.max(top, x2);
      chosen = v128.or(chosen, v128.and(x2, own2));
      known = v128.or(known, own2);
    }
    if (classes > 3) {
      const own3 = f32x4.eq(label, three);
      top = f32x4.max(top, x3);
      chosen = v128.or(chosen, v128.and(x3, own3));
      known = v128.or(known, own3);
    }
    // all bits set are not a number
    chosen = v128.or(chosen, v128.not(known));

    let y0 = expOfNonPositive(f32x4.sub(x0, top));
    let y1 = none;
    let y2 = none;
    let y3 = none;
    let powers = y0;
    let beaten = v128.or(f32x4.ne(chosen, chosen), beats(x0, chosen, f32x4.gt(label, none)));
    if (classes > 1) {
      y1 = expOfNonPositive(f32x4.sub(x1, top));
      powers = f32x4.add(powers, y1);
      beaten = v128.or(beaten, beats(x1, chosen, f32x4.gt(label, one)));
    }
    if (classes > 2) {
      y2 = expOfNonPositive(f32x4.sub(x2, top));
      powers = f32x4.add(powers, y2);
      beaten = v128.or(beaten, beats(x2, chosen, f32x4.gt(label, two)));
    }
    if (classes > 3) {
      y3 = expOfNonPositive(f32x4.sub(x3, top));
      powers = f32x4.add(powers, y3);
      beaten = v128.or(beaten, f32x4.gt(x3, chosen));
    }
    const inside = firstLanes(left);
    wrong = i32x4.add(wrong, v128.and(beaten, inside));
    const loss = v128.and(f32x4.add(f32x4.sub(top, chosen), logOfOneOrMore(powers)), inside);
    sum = f64x2.add(sum, f64x2.add(lowHalf(loss), highHalf(loss)));

    y0 = f32x4.div(y0, powers);
    let small = f32x4.lt(y0, least);
    y0 = v128.andnot(y0, small);
    let found = small;
    if (classes > 1) {
      y1 = f32x4.div(y1, powers);
      small = f32x4.lt(y1, least);
      y1 = v128.andnot(y1, small);
      found = i32x4.add(found, small);
    }
    if (classes > 2) {
      y2 = f32x4.div(y2, powers);
      small = f32x4.lt(y2, least);
      y2 = v128.andnot(y2, small);
      found = i32x4.add(found, small);
    }
    if (classes > 3) {
      y3 = f32x4.div(y3, powers);
      small = f32x4.lt(y3, least);
      y3 = v128.andnot(y3, small);
      found = i32x4.add(found, small);
    }
    // a count is small: only those of rows that are there
    flushed = i32x4.add(flushed, v128.and(found, inside));
    storeColumns(probabilities, y0, y1, y2, y3, classes, left);
    x += 4 * stride;
    probabilities += 4 * stride;
    target += 16;
  }
  countFlushed(flushed);
  const mistakes =
    i32x4.extract_lane(wrong, 0) + i32x4.extract_lane(wrong, 1) + i32x4.extract_lane(wrong, 2) + i32x4.extract_lane(wrong, 3);
  store<f32>(correct, <f32>(rows + mistakes));
  return sumOfLanes(sum);
}

/** Whether a logit keeps the chosen one from being the first of the greatest; `before`: it comes before it. */
function beats(logit: v128, chosen: v128, before: v128): v128 {
  return v128.or(f32x4.gt(logit, chosen), v128.and(before, f32x4.eq(logit, chosen)));
}

/** Stores up to four rows of up to four numbers that stand in columns. */
function storeColumns(to: usize, y0: v128, y1: v128, y2: v128, y3: v128, width: i32, rows: i32): void {
  const low = v128.shuffle<i32>(y0, y1, 0, 4, 1, 5);
  const high = v128.shuffle<i32>(y0, y1, 2, 6, 3, 7);
  if (width == 2) {
    storeFirst(to, low, rows << 1);
    if (rows > 2) storeFirst(to + 16, high, (rows - 2) << 1);
    return;
  }
  if (width == 1) {
    storeFirst(to, y0, rows);
    return;
  }
  const lowEnd = v128.shuffle<i32>(y2, y3, 0, 4, 1, 5);
  const highEnd = v128.shuffle<i32>(y2, y3, 2, 6, 3, 7);
  const stride: usize = width << 2;
  storeFirst(to, v128.shuffle<i64>(low, lowEnd, 0, 2), width);
  if (rows > 1) storeFirst(to + stride, v128.shuffle<i64>(low, lowEnd, 1, 3), width);
  if (rows > 2) storeFirst(to + 2 * stride, v128.shuffle<i64>(high, highEnd, 0, 2), width);
  if (rows > 3) storeFirst(to + 3 * stride, v128.shuffle<i64>(high, highEnd, 1, 3), width);
}

/** The target's own gradient is minus the sum of the others, as in losses.ts. */
export function crossEntropyBackwardOfFew(probabilities: usize, target: usize, dx: usize, classes: i32, rows: i32): void {
  const stride: usize = classes << 2;
  const count = f32x4.splat(<f32>rows);
  const one = constant(ONE);
  const two = f32x4.add(one, one);
  const three = f32x4.add(two, one);
  const none = f32x4.splat(0);
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const bound = constant(BELOW_GRADIENT);
  let flushed = i32x4.splat(0);
  for (let left = rows; left > 0; left -= 4) {
    const second = left > 1 ? stride : 0;
    const third = left > 2 ? second + stride : second;
    const fourth = left > 3 ? third + stride : third;
    const a = v128.load(probabilities);
    const b = v128.load(probabilities + second);
    const c = v128.load(probabilities + third);
    const d = v128.load(probabilities + fourth);
    const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const abEnd = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdEnd = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    let y0 = v128.shuffle<i64>(ab, cd, 0, 2);
    let y1 = classes > 1 ? v128.shuffle<i64>(ab, cd, 1, 3) : none;
    let y2 = classes > 2 ? v128.shuffle<i64>(abEnd, cdEnd, 0, 2) : none;
    let y3 = classes > 3 ? v128.shuffle<i64>(abEnd, cdEnd, 1, 3) : none;
    const label = f32x4.trunc(v128.load(target));
    const own0 = v128.andnot(f32x4.eq(label, none), f32x4.lt(v128.load(target), none));
    const own1 = f32x4.eq(label, one);
    const own2 = f32x4.eq(label, two);
    const own3 = f32x4.eq(label, three);
    const others = f32x4.add(
      f32x4.add(v128.andnot(y0, own0), v128.andnot(y1, own1)),
      f32x4.add(v128.andnot(y2, own2), v128.andnot(y3, own3)),
    );
    const rest = f32x4.sub(none, others);
    const inside = firstLanes(left);
    y0 = f32x4.div(v128.bitselect(rest, y0, own0), count);
    let small = tooSmall(y0, magnitude, unit, bound);
    y0 = v128.andnot(y0, small);
    let found = small;
    if (classes > 1) {
      y1 = f32x4.div(v128.bitselect(rest, y1, own1), count);
      small = tooSmall(y1, magnitude, unit, bound);
      y1 = v128.andnot(y1, small);
      found = i32x4.add(found, small);
    }
    if (classes > 2) {
      y2 = f32x4.div(v128.bitselect(rest, y2, own2), count);
      small = tooSmall(y2, magnitude, unit, bound);
      y2 = v128.andnot(y2, small);
      found = i32x4.add(found, small);
    }
    if (classes > 3) {
      y3 = f32x4.div(v128.bitselect(rest, y3, own3), count);
      small = tooSmall(y3, magnitude, unit, bound);
      y3 = v128.andnot(y3, small);
      found = i32x4.add(found, small);
    }
    flushed = i32x4.add(flushed, v128.and(found, inside));
    storeColumns(dx, y0, y1, y2, y3, classes, left);
    probabilities += 4 * stride;
    dx += 4 * stride;
    target += 16;
  }
  countFlushed(flushed);
}
