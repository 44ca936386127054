import { expOfNonPositive, logOf } from './elementary.ts';
import { firstLanes, storeFirst } from './lanes.ts';

/** Probabilities of one row of logits, to `to`; returns log Σ exp(x). */
export function softmaxRow(from: usize, to: usize, width: i32): f64 {
  let tops = f32x4.splat(-Infinity);
  let at = from;
  for (let left = width; left > 0; left -= 4) {
    tops = f32x4.max(tops, v128.bitselect(v128.load(at), f32x4.splat(-Infinity), firstLanes(left)));
    at += 16;
  }
  const top = max(
    max(f32x4.extract_lane(tops, 0), f32x4.extract_lane(tops, 1)),
    max(f32x4.extract_lane(tops, 2), f32x4.extract_lane(tops, 3)),
  );

  let sums = f32x4.splat(0);
  at = from;
  let out = to;
  for (let left = width; left > 0; left -= 4) {
    const power = expOfNonPositive(f32x4.sub(v128.load(at), f32x4.splat(top)));
    sums = f32x4.add(sums, v128.and(power, firstLanes(left)));
    storeFirst(out, power, left);
    at += 16;
    out += 16;
  }
  const sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));

  for (let left = width; left > 0; left -= 4) {
    storeFirst(to, f32x4.div(v128.load(to), f32x4.splat(sum)), left);
    to += 16;
  }
  return <f64>top + logOf(sum);
}

export function softmax(x: usize, y: usize, width: i32, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    softmaxRow(x, y, width);
    x += width << 2;
    y += width << 2;
  }
}

export function softmaxBackward(y: usize, dy: usize, dx: usize, width: i32, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    let sums = f32x4.splat(0);
    for (let i = 0; i < width; i += 4) {
      const product = f32x4.mul(v128.load(y + (i << 2)), v128.load(dy + (i << 2)));
      sums = f32x4.add(sums, v128.and(product, firstLanes(width - i)));
    }
    const sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
    for (let i = 0; i < width; i += 4) {
      const value = f32x4.mul(v128.load(y + (i << 2)), f32x4.sub(v128.load(dy + (i << 2)), f32x4.splat(sum)));
      storeFirst(dx + (i << 2), value, width - i);
    }
    y += width << 2;
    dy += width << 2;
    dx += width << 2;
  }
}
