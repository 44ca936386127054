/** @file What a run knew at a step beside its numbers: with both, it does again to the bit what it did from there. Plain. */
import type { DiagnosisState } from '../diagnostics/diagnose.ts';
import type { Told } from './course.ts';

export interface Known {
  readonly diagnosis: DiagnosisState;
  /** How many steps were meant to be taken in all. */
  readonly plannedSteps: number;
  /** Of a batch: beyond it each step is recorded. NaN before the first that is recorded. */
  readonly risingFrom: number;
  readonly isRising: boolean;
  /** The best loss on training rows. */
  readonly bestLoss: number;
  /** The step of the last complete evaluation. */
  readonly evaluatedAt: number;
  /** Up to there, and perhaps what came after. */
  readonly told: Told;
}
