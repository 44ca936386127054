/**
 * @file exp, log and tanh of our own: the same bits on every machine, which the platform's do not promise. Polynomials are
 * those of Cephes (Moshier, single precision), each within 2 units in the last place.
 */
import {
  ELEVENTH,
  EXPONENT_BIAS,
  EXP_0,
  EXP_1,
  EXP_2,
  EXP_3,
  EXP_4,
  EXP_5,
  EXP_END,
  FIFTEENTH,
  FIFTH,
  LN2,
  LN2_HIGH,
  LN2_LOW,
  LOG2_E,
  MAGNITUDE,
  MANTISSA,
  MINUS_TWO,
  NINTH,
  ONE,
  ROUNDER,
  SEVENTH,
  SIGN,
  TANH_0,
  TANH_1,
  TANH_2,
  TANH_3,
  TANH_4,
  TANH_NEAR,
  THIRD,
  THIRTEENTH,
  TWO,
} from './constants.ts';
import { constant } from './lanes.ts';

/** exp(x) for x <= 0. Below the logarithm of the smallest normal number it is 0, so that tails bring no denormals. */
export function expOfNonPositive(x: v128): v128 {
  // adding 1.5 · 2^23 rounds to an integer, which then stands in the low bits
  const shifted = f32x4.add(f32x4.mul(x, constant(LOG2_E)), constant(ROUNDER));
  const exponent = f32x4.sub(shifted, constant(ROUNDER));
  // x - exponent · log 2, the logarithm in two parts of which the first is exact in 9 bits
  let rest = f32x4.sub(x, f32x4.mul(exponent, constant(LN2_HIGH)));
  rest = f32x4.sub(rest, f32x4.mul(exponent, constant(LN2_LOW)));
  let sum = f32x4.add(f32x4.mul(constant(EXP_5), rest), constant(EXP_4));
  sum = f32x4.add(f32x4.mul(sum, rest), constant(EXP_3));
  sum = f32x4.add(f32x4.mul(sum, rest), constant(EXP_2));
  sum = f32x4.add(f32x4.mul(sum, rest), constant(EXP_1));
  sum = f32x4.add(f32x4.mul(sum, rest), constant(EXP_0));
  sum = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(sum, rest), rest), rest), constant(ONE));
  const power = i32x4.add(i32x4.shl(shifted, 23), constant(ONE));
  return v128.andnot(f32x4.mul(sum, power), f32x4.lt(x, constant(EXP_END)));
}

export function sigmoidOf(x: v128): v128 {
  const tail = expOfNonPositive(v128.or(x, constant(SIGN)));
  const one = constant(ONE);
  return f32x4.div(v128.bitselect(tail, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, tail));
}

/** An odd polynomial near 0, else (1 - e) / (1 + e) with e = exp(-2|x|) and the sign of x. */
export function tanhOf(x: v128): v128 {
  const magnitude = v128.and(x, constant(MAGNITUDE));
  const square = f32x4.mul(x, x);
  let near = f32x4.add(f32x4.mul(constant(TANH_4), square), constant(TANH_3));
  near = f32x4.add(f32x4.mul(near, square), constant(TANH_2));
  near = f32x4.add(f32x4.mul(near, square), constant(TANH_1));
  near = f32x4.add(f32x4.mul(near, square), constant(TANH_0));
  near = f32x4.add(f32x4.mul(f32x4.mul(near, square), x), x);
  const tail = expOfNonPositive(f32x4.mul(magnitude, constant(MINUS_TWO)));
  const far = f32x4.div(f32x4.sub(constant(ONE), tail), f32x4.add(constant(ONE), tail));
  const signed = v128.or(far, v128.and(x, constant(SIGN)));
  return v128.bitselect(near, signed, f32x4.lt(magnitude, constant(TANH_NEAR)));
}

/** log(1 + z) for 0 <= z <= 1, as 2 artanh(z / (2 + z)): a small z keeps all its digits. */
export function logOfOnePlus(z: v128): v128 {
  const ratio = f32x4.div(z, f32x4.add(z, constant(TWO)));
  const square = f32x4.mul(ratio, ratio);
  let sum = f32x4.add(f32x4.mul(square, constant(FIFTEENTH)), constant(THIRTEENTH));
  sum = f32x4.add(f32x4.mul(sum, square), constant(ELEVENTH));
  sum = f32x4.add(f32x4.mul(sum, square), constant(NINTH));
  sum = f32x4.add(f32x4.mul(sum, square), constant(SEVENTH));
  sum = f32x4.add(f32x4.mul(sum, square), constant(FIFTH));
  sum = f32x4.add(f32x4.mul(sum, square), constant(THIRD));
  sum = f32x4.add(f32x4.mul(sum, square), constant(ONE));
  return f32x4.mul(f32x4.add(ratio, ratio), sum);
}

/** log(x) for x >= 1; what is not finite stays so. */
export function logOfOneOrMore(x: v128): v128 {
  const exponent = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(x, 23), constant(EXPONENT_BIAS)));
  const mantissa = v128.or(v128.and(x, constant(MANTISSA)), constant(ONE));
  const log = f32x4.add(f32x4.mul(exponent, constant(LN2)), logOfOnePlus(f32x4.sub(mantissa, constant(ONE))));
  return v128.bitselect(log, x, f32x4.lt(x, f32x4.splat(Infinity)));
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
