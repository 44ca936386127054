/** @file What the flags of a lost signal share: how low it must stay, that nothing is learnt meanwhile, and how long they wait. */
import { median, type Sample, type Statistics } from '../statistics.ts';

/** From such a skill on a network learns. */
export const LEARNS = 0.1;
/** Samples before anything is said of the signal. */
export const LEAST_SAMPLES = 10;
/** Decades: the middle of the last samples must stay at least so low. */
export const STAYS_BELOW = -2;
const STREAK = 5;
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
  const steps = Math.min(Math.max(WARM_UP.share * plannedSteps, WARM_UP.least), WARM_UP.most, plannedSteps / 2);
  return taken >= LEAST_SAMPLES && latest!.step >= steps;
}
