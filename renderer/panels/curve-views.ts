/** @file The three kinds of curves of a run, from its recording: loss, accuracy, and the norm of the entire gradient. */
import type { Evaluation } from '../../core/telemetry/frame.ts';
import type { Recording } from '../../core/telemetry/recording.ts';
import type { Curve, Reference } from '../charts/curve.ts';
import { smoothed, smoothingSpan } from '../charts/smoothing.ts';
import { m } from '../language/generated/messages.js';

export const CURVE_VIEWS = ['loss', 'accuracy', 'norm'] as const;
export type CurveView = (typeof CURVE_VIEWS)[number];

export interface Curves {
  readonly curves: readonly Curve[];
  readonly references: readonly Reference[];
}

export const CURVES: Readonly<Record<CurveView, (recording: Recording) => Curves>> = {
  loss: (recording) => ({
    curves: [...trend(recording, 'loss', m.curve_batch()), ...measured(recording, 'loss')],
    references: [{ name: m.curve_constant(), value: recording.header.constantLoss }],
  }),
  accuracy: (recording) => ({
    curves: recording.header.task === 'regression' ? [] : [...batchAccuracy(recording), ...measured(recording, 'accuracy')],
    references: [],
  }),
  norm: (recording) => ({ curves: trend(recording, 'gradient_norm', m.curve_norm()), references: [] }),
};

/** Each step's value thin, and its smoothed course. */
function trend(recording: Recording, scalar: 'loss' | 'gradient_norm', name: string): Curve[] {
  return course(recording, name, (column) => recording.scalar(scalar, column), {
    low: (column) => recording.scalar(scalar, column, 'min'),
    high: (column) => recording.scalar(scalar, column, 'max'),
  });
}

/**
 * The right rows of a batch as a fraction. Batches differ in size, so only the last step of a column has one. Rows that were
 * not rightly judged, for their numbers were lost, do not count as wrong.
 */
function batchAccuracy(recording: Recording): Curve[] {
  const fraction = (column: number) =>
    recording.scalar('loss', column) === Infinity ? Infinity : recording.scalar('correct', column) / recording.number('batch_size', column);
  return course(recording, m.curve_batch(), fraction, { low: fraction, high: fraction });
}

function course(recording: Recording, name: string, value: Curve['value'], extremes: Pick<Curve, 'low' | 'high'>): Curve[] {
  const { count } = recording;
  const values = Float64Array.from({ length: count }, (_, column) => value(column));
  const trend = smoothed(values, smoothingSpan(count));
  const step = (column: number) => recording.stepOf(column);
  const middle = (column: number) => (values[column] === Infinity ? Infinity : trend[column]!);
  return [
    { name: m.curve_each_step({ name }), colour: 'var(--muted)', look: 'band', count, step, value, ...extremes },
    { name, colour: 'var(--quiet)', look: 'line', count, step, value: middle, low: middle, high: middle },
  ];
}

/** What was measured at the end of each epoch: training and validation rows on the same network, so the two can be compared. */
function measured({ evaluations }: Recording, number: 'loss' | 'accuracy'): Curve[] {
  return [
    { on: 'train', name: m.curve_train(), colour: 'var(--text)' },
    { on: 'validation', name: m.curve_validation(), colour: 'var(--accent)' },
  ].map(({ on, name, colour }) => {
    const points: readonly Evaluation[] = evaluations.filter((evaluation) => evaluation.on === on);
    const value = (index: number) => points[index]![number];
    return { name, colour, look: 'dashed', count: points.length, step: (index) => points[index]!.step, value, low: value, high: value };
  });
}

/** Of the last steps, the fraction on which clipping scaled the gradient. */
export function clippedShare({ recent }: Recording): number {
  let clipped = 0;
  for (let column = 0; column < recent.count; column++) clipped += recent.scalar('clipped', column);
  return recent.count === 0 ? 0 : clipped / recent.count;
}
