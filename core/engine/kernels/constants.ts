/**
 * @file Where the constants of the vector kernels lie, one number each; their values are in vector-constants.ts. From memory a
 * constant comes into all lanes in one operation (`constant` of lanes.ts); one that stands in the code is built anew, in three,
 * wherever it is used. Compiled by both sides, as layout.ts is.
 */
import { CONSTANTS } from './layout.ts';

// exp of what is not positive
export const LOG2_E = CONSTANTS + 0;
export const ROUNDER = CONSTANTS + 4;
export const LN2_HIGH = CONSTANTS + 8;
export const LN2_LOW = CONSTANTS + 12;
export const EXP_5 = CONSTANTS + 16;
export const EXP_4 = CONSTANTS + 20;
export const EXP_3 = CONSTANTS + 24;
export const EXP_2 = CONSTANTS + 28;
export const EXP_1 = CONSTANTS + 32;
export const EXP_0 = CONSTANTS + 36;
export const EXP_END = CONSTANTS + 40;
// tanh, near 0 a polynomial
export const TANH_4 = CONSTANTS + 44;
export const TANH_3 = CONSTANTS + 48;
export const TANH_2 = CONSTANTS + 52;
export const TANH_1 = CONSTANTS + 56;
export const TANH_0 = CONSTANTS + 60;
export const TANH_NEAR = CONSTANTS + 64;
// log(1 + z), the odd reciprocals of its series
export const FIFTEENTH = CONSTANTS + 68;
export const THIRTEENTH = CONSTANTS + 72;
export const ELEVENTH = CONSTANTS + 76;
export const NINTH = CONSTANTS + 80;
export const SEVENTH = CONSTANTS + 84;
export const FIFTH = CONSTANTS + 88;
export const THIRD = CONSTANTS + 92;
// numbers that more than one needs
export const LN2 = CONSTANTS + 96;
export const ONE = CONSTANTS + 100;
export const TWO = CONSTANTS + 104;
export const MINUS_TWO = CONSTANTS + 108;
// bits
export const MAGNITUDE = CONSTANTS + 112;
export const SIGN = CONSTANTS + 116;
export const MANTISSA = CONSTANTS + 120;
export const EXPONENT_BIAS = CONSTANTS + 124;
export const UNIT = CONSTANTS + 128;

// bounds of what is flushed to zero (smallest.ts): those of bits are the bits of the bound less two, see `tooSmall` of lanes.ts
export const BELOW_NORMAL = CONSTANTS + 132;
export const BELOW_GRADIENT = CONSTANTS + 136;
export const LEAST_NORMAL = CONSTANTS + 168;
export const LEAST_GRADIENT = CONSTANTS + 172;
export const LEAST_MOMENT = CONSTANTS + 140;
export const LEAST_SQUARE = CONSTANTS + 144;
// below it, squares are added up in double precision
export const LEAST_SQUARED = CONSTANTS + 148;
// Philox: multipliers, and what its key grows by
export const PHILOX_0 = CONSTANTS + 152;
export const PHILOX_1 = CONSTANTS + 156;
export const WEYL_0 = CONSTANTS + 160;
export const WEYL_1 = CONSTANTS + 164;
