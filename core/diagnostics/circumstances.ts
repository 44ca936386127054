import type { Circumstances } from './remedies.ts';
import type { Statistics } from './statistics.ts';

/** What the remedies of a run's findings are made of. */
export function circumstances({ header, learningRate, batchSize, firstUpdate, usualUpdate, validation }: Statistics): Circumstances {
  const bestEpoch = validation.lowest?.epoch ?? NaN;
  return { rows: header.rows, learningRate, batchSize, firstUpdate, usualUpdate, bestEpoch };
}
