/** @file The scale of a forecast: it reaches as far as the numbers do, by leaps, so that it stands still while a person edits. */

/** In decades. */
const ENDS = [3, 6, 9, 12, 18, 24, 36, 48];
const STEPS = [3, 6, 12, 24];
/** As many labels as there is room for. */
const TICKS = 7;

export interface ForecastScale {
  readonly low: number;
  readonly high: number;
  /** Zero, which is healthy, among them. */
  readonly ticks: readonly number[];
}

/** Holds every number that is finite; beyond the last end, bars run to the edge. */
export function forecastScale(values: readonly number[]): ForecastScale {
  const finite = values.filter((value) => Number.isFinite(value));
  const endFor = (farthest: number) => ENDS.find((end) => end >= farthest) ?? ENDS.at(-1)!;
  const low = -endFor(finite.reduce((most, value) => Math.max(most, -value), 0));
  const high = endFor(finite.reduce((most, value) => Math.max(most, value), 0));
  const step = STEPS.find((step) => (high - low) / step < TICKS) ?? STEPS.at(-1)!;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick === 0 ? 0 : tick);
  return { low, high, ticks };
}
