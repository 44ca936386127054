import type { Circumstances } from './remedies.ts';
import type { Statistics } from './statistics.ts';

/** A skill worth stopping at. */
const LEARNT = 0.2;

/** What the remedies of a run's findings are made of. */
export function circumstances({
  header,
  learningRate,
  rateBefore,
  batchSize,
  firstUpdate,
  usualUpdate,
  validation,
  trainLossAtBest,
}: Statistics): Circumstances {
  const worth = trainLossAtBest <= (1 - LEARNT) * header.constantLoss;
  const bestEpoch = worth ? validation.lowest!.epoch : NaN;
  return { rows: header.rows, learningRate, rateBefore, batchSize, firstUpdate, usualUpdate, bestEpoch };
}
