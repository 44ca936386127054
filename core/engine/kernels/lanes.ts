/** @file Vectors of four numbers: the ends of rows, where fewer are left, sums of lanes, double precision, constants. */

/** The number at an address of constants.ts, in all lanes. */
export function constant(at: usize): v128 {
  return v128.load32_splat(at);
}

/**
 * All bits set where x is below a bound but not zero; `bound` is BELOW_NORMAL or BELOW_GRADIENT, whose bits order as integers.
 * Zero, less one, is the largest of them, and NaN is above all bounds.
 */
export function tooSmall(x: v128, magnitude: v128, unit: v128, bound: v128): v128 {
  return i32x4.le_u(i32x4.sub(v128.and(x, magnitude), unit), bound);
}

/** Stores the first `count` lanes, at most four. */
export function storeFirst(to: usize, value: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, value);
    return;
  }
  v128.store32_lane(to, value, 0);
  if (count > 1) v128.store32_lane(to, value, 1, 4);
  if (count > 2) v128.store32_lane(to, value, 2, 8);
}

/** All bits set in the first `count` lanes. */
export function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

export function sumOfLanes(value: v128): f64 {
  return f64x2.extract_lane(value, 0) + f64x2.extract_lane(value, 1);
}

/** The first two lanes in double precision. */
export function lowHalf(value: v128): v128 {
  return f64x2.promote_low_f32x4(value);
}

/** The last two lanes in double precision. */
export function highHalf(value: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(value, value, 2, 3, 2, 3));
}

/** Four numbers in single precision from two pairs in double. */
export function narrow(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

/** sum + the squares of four numbers: a square of a tiny gradient would underflow in single precision. */
export function addSquares(sum: v128, value: v128): v128 {
  const low = lowHalf(value);
  const high = highHalf(value);
  return f64x2.add(sum, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
}

/** The sums of the lanes of four vectors. */
export function sumsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
  const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 2, 4, 6), v128.shuffle<i32>(c, d, 1, 3, 5, 7));
  return f32x4.add(v128.shuffle<i32>(ab, cd, 0, 2, 4, 6), v128.shuffle<i32>(ab, cd, 1, 3, 5, 7));
}

/** The largest lane of each of four vectors; NaN if one is. */
export function maximaOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.max(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
  const cd = f32x4.max(v128.shuffle<i32>(c, d, 0, 2, 4, 6), v128.shuffle<i32>(c, d, 1, 3, 5, 7));
  return f32x4.max(v128.shuffle<i32>(ab, cd, 0, 2, 4, 6), v128.shuffle<i32>(ab, cd, 1, 3, 5, 7));
}

/** All bits set where a product a · b came out too small though neither factor is zero. */
export function vanished(product: v128, a: v128, b: v128, magnitude: v128, least: v128): v128 {
  const none = f32x4.splat(0);
  const small = f32x4.lt(v128.and(product, magnitude), least);
  return v128.and(small, v128.and(f32x4.ne(a, none), f32x4.ne(b, none)));
}

/** Counts of a sweep over `count` numbers, less what its last vector had beyond them. */
export function withoutEnd(flushed: v128, last: v128, count: i32): v128 {
  return (count & 3) == 0 ? flushed : i32x4.sub(flushed, v128.andnot(last, firstLanes(count & 3)));
}

/** Of integers. */
export function largestLane(value: v128): i32 {
  return max(
    max(i32x4.extract_lane(value, 0), i32x4.extract_lane(value, 1)),
    max(i32x4.extract_lane(value, 2), i32x4.extract_lane(value, 3)),
  );
}
