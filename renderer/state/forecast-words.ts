/** @file What a forecast says in words: "Forecast: 4.4 decades below healthy". */
import { m } from '../language/generated/messages.js';
import type { ForecastHeat } from './forecast-heat.ts';

/** Nearer to healthy than a tenth of a decade can be written. */
const NONE = 0.05;

export function forecastText({ heat }: Pick<ForecastHeat, 'heat'>): string {
  if (heat === -Infinity) return m.forecast_zero();
  if (Math.abs(heat) < NONE) return m.forecast_healthy();
  const decades = Math.abs(heat).toFixed(1);
  return heat < 0 ? m.forecast_below({ decades }) : m.forecast_above({ decades });
}

/** Where the number comes from. */
export function forecastOrigin({ measured }: Pick<ForecastHeat, 'measured'>): string {
  return measured ? m.forecast_by_pass() : m.forecast_by_theory();
}
