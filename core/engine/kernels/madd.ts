/** @file The multiply-add of the matrix products. */

/** a · b + c in each lane: rounded once where relaxed SIMD finds a fused multiply-add, twice in a strict build. */
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(c, f32x4.mul(a, b));
}
