/**
 * @file Plateau: over a fifth of the planned steps the loss has not got below its best before by a hundredth, and there is something left to
 * learn. It may be all that the data allow, so it is no more than a hint, and none before half of the run is over.
 */
import { finding } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies } from '../remedies.ts';
import { LEARNS } from '../statistics.ts';
import { isHalfOver } from './learning-gate.ts';
import { ENOUGH, LEVEL, recentFall } from './recent-fall.ts';
import { inPercent, type Rule } from './rule.ts';

const LEARNT_ENOUGH = 0.9;

export const lossPlateau: Rule = (run) => {
  const { skill, bestSkill, step } = run;
  if (!isHalfOver(run) || !(skill >= LEARNS && bestSkill < LEARNT_ENOUGH)) return null;
  const { fall, steps, measurements } = recentFall(run);
  if (measurements < ENOUGH || !(fall < LEVEL)) return null;
  return finding(
    'loss_plateau',
    { step },
    { fall: inPercent(fall), steps: Math.round(steps), skill: inPercent(skill) },
    {
      evidence: { measure: 'progress', value: fall, threshold: LEVEL, onset: 'acquired' },
      fixes: remedies('no_further', circumstances(run)),
    },
  );
};
