/** @file A network that has learnt its data has nothing left to pass back, and is not blamed for small gradients. */
import type { Evidence } from '../../findings/evidence.ts';
import { finding } from '../../findings/messages.ts';
import type { Statistics } from '../statistics.ts';
import { holdsOn } from './lost-signal.ts';
import { inShort, type Rule } from './rule.ts';

const LEARNT = 0.98;
const EVERY_ROW = 1;

export const converged: Rule = (run: Statistics) => {
  const { latest } = run;
  if (!latest || !holdsOn(run, ({ skill, trainAccuracy }) => skill > LEARNT || trainAccuracy === EVERY_ROW)) return null;
  const evidence: Evidence =
    latest.skill > LEARNT
      ? { measure: 'skill', value: latest.skill, threshold: LEARNT, onset: 'acquired' }
      : { measure: 'train_accuracy', value: latest.trainAccuracy, threshold: EVERY_ROW, onset: 'acquired' };
  return finding('converged', { step: latest.step }, { loss: inShort(latest.trainLoss) }, { evidence });
};
