/** @file The end of a scale that is made for what is shown: in steps of 1, 2 and 5, and not another one for every small change. */

/** The least of 1, 2, 5, 10, 20, … (and of 0.5, 0.2, …) that is no less than a positive number. */
export function roundUp(largest: number): number {
  const decade = 10 ** Math.floor(Math.log10(largest));
  // what rounding puts a hair above a step is on it
  const step = [1, 2, 5].find((each) => largest <= each * decade * (1 + 1e-9)) ?? 10;
  return Number((step * decade).toPrecision(1));
}

/** As little of a scale as may be empty before it is made smaller. */
const FILLED = 0.3;

/** The end of the scale of numbers up to `largest`: the one from before (null: none) while it fits. Of zeros and no numbers alone: 1. */
export function roundMaximum(largest: number, before: number | null): number {
  if (!(largest > 0) || !Number.isFinite(largest)) return before ?? 1;
  if (before !== null && largest <= before && largest > FILLED * before) return before;
  return roundUp(largest);
}

/** The largest magnitude of what is finite; 0 if nothing is. */
export function largestMagnitude(values: Float32Array): number {
  let largest = 0;
  for (let at = 0; at < values.length; at++) {
    const size = Math.abs(values[at]!);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}
