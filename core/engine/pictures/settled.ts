/** @file Numbers as a picture tells them: Infinity for whatever is not finite, NaN for what is not defined. */
import type { RealArray } from '../machine.ts';

/** Each number times `scale`, or what there is of it beyond `from`, into `into`. */
export function settled(numbers: RealArray, scale: number, into: Float32Array, from?: RealArray): Float32Array {
  for (let index = 0; index < numbers.length; index++) {
    const value = (from ? numbers[index]! - from[index]! : numbers[index]!) * scale;
    into[index] = Number.isFinite(value) ? value : Infinity;
  }
  return into;
}

/** ΔW / |W| of each weight, of those before and after an update; NaN where the weight was zero. */
export function relativeMoves(after: RealArray, before: RealArray, into: Float32Array): Float32Array {
  for (let index = 0; index < after.length; index++) {
    const value = (after[index]! - before[index]!) / Math.abs(before[index]!);
    into[index] = before[index] === 0 ? NaN : Number.isFinite(value) ? value : Infinity;
  }
  return into;
}
