/**
 * @file Inverted dropout. The mask is Philox4x32-10 of core/tensor/random.ts, bit for bit: element i takes word i mod 4 of the
 * block with index i / 4. Four blocks are computed side by side, one in each lane.
 */
import { BELOW_GRADIENT, BELOW_NORMAL, MAGNITUDE, PHILOX_0, PHILOX_1, UNIT, WEYL_0, WEYL_1 } from './constants.ts';
import { constant, firstLanes, tooSmall } from './lanes.ts';
import { SEED_HIGH, SEED_LOW, STEP } from './layout.ts';
import { countFlushed, noticeTops } from './tally.ts';

/**
 * dx or y = x · (survives ? 1 / (1 - p) : 0) for the numbers from `begin` to before `end`; `begin` is a multiple of 16, x and y are
 * where the tensors start, and y may be x. `bound`: what is made zero, see `tooSmall`.
 */
function mask(x: usize, y: usize, stream: u32, p: f64, begin: i32, end: i32, bound: v128): void {
  // words from here on survive; p = 1 has no such word in 32 bits, and a scale of 0 instead
  const least = i32x4.splat(<u32>(<u64>ceil(p * 4294967296)));
  const scale = f32x4.splat(p < 1 ? <f32>(1 / (1 - p)) : 0);
  const step = i32x4.splat(load<u32>(STEP));
  const seedLow = i32x4.splat(load<u32>(SEED_LOW));
  const seedHigh = i32x4.splat(load<u32>(SEED_HIGH));
  const multiplier0 = constant(PHILOX_0);
  const multiplier1 = constant(PHILOX_1);
  const weyl0 = constant(WEYL_0);
  const weyl1 = constant(WEYL_1);
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);

  let flushed = i32x4.splat(0);
  let tops = i32x4.splat(0);
  let block = i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(begin >> 2));
  x += begin << 2;
  y += begin << 2;
  for (let left = end - begin; left > 0; left -= 16) {
    let c0 = block;
    let c1 = i32x4.splat(0);
    let c2 = i32x4.splat(stream);
    let c3 = step;
    let k0 = seedLow;
    let k1 = seedHigh;
    for (let round = 0; round < 10; round++) {
      const low0 = i64x2.extmul_low_i32x4_u(c0, multiplier0);
      const high0 = i64x2.extmul_high_i32x4_u(c0, multiplier0);
      const low1 = i64x2.extmul_low_i32x4_u(c2, multiplier1);
      const high1 = i64x2.extmul_high_i32x4_u(c2, multiplier1);
      c0 = v128.xor(v128.xor(v128.shuffle<i32>(low1, high1, 1, 3, 5, 7), c1), k0);
      c2 = v128.xor(v128.xor(v128.shuffle<i32>(low0, high0, 1, 3, 5, 7), c3), k1);
      c1 = v128.shuffle<i32>(low1, high1, 0, 2, 4, 6);
      c3 = v128.shuffle<i32>(low0, high0, 0, 2, 4, 6);
      k0 = i32x4.add(k0, weyl0);
      k1 = i32x4.add(k1, weyl1);
    }
    // word w of block b stands in lane b of vector w: turn them so that a vector is a block
    const a = v128.shuffle<i32>(c0, c1, 0, 4, 1, 5);
    const b = v128.shuffle<i32>(c2, c3, 0, 4, 1, 5);
    const c = v128.shuffle<i32>(c0, c1, 2, 6, 3, 7);
    const d = v128.shuffle<i32>(c2, c3, 2, 6, 3, 7);
    let words = v128.shuffle<i64>(a, b, 0, 2);
    for (let part = 0; part < 4 && part << 2 < left; part++) {
      // a product, not a choice: what is not finite stays so even where it is dropped, as in PyTorch
      const value = f32x4.mul(v128.load(x + (part << 4)), v128.and(scale, i32x4.ge_u(words, least)));
      const inside = firstLanes(left - (part << 2));
      const small = tooSmall(value, magnitude, unit, bound);
      flushed = i32x4.add(flushed, v128.and(small, inside));
      tops = i32x4.max_s(tops, v128.and(v128.and(value, magnitude), inside));
      v128.store(y + (part << 4), v128.andnot(value, small));
      words = part == 0 ? v128.shuffle<i64>(a, b, 1, 3) : part == 1 ? v128.shuffle<i64>(c, d, 0, 2) : v128.shuffle<i64>(c, d, 1, 3);
    }
    block = i32x4.add(block, i32x4.splat(4));
    x += 64;
    y += 64;
  }
  noticeTops(tops);
  countFlushed(flushed);
}

/** In evaluation nothing is dropped. */
export function dropout(x: usize, y: usize, stream: u32, training: bool, p: f64, begin: i32, end: i32): void {
  if (training) mask(x, y, stream, p, begin, end, constant(BELOW_NORMAL));
  else memory.copy(y + (begin << 2), x + (begin << 2), (end - begin) << 2);
}

export function dropoutBackward(dy: usize, dx: usize, stream: u32, p: f64, begin: i32, end: i32): void {
  mask(dy, dx, stream, p, begin, end, constant(BELOW_GRADIENT));
}
