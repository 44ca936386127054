/**
 * @file softmax over rows, as in reference/softmax.ts, four rows at a time: what is one number a row (its maximum, its sum, its
 * logarithm) is then one vector. Of fewer rows the last stands in for those that are missing, and is computed again.
 */
import { LEAST_GRADIENT, LEAST_NORMAL, MAGNITUDE } from './constants.ts';
import { expOfNonPositive, logOfOneOrMore } from './elementary.ts';
import { constant, firstLanes, maximaOf, storeFirst, sumsOf, vanished } from './lanes.ts';
import { countFlushed, noticeTops } from './tally.ts';

/**
 * Probabilities of up to four rows of logits, `rows` of which are there. Returns log Σ exp(x) - chosen of each, to the precision of
 * the difference and not of the logits.
 */
export function softmaxOfFour(from: usize, to: usize, width: i32, rows: i32, chosen: v128): v128 {
  const stride: usize = width << 2;
  const second = rows > 1 ? stride : 0;
  const third = rows > 2 ? second + stride : second;
  const fourth = rows > 3 ? third + stride : third;
  const full = width & ~3;
  const tail = (<usize>full) << 2;
  const inside = firstLanes(width & 3);
  const nothing = f32x4.splat(-Infinity);

  let a = nothing;
  let b = nothing;
  let c = nothing;
  let d = nothing;
  for (let at: usize = 0; at < tail; at += 16) {
    a = f32x4.max(a, v128.load(from + at));
    b = f32x4.max(b, v128.load(from + second + at));
    c = f32x4.max(c, v128.load(from + third + at));
    d = f32x4.max(d, v128.load(from + fourth + at));
  }
  if (full != width) {
    a = f32x4.max(a, v128.bitselect(v128.load(from + tail), nothing, inside));
    b = f32x4.max(b, v128.bitselect(v128.load(from + second + tail), nothing, inside));
    c = f32x4.max(c, v128.bitselect(v128.load(from + third + tail), nothing, inside));
    d = f32x4.max(d, v128.bitselect(v128.load(from + fourth + tail), nothing, inside));
  }
  const tops = maximaOf(a, b, c, d);
  const topA = v128.shuffle<i32>(tops, tops, 0, 0, 0, 0);
  const topB = v128.shuffle<i32>(tops, tops, 1, 1, 1, 1);
  const topC = v128.shuffle<i32>(tops, tops, 2, 2, 2, 2);
  const topD = v128.shuffle<i32>(tops, tops, 3, 3, 3, 3);

  a = f32x4.splat(0);
  b = a;
  c = a;
  d = a;
  for (let at: usize = 0; at < tail; at += 16) {
    const powerA = expOfNonPositive(f32x4.sub(v128.load(from + at), topA));
    const powerB = expOfNonPositive(f32x4.sub(v128.load(from + second + at), topB));
    const powerC = expOfNonPositive(f32x4.sub(v128.load(from + third + at), topC));
    const powerD = expOfNonPositive(f32x4.sub(v128.load(from + fourth + at), topD));
    a = f32x4.add(a, powerA);
    b = f32x4.add(b, powerB);
    c = f32x4.add(c, powerC);
    d = f32x4.add(d, powerD);
    v128.store(to + at, powerA);
    v128.store(to + second + at, powerB);
    v128.store(to + third + at, powerC);
    v128.store(to + fourth + at, powerD);
  }
  // the ends of rows stay in registers: a vector read right behind the single numbers it was stored as would have to wait for them
  let endA = f32x4.splat(0);
  let endB = endA;
  let endC = endA;
  let endD = endA;
  if (full != width) {
    endA = v128.and(expOfNonPositive(f32x4.sub(v128.load(from + tail), topA)), inside);
    endB = v128.and(expOfNonPositive(f32x4.sub(v128.load(from + second + tail), topB)), inside);
    endC = v128.and(expOfNonPositive(f32x4.sub(v128.load(from + third + tail), topC)), inside);
    endD = v128.and(expOfNonPositive(f32x4.sub(v128.load(from + fourth + tail), topD)), inside);
    a = f32x4.add(a, endA);
    b = f32x4.add(b, endB);
    c = f32x4.add(c, endC);
    d = f32x4.add(d, endD);
  }
  const sums = sumsOf(a, b, c, d);
  a = v128.shuffle<i32>(sums, sums, 0, 0, 0, 0);
  b = v128.shuffle<i32>(sums, sums, 1, 1, 1, 1);
  c = v128.shuffle<i32>(sums, sums, 2, 2, 2, 2);
  d = v128.shuffle<i32>(sums, sums, 3, 3, 3, 3);
  divideRow(to, tail, a, endA, width);
  if (rows > 1) divideRow(to + second, tail, b, endB, width);
  if (rows > 2) divideRow(to + third, tail, c, endC, width);
  if (rows > 3) divideRow(to + fourth, tail, d, endD, width);
  return f32x4.add(f32x4.sub(tops, chosen), logOfOneOrMore(sums));
}

/** Divides a row by its sum; `end` holds what of it is no whole vector. */
function divideRow(row: usize, tail: usize, sum: v128, end: v128, width: i32): void {
  const least = constant(LEAST_NORMAL);
  let flushed = i32x4.splat(0);
  for (let at: usize = 0; at < tail; at += 16) {
    const probability = f32x4.div(v128.load(row + at), sum);
    const small = f32x4.lt(probability, least);
    flushed = i32x4.add(flushed, small);
    v128.store(row + at, v128.andnot(probability, small));
  }
  if ((width & 3) != 0) {
    const probability = f32x4.div(end, sum);
    const small = f32x4.lt(probability, least);
    flushed = i32x4.add(flushed, v128.and(small, firstLanes(width & 3)));
    storeFirst(row + tail, v128.andnot(probability, small), width & 3);
  }
  countFlushed(flushed);
}

export function softmax(x: usize, y: usize, width: i32, rows: i32): void {
  for (; rows > 0; rows -= 4) {
    softmaxOfFour(x, y, width, rows, f32x4.splat(0));
    x += width << 4;
    y += width << 4;
  }
}

export function softmaxBackward(y: usize, dy: usize, dx: usize, width: i32, rows: i32): void {
  const magnitude = constant(MAGNITUDE);
  const least = constant(LEAST_GRADIENT);
  let flushed = i32x4.splat(0);
  let tops = i32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    let sums = f32x4.splat(0);
    for (let i = 0; i < width; i += 4) {
      const product = f32x4.mul(v128.load(y + (i << 2)), v128.load(dy + (i << 2)));
      sums = f32x4.add(sums, v128.and(product, firstLanes(width - i)));
    }
    const sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
    for (let i = 0; i < width; i += 4) {
      const output = v128.load(y + (i << 2));
      const away = f32x4.sub(v128.load(dy + (i << 2)), f32x4.splat(sum));
      const value = f32x4.mul(output, away);
      const small = vanished(value, output, away, magnitude, least);
      const inside = firstLanes(width - i);
      flushed = i32x4.add(flushed, v128.and(small, inside));
      tops = i32x4.max_s(tops, v128.and(v128.and(value, magnitude), inside));
      storeFirst(dx + (i << 2), v128.andnot(value, small), width - i);
    }
    y += width << 2;
    dy += width << 2;
    dx += width << 2;
  }
  noticeTops(tops);
  countFlushed(flushed);
}
