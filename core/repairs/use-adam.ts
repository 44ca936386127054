import { OPTIMIZERS } from '../layers/training-settings.ts';
import { numberFor, optimizerInForce } from './in-force.ts';
import type { Repair } from './repair.ts';

/** Takes Adam with `lr` in place of an optimizer of another kind; weight decay, and what no optimizer is known to have, stay. */
export const useAdam: Repair = (document, numbers) => {
  const present = optimizerInForce(document);
  const lr = numberFor(OPTIMIZERS.Adam.lr, numbers.lr);
  if (!present || !lr || present.kind === 'Adam' || present.kind === 'AdamW') return null;
  const kept = Object.entries(present.written).filter(
    ([name]) => name === 'weight_decay' || !Object.hasOwn(OPTIMIZERS[present.kind], name),
  );
  return { edit: 'train', training: { optimizer: { ...Object.fromEntries(kept), kind: 'Adam', lr } } };
};
