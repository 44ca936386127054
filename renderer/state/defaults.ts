/** @file What the document's training settings are when it leaves them out. */
import { DEFAULT_OPTIMIZER, OPTIMIZERS, TRAINING_SETTINGS } from '../../core/layers/training-settings.ts';
import type { Document } from '../../core/document/document.ts';

export type OptimizerKind = keyof typeof OPTIMIZERS;

export const DEFAULT_BATCH_SIZE = TRAINING_SETTINGS.batch_size.default;

/** The optimizer that a document trains with; the default one for a kind that is not known (the compiler reports it). */
export function optimizerKind(training: Document['training']): OptimizerKind {
  const kind = training.optimizer?.kind;
  return kind !== undefined && Object.hasOwn(OPTIMIZERS, kind) ? (kind as OptimizerKind) : DEFAULT_OPTIMIZER;
}

export function learningRate(training: Document['training']): number {
  const lr = training.optimizer?.lr;
  return typeof lr === 'number' ? lr : OPTIMIZERS[optimizerKind(training)].lr.default;
}

export const OPTIMIZER_HELP = {
  en: 'How a step follows the gradient. Adam adapts the step of every weight and is a good first choice; SGD is the plain rule.',
  hi: 'Gradient के अनुसार step कैसे लिया जाए। Adam हर weight का step ख़ुद ढालता है और शुरुआत के लिए अच्छा है; SGD सादा नियम है।',
};
