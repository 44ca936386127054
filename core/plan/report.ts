/**
 * @file How the report tensor of a plan is laid out: SCALARS.length numbers for the step, then for each row
 * STATISTICS.length numbers. A probe that did not run on a step leaves NaN: "not computed" is never shown as zero. NaN means
 * nothing else: what was computed and came out as not a number is told as Infinity, "not finite".
 */

/** Numbers of the whole step. */
export const SCALARS = [
  'loss', //          mean over the batch
  'correct', //       rows whose prediction is right (classification, binary), else NaN
  'gradient_norm', // L2 over all parameters, before clipping
  'clipped', //       1 if clipping scaled the gradient on this step, else 0
  'non_finite', //    count of non-finite numbers that the step's probes saw
  'underflow', //     count of numbers too small for their format that were made zero on the step
] as const;

/** Numbers of one row, named as in notes on diagnostics: q, weight gradient, update, units. */
export const STATISTICS = [
  'signal', //             q = mean over the batch of || d loss_b / d output ||₂
  'gradient_norm', //      L2 of the weight's gradient, before clipping
  'gradient_mean', //      mean |g|
  'gradient_max', //       max |g|
  'gradient_zeros', //     fraction of exact zeros
  'weight_norm', //        L2 of the weight, before the update
  'update_ratio', //       || ΔW || / || W || of the actual optimizer step; not computed of a weight that is all zero
  'dead', //               fraction of units whose output is <= 0 on all probe rows
  'saturated', //          fraction of (row, unit) whose slope is below 5 % of the steepest
  'non_finite', //         count of non-finite numbers in its output, weight and weight gradient; its own gradient's show in signal
  'identical', //          fraction of its units that have the same weights and bias as its first; of two units or more
  'underflow', //          count of numbers of its output, its signal, weight gradient and moments that were made zero
] as const;

export type Scalar = (typeof SCALARS)[number];
export type Statistic = (typeof STATISTICS)[number];

/** The index of a scalar in the report. */
export const SCALAR = Object.fromEntries(SCALARS.map((name, index) => [name, index])) as Readonly<Record<Scalar, number>>;

/** The index of a statistic within a row of the report. */
export const STATISTIC = Object.fromEntries(STATISTICS.map((name, index) => [name, index])) as Readonly<Record<Statistic, number>>;

export function reportLength(rows: number): number {
  return SCALARS.length + rows * STATISTICS.length;
}

/** Where a row's statistics start in the report. */
export function rowStart(row: number): number {
  return SCALARS.length + row * STATISTICS.length;
}
