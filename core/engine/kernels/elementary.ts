/**
 * @file exp, log and tanh of our own: the same bits on every machine, which the platform's do not promise. Polynomials are
 * those of Cephes (Moshier, single precision), each within 2 units in the last place.
 */

/** exp(x) for x <= 0. Below the logarithm of the smallest normal number it is 0, so that tails bring no denormals. */
export function expOfNonPositive(x: v128): v128 {
  // adding 1.5 · 2^23 rounds to an integer, which then stands in the low bits
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504)), f32x4.splat(12582912));
  const exponent = f32x4.sub(shifted, f32x4.splat(12582912));
  // x - exponent · log 2, the logarithm in two parts of which the first is exact in 9 bits
  let rest = f32x4.sub(x, f32x4.mul(exponent, f32x4.splat(0.693359375)));
  rest = f32x4.sub(rest, f32x4.mul(exponent, f32x4.splat(-2.1219444e-4)));
  let sum = f32x4.add(f32x4.mul(f32x4.splat(1.98756915e-4), rest), f32x4.splat(1.3981999507e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(8.3334519073e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(4.1665795894e-2));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.6666665459e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(5.0000001201e-1));
  sum = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(sum, rest), rest), rest), f32x4.splat(1));
  const power = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(0x3f800000));
  return v128.andnot(f32x4.mul(sum, power), f32x4.lt(x, f32x4.splat(-87.3365)));
}

export function sigmoidOf(x: v128): v128 {
  const tail = expOfNonPositive(f32x4.neg(f32x4.abs(x)));
  const one = f32x4.splat(1);
  return f32x4.div(v128.bitselect(tail, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, tail));
}

/** An odd polynomial near 0, else (1 - e) / (1 + e) with e = exp(-2|x|) and the sign of x. */
export function tanhOf(x: v128): v128 {
  const magnitude = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let near = f32x4.add(f32x4.mul(f32x4.splat(-5.70498872745e-3), square), f32x4.splat(2.06390887954e-2));
  near = f32x4.add(f32x4.mul(near, square), f32x4.splat(-5.37397155531e-2));
  near = f32x4.add(f32x4.mul(near, square), f32x4.splat(1.33314422036e-1));
  near = f32x4.add(f32x4.mul(near, square), f32x4.splat(-3.33332819422e-1));
  near = f32x4.add(f32x4.mul(f32x4.mul(near, square), x), x);
  const tail = expOfNonPositive(f32x4.mul(magnitude, f32x4.splat(-2)));
  const far = f32x4.div(f32x4.sub(f32x4.splat(1), tail), f32x4.add(f32x4.splat(1), tail));
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(near, signed, f32x4.lt(magnitude, f32x4.splat(0.625)));
}

/** log(1 + z) for 0 <= z <= 1, as 2 artanh(z / (2 + z)): a small z keeps all its digits. */
export function logOfOnePlus(z: v128): v128 {
  const ratio = f32x4.div(z, f32x4.add(z, f32x4.splat(2)));
  const square = f32x4.mul(ratio, ratio);
  let sum = f32x4.add(f32x4.mul(square, f32x4.splat(1.0 / 15)), f32x4.splat(1.0 / 13));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(1.0 / 11));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(1.0 / 9));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(1.0 / 7));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(1.0 / 5));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(1.0 / 3));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(1));
  return f32x4.mul(f32x4.add(ratio, ratio), sum);
}

/** log(x) for a normal x > 0 in double precision, by the artanh series of its mantissa. */
export function logOf(x: f64): f64 {
  if (!(x < Infinity)) return x;
  const bits = reinterpret<u64>(x);
  let exponent = <f64>(<i32>(bits >> 52) - 1023);
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let sum: f64 = (1.0 / 21) * square + 1.0 / 19;
  sum = sum * square + 1.0 / 17;
  sum = sum * square + 1.0 / 15;
  sum = sum * square + 1.0 / 13;
  sum = sum * square + 1.0 / 11;
  sum = sum * square + 1.0 / 9;
  sum = sum * square + 1.0 / 7;
  sum = sum * square + 1.0 / 5;
  sum = sum * square + 1.0 / 3;
  sum = sum * square + 1;
  return exponent * 0.6931471805599453 + 2 * ratio * sum;
}

/** base to the power of a positive integer, by squaring. */
export function powerOf(base: f64, exponent: u32): f64 {
  let result: f64 = 1;
  while (exponent > 0) {
    if (exponent & 1) result *= base;
    base *= base;
    exponent >>= 1;
  }
  return result;
}
