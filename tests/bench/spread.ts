/** @file Medians, and how sure they are. */
import { Random } from '../../core/tensor/random.ts';

const RESAMPLES = 2000;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface Spread {
  readonly median: number;
  /** Bounds of the 95 % interval of the median. */
  readonly low: number;
  readonly high: number;
}

/**
 * The median and its 95 % interval by the percentile bootstrap (Efron 1979): the middle 95 % of the medians of samples drawn, with
 * replacement and always alike, from the values. NaN of no values.
 */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { median: NaN, low: NaN, high: NaN };
  const random = new Random(values.length, 0);
  const medians = Array.from({ length: RESAMPLES }, () => median(values.map(() => values[random.integer(values.length)]!)));
  medians.sort((a, b) => a - b);
  return { median: median(values), low: medians[Math.floor(0.025 * RESAMPLES)]!, high: medians[Math.ceil(0.975 * RESAMPLES) - 1]! };
}
