/** @file What the network was last measured at, over whole sets of rows in evaluation mode. */
import type { Evaluation } from '../../core/telemetry/frame.ts';

export interface LastEvaluations {
  readonly train: Evaluation;
  /** Null where no rows are kept for validation. */
  readonly validation: Evaluation | null;
}

/** Of one and the same step; null before the first evaluation. */
export function lastEvaluations(evaluations: readonly Evaluation[]): LastEvaluations | null {
  const train = evaluations.findLast(({ on }) => on === 'train');
  if (!train) return null;
  const validation = evaluations.findLast(({ on, step }) => on === 'validation' && step === train.step) ?? null;
  return { train, validation };
}
