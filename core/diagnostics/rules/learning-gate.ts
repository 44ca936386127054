/** @file When a run may be said to have learnt nothing: half of it is over, and its best was next to nothing. */
import { LEARNS, type Statistics } from '../statistics.ts';

const ELAPSED = 0.5;

export function hasLearntNothing(run: Statistics): boolean {
  return run.elapsed >= ELAPSED && run.bestSkill < LEARNS;
}

/** Past the half of the run, a verdict on how it goes on is due. */
export function isHalfOver(run: Statistics): boolean {
  return run.elapsed >= ELAPSED;
}
