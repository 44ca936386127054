/** @file A lower or a higher learning rate, whatever the optimizer. */
import { OPTIMIZERS } from '../layers/training-settings.ts';
import { numberFor, optimizerInForce } from './in-force.ts';
import type { Repair } from './repair.ts';

const learningRate =
  (improves: (wanted: number, present: number) => boolean): Repair =>
  (document, numbers) => {
    const optimizer = optimizerInForce(document);
    if (!optimizer) return null;
    const lr = numberFor(OPTIMIZERS[optimizer.kind].lr, numbers.lr);
    if (!lr || !improves(lr, optimizer.lr)) return null;
    return { edit: 'train', training: { optimizer: { ...optimizer.written, lr } } };
  };

/** Sets `lr` where the present rate is higher. */
export const lowerLearningRate = learningRate((wanted, present) => wanted < present);

/** Sets `lr` where the present rate is lower. */
export const raiseLearningRate = learningRate((wanted, present) => wanted > present);
