/** @file A setting that a file holds as float32, as the person wrote it: the shortest decimal that rounds to it. */

/** 0.1 for the float32 next to it; a number that is no float32 stays. */
export function decimal(value: number): number {
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return value;
}
