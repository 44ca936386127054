/** @file The forecast of a block: how far its signal will be from healthy when training begins. */
import type { Forecast } from '../../core/session/protocol.ts';

export type { Forecast };

/** Per row, log10 of the signal relative to the anchor: -Infinity where it is exactly zero, null where it is not known. */
export type Measured = readonly (number | null)[];

export interface ForecastHeat {
  /** Decades above (below: negative) a healthy network's signal; -Infinity for an exact zero. */
  readonly heat: number;
  /** Whether a batch has been sent through the fresh weights, or theory alone says it. */
  readonly measured: boolean;
}

/** Decades from healthy in every row; null where theory does not know what is healthy there, or the profile has no number. */
export function heatsOf({ healthy }: Pick<Forecast, 'healthy'>, profile: Measured): (number | null)[] {
  return healthy.map((expected, row) => {
    const value = profile[row] ?? null;
    return value === null || expected === null ? null : value - expected;
  });
}

/** By node. What was measured comes before what was predicted; a block of which neither says anything is left out. */
export function forecastByNode(forecast: Forecast | null, measured: Measured | null): ReadonlyMap<string, ForecastHeat> {
  const heats = new Map<string, ForecastHeat>();
  if (!forecast) return heats;
  const predicted = heatsOf(forecast, forecast.predicted);
  const seen = measured && heatsOf(forecast, measured);
  forecast.rows.forEach(({ node }, row) => {
    const heat = seen?.[row] ?? predicted[row] ?? null;
    if (heat !== null) heats.set(node, { heat, measured: (seen?.[row] ?? null) !== null });
  });
  return heats;
}

/** Whether two networks are the same to theory: what was measured of the one is then not yet out of date for the other. */
export function sameForecast(a: Forecast | null, b: Forecast | null): boolean {
  const profiles = (forecast: Forecast) => [forecast.rows.map(({ node }) => node), forecast.healthy, forecast.predicted, forecast.anchor];
  return a !== null && b !== null && JSON.stringify(profiles(a)) === JSON.stringify(profiles(b));
}
