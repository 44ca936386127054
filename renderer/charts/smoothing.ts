/**
 * @file The thick line through a noisy curve: an exponential moving average whose start is corrected as Adam's moments are
 * (Kingma and Ba 2015), so that it begins at the first value and not at zero.
 */

/** How much of the noise a person wants to see in the line; what was measured is always drawn thin beside it. */
export const SMOOTHINGS = ['none', 'auto', 'stronger'] as const;
export type Smoothing = (typeof SMOOTHINGS)[number];

/** How many points the average reaches back over, for a curve of `count` points. */
export function smoothingSpan(count: number, smoothing: Smoothing = 'auto'): number {
  if (smoothing === 'none') return 1;
  const usual = Math.min(40, Math.max(1, count / 25));
  return smoothing === 'auto' ? usual : Math.max(2, 4 * usual);
}

/** Values that are not finite are passed over: the line goes on after them. */
export function smoothed(values: ArrayLike<number>, span: number): Float64Array {
  const keep = 1 - 1 / Math.max(1, span);
  const out = new Float64Array(values.length).fill(Number.NaN);
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    sum = keep * sum + (1 - keep) * value;
    weight = keep * weight + (1 - keep);
    out[i] = sum / weight;
  }
  return out;
}
