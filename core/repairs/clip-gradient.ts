import { TRAINING_SETTINGS } from '../layers/training-settings.ts';
import { numberFor, trainingValue } from './in-force.ts';
import type { Repair } from './repair.ts';

/** Clips the gradient at `norm` where it is not clipped, or only at a larger norm. */
export const clipGradient: Repair = (document, numbers) => {
  const norm = numberFor(TRAINING_SETTINGS.clip_grad_norm, numbers.norm);
  if (norm === null || norm >= (trainingValue(document, 'clip_grad_norm') ?? Infinity)) return null;
  return { edit: 'train', training: { clip_grad_norm: norm } };
};
