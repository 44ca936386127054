/** @file The constants of the vector kernels at their addresses. Coefficients are those of Cephes (Moshier, single precision). */
import * as at from './kernels/constants.ts';
import { SMALLEST, SMALLEST_GRADIENT, SMALLEST_MOMENT, SMALLEST_SQUARE } from './kernels/smallest.ts';

const NUMBERS: readonly (readonly [address: number, value: number])[] = [
  [at.LOG2_E, 1.44269504],
  [at.ROUNDER, 12582912],
  [at.LN2_HIGH, 0.693359375],
  [at.LN2_LOW, -2.1219444e-4],
  [at.EXP_5, 1.98756915e-4],
  [at.EXP_4, 1.3981999507e-3],
  [at.EXP_3, 8.3334519073e-3],
  [at.EXP_2, 4.1665795894e-2],
  [at.EXP_1, 1.6666665459e-1],
  [at.EXP_0, 5.0000001201e-1],
  [at.EXP_END, -87.3365],
  [at.TANH_4, -5.70498872745e-3],
  [at.TANH_3, 2.06390887954e-2],
  [at.TANH_2, -5.37397155531e-2],
  [at.TANH_1, 1.33314422036e-1],
  [at.TANH_0, -3.33332819422e-1],
  [at.TANH_NEAR, 0.625],
  [at.FIFTEENTH, 1 / 15],
  [at.THIRTEENTH, 1 / 13],
  [at.ELEVENTH, 1 / 11],
  [at.NINTH, 1 / 9],
  [at.SEVENTH, 1 / 7],
  [at.FIFTH, 1 / 5],
  [at.THIRD, 1 / 3],
  [at.LN2, Math.LN2],
  [at.ONE, 1],
  [at.TWO, 2],
  [at.MINUS_TWO, -2],
  [at.LEAST_NORMAL, SMALLEST],
  [at.LEAST_GRADIENT, SMALLEST_GRADIENT],
  [at.LEAST_MOMENT, SMALLEST_MOMENT],
  [at.LEAST_SQUARE, SMALLEST_SQUARE],
  // smaller ones have squares that single precision cannot hold in full
  [at.LEAST_SQUARED, 2 ** -60],
];

const BITS: readonly (readonly [address: number, value: number])[] = [
  [at.MAGNITUDE, 0x7fffffff],
  [at.SIGN, 0x80000000],
  [at.MANTISSA, 0x007fffff],
  [at.EXPONENT_BIAS, 127],
  [at.UNIT, 1],
  [at.PHILOX_0, 0xd2511f53],
  [at.PHILOX_1, 0xcd9e8d57],
  [at.WEYL_0, 0x9e3779b9],
  [at.WEYL_1, 0xbb67ae85],
  [at.BELOW_NORMAL, bitsOf(SMALLEST) - 2],
  [at.BELOW_GRADIENT, bitsOf(SMALLEST_GRADIENT) - 2],
];

function bitsOf(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0]!;
}

/** Writes them into a memory laid out as kernels/layout.ts says. */
export function writeConstants(memory: DataView): void {
  for (const [address, value] of NUMBERS) memory.setFloat32(address, value, true);
  for (const [address, value] of BITS) memory.setUint32(address, value, true);
}
