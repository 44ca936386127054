import { TRAINING_SETTINGS } from '../layers/training-settings.ts';
import { numberFor, trainingValue } from './in-force.ts';
import type { Repair } from './repair.ts';

/** Ends training after `epochs` where it goes on for longer. */
export const stopEarly: Repair = (document, numbers) => {
  const epochs = numberFor(TRAINING_SETTINGS.epochs, numbers.epochs);
  if (epochs === null || epochs >= trainingValue(document, 'epochs')!) return null;
  return { edit: 'train', training: { epochs } };
};
