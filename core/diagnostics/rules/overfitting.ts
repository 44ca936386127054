/**
 * @file Overfitting: the validation loss has turned up and stays up, while the training loss goes on falling. A quotient alone says little
 * where both are next to nothing: the gap between them must also be a good part of what can be learnt.
 */
import { finding } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies } from '../remedies.ts';
import { inPercent, inShort, type Rule } from './rule.ts';

/** The level of the validation loss over the lowest that it has been (Prechelt's generalisation loss, 1998). */
const RISE = { amber: 1.05, red: 1.2 };
/** Training loss over what it was at that lowest. */
const FALL = 0.9;
/** Parts of the constant predictor's loss. */
const GAP = 0.2;
const LEAST_LOSS = 0.15;
/** Measurements of the validation rows. */
const LEAST = 5;

export const overfitting: Rule = (run) => {
  const { validation, trainLossAtBest, header } = run;
  const { lowest, level, lowestLevel, points } = validation;
  // of the same measurements as the level of the validation loss: with BatchNorm both leap together
  const train = run.train.level;
  if (!lowest || points.length < LEAST) return null;
  const rise = level / lowestLevel;
  if (!(rise >= RISE.amber) || !(train <= FALL * trainLossAtBest)) return null;
  if (!(level - train > GAP * header.constantLoss) || !(level > LEAST_LOSS * header.constantLoss)) return null;
  const red = rise >= RISE.red;
  return finding(
    'overfitting',
    { step: run.step },
    {
      stage: red ? 'clause:overfits' : 'clause:begins_to_overfit',
      validation: inShort(level),
      rise: inPercent(rise - 1),
      lowest: inShort(lowestLevel),
      epoch: lowest.epoch,
      then: inShort(trainLossAtBest),
      train: inShort(train),
    },
    {
      severity: red ? 'error' : 'warning',
      evidence: { measure: 'validation_rise', value: rise, threshold: red ? RISE.red : RISE.amber, onset: 'acquired' },
      fixes: remedies('learnt_by_heart', circumstances(run)),
    },
  );
};
