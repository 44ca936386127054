/** @file When a run may be said to have learnt nothing: half of it is over, a run of a few steps aside, and its best was next to nothing. */
import { LEARNS, type Statistics } from '../statistics.ts';

const ELAPSED = 0.5;
/** Steps since it was first looked at, so that one that goes on from a file counts from there. */
const LEAST_STEPS = 75;

export function hasLearntNothing(run: Statistics): boolean {
  const seen = run.start ? run.step - run.start.step + 1 : 0;
  return run.elapsed >= ELAPSED && seen >= LEAST_STEPS && run.bestSkill < LEARNS;
}

/** Past the half of the run, a verdict on how it goes on is due. */
export function isHalfOver(run: Statistics): boolean {
  return run.elapsed >= ELAPSED;
}
