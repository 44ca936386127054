/** @file What it costs to compute the statistics of every layer along with a step. */
import type { Case } from './cases.ts';
import type { Engine } from './engine.ts';
import { examplesOf } from './examples.ts';
import { startOurs } from './ours.ts';
import { interleave, stepsFor, type Effort } from './rounds.ts';
import { startSessionRun } from './session-run.ts';
import { median, spreadOf } from './spread.ts';

export interface TelemetryCost {
  readonly case: string;
  /** Of a step whose statistics are computed, and of one without. */
  readonly on_us: number;
  readonly off_us: number;
  /** What these statistics add to the time of training at the session's own pace of recording, as a part of it; the median over rounds and its 95 % interval. */
  readonly cost: number;
  readonly low: number;
  readonly high: number;
  /** The session records every so many steps of a run of half a minute. */
  readonly every: number;
  /** A step as the session takes it, its inspections, its diagnosis and its telemetry's way to the page among it, and what all this adds. */
  readonly session_us: number;
  readonly session_cost: number;
}

export async function telemetryCost(each: Case, engine: Engine, effort: Effort): Promise<TelemetryCost> {
  const ours = startOurs(each, engine, examplesOf(each));
  const off = ours.recording(false);
  const steps = await stepsFor(off, effort);
  const session = startSessionRun(each, engine, (await off.run(steps)) / steps);
  const { peers } = await interleave(off, [ours.recording(true), session], effort);
  const [recorded, inSession] = peers;
  const { median: ratio, low, high } = spreadOf(recorded!.ratios);
  const { every } = session;
  return {
    case: each.id,
    on_us: 1e6 * median(recorded!.theirs),
    off_us: 1e6 * median(recorded!.ours),
    cost: (ratio - 1) / every,
    low: (low - 1) / every,
    high: (high - 1) / every,
    every,
    session_us: 1e6 * median(inSession!.theirs),
    session_cost: median(inSession!.ratios) - 1,
  };
}
