/** @file Slow learning: half of the run is over, nothing has been learnt, and no step moves the weights by an amount that could. */
import { finding } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies } from '../remedies.ts';
import { hasLearntNothing } from './learning-gate.ts';
import { inPercent, inShort, type Rule } from './rule.ts';

/** || ΔW || / || W || per step; about 1e-3 is usual. */
const TOO_SMALL = 1e-4;

export const learningSlow: Rule = (run) => {
  if (!hasLearntNothing(run)) return null;
  const update = run.usualUpdate;
  if (!(update < TOO_SMALL)) return null;
  return finding(
    'learning_slow',
    { step: run.step },
    {
      update: inShort(update),
      elapsed: Math.round(100 * run.elapsed),
      best: inPercent(run.bestSkill),
      rate: run.learningRate,
    },
    {
      evidence: { measure: 'update_ratio', value: update, threshold: TOO_SMALL, onset: 'start' },
      fixes: remedies('low_rate', circumstances(run)),
    },
  );
};
