/** @file The ends of rows, where fewer than four numbers are left. */

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
