/** @file What it costs to compute the statistics of every layer along with a step. */
import type { Case } from './cases.ts';
import type { Ours } from './ours.ts';
import { interleave, type Effort } from './rounds.ts';
import { median, spreadOf } from './spread.ts';

export interface TelemetryCost {
  readonly case: string;
  /** Of a step whose statistics are computed, and of one without. */
  readonly on_us: number;
  readonly off_us: number;
  /** What recording adds to the time of training at the session's own pace, as a part of it. */
  readonly cost: number;
  readonly low: number;
  readonly high: number;
  /** The session records every so many steps. */
  readonly every: number;
}

export async function telemetryCost(each: Case, ours: Ours, every: number, effort: Effort): Promise<TelemetryCost> {
  const { peers } = await interleave(ours.recording(false), [ours.recording(true)], effort);
  const [recorded] = peers;
  const { median: ratio, low, high } = spreadOf(recorded!.ratios);
  return {
    case: each.id,
    on_us: 1e6 * median(recorded!.theirs),
    off_us: 1e6 * median(recorded!.ours),
    cost: (ratio - 1) / every,
    low: (low - 1) / every,
    high: (high - 1) / every,
    every,
  };
}
