/**
 * @file y = x · weightᵀ + bias and its gradients; x [R, I], weight [O, I], bias [O] (or address 0), y and dy [R, O]. `begin` to `end` are
 * columns of the product, that is of y, dx or dweight. Where there is a `gate`, y itself or what the ReLU before x put out, the result
 * is 0 where that is not above 0.
 */
import { firstLanes, storeFirst } from './lanes.ts';
import { multiply } from './matrix-product.ts';
import { NORMAL_KEY, GRADIENT_KEY, settled } from './settle.ts';

export function linear(
  x: usize,
  weight: usize,
  bias: usize,
  y: usize,
  inputs: i32,
  outputs: i32,
  rows: i32,
  begin: i32,
  end: i32,
  gate: usize,
): void {
  multiply(rows, outputs, inputs, x, inputs << 2, 4, weight, true, bias, y, begin, end, NORMAL_KEY, gate);
}

export function linearInputGradient(
  dy: usize,
  weight: usize,
  dx: usize,
  inputs: i32,
  outputs: i32,
  rows: i32,
  begin: i32,
  end: i32,
  gate: usize,
): void {
  multiply(rows, inputs, outputs, dy, outputs << 2, 4, weight, false, 0, dx, begin, end, GRADIENT_KEY, gate);
}

export function linearWeightGradient(
  dy: usize,
  x: usize,
  dweight: usize,
  inputs: i32,
  outputs: i32,
  rows: i32,
  begin: i32,
  end: i32,
): void {
  multiply(outputs, inputs, rows, dy, 4, outputs << 2, x, false, 0, dweight, begin, end, NORMAL_KEY, 0);
}

export function linearBiasGradient(dy: usize, dbias: usize, outputs: i32, rows: i32): void {
  const row: usize = outputs << 2;
  let i = 0;
  // a sum waits for the last one's: four that do not wait for each other take the time of one
  for (; i + 16 <= outputs; i += 16) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let at = dy + (i << 2);
    for (let left = rows; left > 0; left--) {
      s0 = f32x4.add(s0, v128.load(at));
      s1 = f32x4.add(s1, v128.load(at, 16));
      s2 = f32x4.add(s2, v128.load(at, 32));
      s3 = f32x4.add(s3, v128.load(at, 48));
      at += row;
    }
    const to = dbias + (i << 2);
    v128.store(to, settled(s0, NORMAL_KEY));
    v128.store(to, settled(s1, NORMAL_KEY), 16);
    v128.store(to, settled(s2, NORMAL_KEY), 32);
    v128.store(to, settled(s3, NORMAL_KEY), 48);
  }
  for (; i < outputs; i += 4) {
    let sum = f32x4.splat(0);
    let at = dy + (i << 2);
    for (let left = rows; left > 0; left--) {
      sum = f32x4.add(sum, v128.load(at));
      at += row;
    }
    storeFirst(dbias + (i << 2), settled(v128.and(sum, firstLanes(outputs - i)), NORMAL_KEY), outputs - i);
  }
}
