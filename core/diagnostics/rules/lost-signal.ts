/** @file What the flags of a lost signal share: how low it must stay, that nothing is learnt meanwhile, how long they wait, and how they put it. */
import type { Numbers } from '../../findings/finding.ts';
import { LEARNS, median, type Sample, type Statistics } from '../statistics.ts';
import { inDecades } from './rule.ts';

/** Samples before anything is said of the signal. */
export const LEAST_SAMPLES = 10;
/** Decades: the middle of the last samples must stay at least so low. */
export const STAYS_BELOW = -2;
/** Samples that a verdict of an error needs. */
export const STREAK = 5;
/**
 * A tenth of the planned steps. Of a plan of many thousand epochs that may be hours, and a network that has not begun to
 * learn after a thousand steps is not worth them: the flag is taken back if it learns after all.
 */
const WARM_UP = { share: 0.1, least: 50, most: 1000 };

/** Decades of the first hidden layer's signal over the last one's; where nothing sets out any more, nothing arrives. */
export function depth({ signal }: Sample): number {
  return Number.isNaN(signal) ? -Infinity : signal;
}

export function staysLow({ samples }: Statistics): boolean {
  return median(samples.slice(-STREAK).map(depth)) <= STAYS_BELOW;
}

export function learnsNothing(run: Statistics): boolean {
  return holdsOn(run, ({ skill }) => skill < LEARNS);
}

/** Whether it is true of the last samples, as many as a verdict needs. */
export function holdsOn(run: Statistics, holds: (sample: Sample) => boolean): boolean {
  return run.streak(holds) >= STREAK;
}

/** Never more than half of a short run. */
export function isWarm({ latest, plannedSteps, taken }: Statistics): boolean {
  const planned = plannedSteps > 0 ? plannedSteps : Infinity;
  const share = planned === Infinity ? WARM_UP.least : WARM_UP.share * planned;
  const steps = Math.min(Math.max(share, WARM_UP.least), WARM_UP.most, planned / 2);
  return taken >= LEAST_SAMPLES && latest!.step >= steps;
}

/** How far below the last hidden layer's signal the first one's is, in words that know of an exact zero. */
export function howLow({ header, last, latest }: Statistics): Numbers {
  const decades = -depth(latest!);
  return Number.isFinite(decades)
    ? { low: 'clause:decades_below', decades: inDecades(decades), last: header.rows[last]!.name }
    : { low: 'clause:exactly_zero', last: header.rows[last]!.name };
}

/** For how many steps the loss has been at the constant predictor. */
export function stuckFor(run: Statistics): number {
  return Number.isNaN(run.stuckSince) ? 0 : run.step - run.stuckSince;
}
