import { TRAINING_SETTINGS } from '../layers/training-settings.ts';
import { numberFor, trainingValue } from './in-force.ts';
import type { Repair } from './repair.ts';

/** Takes batches of `batch_size` rows where they are smaller. */
export const largerBatch: Repair = (document, numbers) => {
  const rows = numberFor(TRAINING_SETTINGS.batch_size, numbers.batch_size);
  if (rows === null || rows <= trainingValue(document, 'batch_size')!) return null;
  return { edit: 'train', training: { batch_size: rows } };
};
