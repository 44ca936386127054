import { OPTIMIZERS, DEFAULT_OPTIMIZER } from '../layers/training-settings.ts';
import type { Repair } from './repair.ts';

/** Sets `lr` where the present rate is higher. */
export const lowerLearningRate: Repair = ({ training }, { lr }) => {
  const optimizer = training.optimizer ?? { kind: DEFAULT_OPTIMIZER };
  const usual = OPTIMIZERS[optimizer.kind as keyof typeof OPTIMIZERS]?.lr.default;
  const present = typeof optimizer['lr'] === 'number' ? optimizer['lr'] : usual;
  if (present === undefined || !(Number(lr) < present)) return null;
  return { edit: 'train', training: { optimizer: { ...optimizer, lr: Number(lr) } } };
};
