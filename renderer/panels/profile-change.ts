/** @file What a fix changes in the profile that theory predicts before training. */
import { heatsOf, type Forecast } from '../state/forecast-heat.ts';

/** Less than what two numbers of one decimal can tell apart. */
const SAME = 0.05;

export interface ProfileChange {
  /** Decades from healthy of each row in order of depth; null where theory says nothing. */
  readonly before: readonly (number | null)[];
  readonly after: readonly (number | null)[];
  /** The number of each that is farthest from healthy. */
  readonly farthest: { readonly before: number; readonly after: number };
}

/** Null if theory expects the same of both networks. */
export function profileChange(present: Forecast | null, repaired: Forecast | null): ProfileChange | null {
  if (!present || !repaired) return null;
  const [before, after] = [heatsOf(present, present.predicted), heatsOf(repaired, repaired.predicted)];
  const same = before.length === after.length && before.every((heat, row) => Math.abs((heat ?? 0) - (after[row] ?? 0)) < SAME);
  return same ? null : { before, after, farthest: { before: farthest(before), after: farthest(after) } };
}

function farthest(heats: readonly (number | null)[]): number {
  return heats.reduce<number>((most, heat) => (heat !== null && Math.abs(heat) > Math.abs(most) ? heat : most), 0);
}
