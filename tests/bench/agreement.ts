/** @file Whether two contenders train the same network: a ratio of unlike work is void. */

/** Steps whose losses must agree. */
export const STEPS = 20;
/** Single precision sums in another order drift apart by this much over the steps, relative to the loss; other mathematics by far more. */
export const TOLERANCE = 1e-4;

/** The largest relative difference of two losses; infinite where one of them is not a number. */
export function largestDifference(ours: readonly number[], theirs: readonly number[]): number {
  return ours.reduce((largest, loss, step) => {
    const difference = Math.abs(theirs[step]! - loss) / Math.abs(loss);
    return Number.isFinite(difference) ? Math.max(largest, difference) : Infinity;
  }, 0);
}
