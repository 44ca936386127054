/**
 * @file Inverted dropout. The mask is Philox4x32-10 of core/tensor/random.ts, bit for bit: element i takes word i mod 4 of the
 * block with index i / 4. Four blocks are computed side by side, one in each lane.
 */
import { SEED_HIGH, SEED_LOW, STEP } from './layout.ts';

/** dx or y [count] = x · (survives ? 1 / (1 - p) : 0); y may be x. */
export function dropout(x: usize, y: usize, count: i32, stream: u32, p: f64): void {
  // words from here on survive; p = 1 has no such word in 32 bits, and a scale of 0 instead
  const least = i32x4.splat(<u32>(<u64>ceil(p * 4294967296)));
  const scale = f32x4.splat(p < 1 ? <f32>(1 / (1 - p)) : 0);
  const step = i32x4.splat(load<u32>(STEP));
  const seedLow = load<u32>(SEED_LOW);
  const seedHigh = load<u32>(SEED_HIGH);
  const multiplier0 = i32x4.splat(0xd2511f53);
  const multiplier1 = i32x4.splat(0xcd9e8d57);

  let block = i32x4(0, 1, 2, 3);
  for (let left = count; left > 0; left -= 16) {
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
      c0 = v128.xor(v128.xor(v128.shuffle<i32>(low1, high1, 1, 3, 5, 7), c1), i32x4.splat(k0));
      c2 = v128.xor(v128.xor(v128.shuffle<i32>(low0, high0, 1, 3, 5, 7), c3), i32x4.splat(k1));
      c1 = v128.shuffle<i32>(low1, high1, 0, 2, 4, 6);
      c3 = v128.shuffle<i32>(low0, high0, 0, 2, 4, 6);
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    // word w of block b stands in lane b of vector w: turn them so that a vector is a block
    const a = v128.shuffle<i32>(c0, c1, 0, 4, 1, 5);
    const b = v128.shuffle<i32>(c2, c3, 0, 4, 1, 5);
    const c = v128.shuffle<i32>(c0, c1, 2, 6, 3, 7);
    const d = v128.shuffle<i32>(c2, c3, 2, 6, 3, 7);
    keep(x, y, v128.shuffle<i64>(a, b, 0, 2), least, scale);
    if (left > 4) keep(x + 16, y + 16, v128.shuffle<i64>(a, b, 1, 3), least, scale);
    if (left > 8) keep(x + 32, y + 32, v128.shuffle<i64>(c, d, 0, 2), least, scale);
    if (left > 12) keep(x + 48, y + 48, v128.shuffle<i64>(c, d, 1, 3), least, scale);
    block = i32x4.add(block, i32x4.splat(4));
    x += 64;
    y += 64;
  }
}

/** A product, not a choice: what is not finite stays so even where it is dropped, as in PyTorch. */
function keep(x: usize, y: usize, words: v128, least: v128, scale: v128): void {
  v128.store(y, f32x4.mul(v128.load(x), v128.and(scale, i32x4.ge_u(words, least))));
}
