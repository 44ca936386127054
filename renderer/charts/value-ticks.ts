/** @file Which values an axis names. A logarithmic one names 1, 2 and 5 of each decade, or its powers of ten if there are many. */
import type { ScaleContinuousNumeric } from 'd3-scale';
import { leadingDigit } from './step-ticks.ts';

export function valueTicks(scale: ScaleContinuousNumeric<number, number>, kind: 'linear' | 'log', count: number): number[] {
  const ticks = scale.ticks(count);
  if (kind === 'linear') return ticks;
  const fewer = [[1, 2, 5], [1]].reduce(
    (kept, digits) => (kept.length > count ? kept.filter((tick) => digits.includes(leadingDigit(tick))) : kept),
    ticks,
  );
  const every = Math.ceil(fewer.length / count);
  return fewer.filter((_, index) => index % every === 0);
}
