/**
 * @file y = x · weightᵀ + bias and its gradients; x [R, I], weight [O, I], bias [O] (or address 0), y and dy [R, O]. `begin` to `end` are
 * columns of the product, that is of y, dx or dweight.
 */
import { storeFirst } from './lanes.ts';
import { multiply } from './matrix-product.ts';

/** Twice the bits of the least number that is kept: no denormals in y and dweight, and in dx, which goes on being multiplied, nothing below 2^-100. */
const NORMAL: i32 = 0x01000000;
const LEAST_SIGNAL: i32 = 0x1b000000;

export function linear(x: usize, weight: usize, bias: usize, y: usize, inputs: i32, outputs: i32, rows: i32, begin: i32, end: i32): void {
  multiply(rows, outputs, inputs, x, inputs << 2, 4, weight, true, bias, y, begin, end, NORMAL);
}

export function linearInputGradient(dy: usize, weight: usize, dx: usize, inputs: i32, outputs: i32, rows: i32, begin: i32, end: i32): void {
  multiply(rows, inputs, outputs, dy, outputs << 2, 4, weight, false, 0, dx, begin, end, LEAST_SIGNAL);
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
  multiply(outputs, inputs, rows, dy, 4, outputs << 2, x, false, 0, dweight, begin, end, NORMAL);
}

export function linearBiasGradient(dy: usize, dbias: usize, outputs: i32, rows: i32): void {
  for (let i = 0; i < outputs; i += 4) {
    let sum = f32x4.splat(0);
    let at = dy + (i << 2);
    for (let row = 0; row < rows; row++) {
      sum = f32x4.add(sum, v128.load(at));
      at += outputs << 2;
    }
    storeFirst(dbias + (i << 2), sum, outputs - i);
  }
}
