/** @file Which steps a time axis names: whole steps at round numbers, far enough apart for their text. */
import { timeScale, type TimeWindow } from './pixel-columns.ts';

/** Room for one label, in pixels. */
const APART = 64;

export function stepTicks(window: TimeWindow, width: number): number[] {
  const scale = timeScale(window, width);
  if (window.axis === 'linear')
    return scale.ticks(Math.max(2, Math.floor(width / (1.5 * APART)))).filter((step) => Number.isInteger(step) && step <= window.last);
  const ticks: number[] = [];
  let edge = -Infinity;
  for (const tick of scale.ticks().filter((step) => step <= window.last && [1, 2, 5].includes(leadingDigit(step)))) {
    if (scale(tick) - edge < APART) continue;
    ticks.push(tick);
    edge = scale(tick);
  }
  return ticks;
}

/** 3 of 3,000 and of 0.03. */
export function leadingDigit(value: number): number {
  return Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
}
