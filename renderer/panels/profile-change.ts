/** @file What a fix changes in the profile that theory predicts before training. */
import { heatsOf, type Forecast } from '../state/forecast-heat.ts';

/** Less than what two numbers of one decimal can tell apart. */
const SAME = 0.05;

export interface ProfileChange {
  /** Decades from healthy of each row in order of depth; null where theory says nothing. */
  readonly before: readonly (number | null)[];
  readonly after: readonly (number | null)[];
  /** The number of each that is farthest from healthy, up to the last hidden layer: how the layers behind it are drawn is no matter of depth. */
  readonly farthest: { readonly before: number; readonly after: number };
}

/** Null if theory expects the same of both networks, or nothing but health. */
export function profileChange(present: Forecast | null, repaired: Forecast | null): ProfileChange | null {
  if (!present || !repaired) return null;
  const [before, after] = [heatsOf(present, present.predicted), heatsOf(repaired, repaired.predicted)];
  const same = before.length === after.length && before.every((heat, row) => Math.abs((heat ?? 0) - (after[row] ?? 0)) < SAME);
  const most = { before: farthest(before, present.anchor), after: farthest(after, repaired.anchor) };
  const healthy = Math.abs(most.before) < SAME && Math.abs(most.after) < SAME;
  return same || healthy ? null : { before, after, farthest: most };
}

function farthest(heats: readonly (number | null)[], last: number): number {
  return heats.slice(0, last + 1).reduce<number>((most, heat) => (heat !== null && Math.abs(heat) > Math.abs(most) ? heat : most), 0);
}
