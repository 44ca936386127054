/** @file A network that has learnt its data has nothing left to pass back, and is not blamed for small gradients. */
import { finding } from '../../findings/messages.ts';
import type { Statistics } from '../statistics.ts';
import { holdsOn } from './lost-signal.ts';
import { inShort, type Rule } from './rule.ts';

const LEARNT = 0.98;

export const converged: Rule = (run: Statistics) => {
  const { latest } = run;
  if (!latest || !holdsOn(run, ({ skill, trainAccuracy }) => skill > LEARNT || trainAccuracy === 1)) return null;
  return finding(
    'converged',
    { step: latest.step },
    { loss: inShort(latest.trainLoss) },
    { evidence: { measure: 'skill', value: latest.skill, threshold: LEARNT, onset: 'acquired' } },
  );
};
