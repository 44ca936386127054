/**
 * @file A frame: what one training step says about itself. Frames cross from the worker to the page many at a time, so a
 * batch of them is one Float32Array and one Float64Array (`FrameBatch`), not objects.
 */
import type { Row } from '../plan/plan.ts';

/** Numbers of a frame that the report does not hold: they come from the loop that drives the plan. */
export const FRAME_NUMBERS = ['step', 'epoch', 'learning_rate', 'batch_size', 'seconds'] as const;
export type FrameNumber = (typeof FRAME_NUMBERS)[number];
export const FRAME_NUMBER = Object.fromEntries(FRAME_NUMBERS.map((name, index) => [name, index])) as Readonly<Record<FrameNumber, number>>;

/** Frames of the steps that were recorded, oldest first: each step, or of a long run of short ones every so many. */
export interface FrameBatch {
  readonly count: number;
  readonly rows: number;
  /** count × FRAME_NUMBERS.length; step 1 is the first update, `seconds` of training time at its end. */
  readonly numbers: Float64Array;
  /** count × reportLength(rows): the report of each step, see plan/report.ts. */
  readonly reports: Float32Array;
}

/** What a run is about; sent once, before its frames. */
export interface RunHeader {
  readonly run: number;
  /** The run that this one goes on from, put back to the state after `step`; what that one told up to there is this one's past. */
  readonly continues?: { readonly run: number; readonly step: number };
  readonly rows: readonly Row[];
  readonly task: 'classification' | 'binary' | 'regression';
  /** Loss of the best constant prediction on the training rows: entropy of the class prior, or the variance. */
  readonly constantLoss: number;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
  readonly classes: number;
  readonly trainRows: number;
  readonly validationRows: number;
  /** That share its steps: one if none of them is worth the sharing. */
  readonly threads: number;
  readonly parameters: number;
  /**
   * log10 of each row's signal relative to the last hidden row in a healthy network of this architecture; null for a row
   * that theory says nothing of. Heat of a row = log10 signal − log10 signal of `anchor` − healthy.
   */
  readonly healthy: readonly (number | null)[];
  /** The same for the initialisation and activations that the network really has. */
  readonly predicted: readonly (number | null)[];
  /** The row that both profiles and the heat are anchored at: the last hidden layer (zero in both profiles). */
  readonly anchor: number;
}

/** A measurement over the whole or a fixed part of the data, in evaluation mode; rarer than frames. */
export interface Evaluation {
  readonly step: number;
  readonly epoch: number;
  /** `train` and `validation` at the end of an epoch; `probe` is the inspection of up to 256 training rows. */
  readonly on: 'train' | 'validation' | 'probe';
  readonly loss: number;
  /** Fraction right; NaN for regression. */
  readonly accuracy: number;
}
