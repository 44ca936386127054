import { OPTIMIZERS } from '../layers/training-settings.ts';
import { numberFor, optimizerInForce } from './in-force.ts';
import type { Repair } from './repair.ts';

/** Sets the optimizer's `weight_decay` where it is smaller. */
export const addWeightDecay: Repair = (document, numbers) => {
  const present = optimizerInForce(document);
  if (!present) return null;
  const decay = numberFor(OPTIMIZERS[present.kind].weight_decay, numbers.weight_decay);
  if (decay === null || decay <= present.weightDecay) return null;
  return { edit: 'train', training: { optimizer: { ...present.written, weight_decay: decay } } };
};
