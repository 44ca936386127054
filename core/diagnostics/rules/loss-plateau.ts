/**
 * @file Plateau: over the last fifth of the run the loss has not got below its best before by a hundredth, and there is something left to
 * learn. It may be all that the data allow, so it is no more than a hint, and none before half of the run is over.
 */
import { finding } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies } from '../remedies.ts';
import { LEARNS } from '../statistics.ts';
import { isHalfOver } from './learning-gate.ts';
import { inPercent, type Rule } from './rule.ts';

const WINDOW = 0.2;
const LEVEL = 0.01;
const LEARNT_ENOUGH = 0.9;
const LEAST = 8;

export const lossPlateau: Rule = (run) => {
  const { skill, bestSkill, step, plannedSteps } = run;
  if (!isHalfOver(run) || !(skill >= LEARNS && bestSkill < LEARNT_ENOUGH)) return null;
  const { points } = run.learning;
  const begin = points.findIndex((point) => point.step >= step - WINDOW * plannedSteps);
  if (begin < 0 || points.length - begin < LEAST) return null;
  const fall = 1 - lowest(points, begin, points.length) / lowest(points, 0, begin);
  if (!(fall < LEVEL)) return null;
  return finding(
    'loss_plateau',
    { step },
    { fall: inPercent(fall), skill: inPercent(skill) },
    {
      evidence: { measure: 'progress', value: fall, threshold: LEVEL, onset: 'acquired' },
      fixes: remedies('no_further', circumstances(run)),
    },
  );
};

function lowest(points: readonly { readonly loss: number }[], from: number, to: number): number {
  let least = Infinity;
  for (let index = from; index < to; index++) if (points[index]!.loss < least) least = points[index]!.loss;
  return least;
}
