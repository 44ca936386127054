/**
 * @file Functions of one number over `count` numbers, and their slopes told from the output. A tensor starts on a multiple of
 * four numbers, so those up to the next multiple belong to nobody else: these kernels round up and have no tail.
 */
import { sigmoidOf, tanhOf } from './elementary.ts';

/** pmax(x, 0) is `x < 0 ? 0 : x`: not a number stays so; max(x, 0) and pmax(0, x) would lose it. */
export function relu(x: usize, y: usize, count: i32): void {
  for (; count > 0; count -= 4) {
    v128.store(y, f32x4.pmax(v128.load(x), f32x4.splat(0)));
    x += 16;
    y += 16;
  }
}

export function reluBackward(y: usize, dy: usize, dx: usize, count: i32): void {
  for (; count > 0; count -= 4) {
    v128.store(dx, v128.andnot(v128.load(dy), f32x4.le(v128.load(y), f32x4.splat(0))));
    y += 16;
    dy += 16;
    dx += 16;
  }
}

export function leakyRelu(x: usize, y: usize, count: i32, negativeSlope: f64): void {
  const slope = f32x4.splat(<f32>negativeSlope);
  for (; count > 0; count -= 4) {
    const value = v128.load(x);
    v128.store(y, v128.bitselect(value, f32x4.mul(value, slope), f32x4.gt(value, f32x4.splat(0))));
    x += 16;
    y += 16;
  }
}

export function leakyReluBackward(y: usize, dy: usize, dx: usize, count: i32, negativeSlope: f64): void {
  const slope = f32x4.splat(<f32>negativeSlope);
  for (; count > 0; count -= 4) {
    const value = v128.load(dy);
    v128.store(dx, v128.bitselect(value, f32x4.mul(value, slope), f32x4.gt(v128.load(y), f32x4.splat(0))));
    y += 16;
    dy += 16;
    dx += 16;
  }
}

export function sigmoid(x: usize, y: usize, count: i32): void {
  for (; count > 0; count -= 4) {
    v128.store(y, sigmoidOf(v128.load(x)));
    x += 16;
    y += 16;
  }
}

export function sigmoidBackward(y: usize, dy: usize, dx: usize, count: i32): void {
  for (; count > 0; count -= 4) {
    const value = v128.load(y);
    const slope = f32x4.mul(value, f32x4.sub(f32x4.splat(1), value));
    v128.store(dx, f32x4.mul(v128.load(dy), slope));
    y += 16;
    dy += 16;
    dx += 16;
  }
}

export function tanh(x: usize, y: usize, count: i32): void {
  for (; count > 0; count -= 4) {
    v128.store(y, tanhOf(v128.load(x)));
    x += 16;
    y += 16;
  }
}

export function tanhBackward(y: usize, dy: usize, dx: usize, count: i32): void {
  for (; count > 0; count -= 4) {
    const value = v128.load(y);
    const slope = f32x4.sub(f32x4.splat(1), f32x4.mul(value, value));
    v128.store(dx, f32x4.mul(v128.load(dy), slope));
    y += 16;
    dy += 16;
    dx += 16;
  }
}
