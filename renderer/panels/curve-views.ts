/** @file The kinds of curves of a run, from its recording: loss, accuracy, the norm of the entire gradient, the learning rate. */
import type { Evaluation } from '../../core/telemetry/frame.ts';
import type { Columns, Recording } from '../../core/telemetry/recording.ts';
import type { SettingChange } from '../../core/telemetry/run-settings.ts';
import type { Chart } from '../charts/chart-plot.ts';
import type { Curve, Lane, Reference, Within } from '../charts/curve.ts';
import { accuracyText, axisText, numberText, percentText } from '../charts/number-text.ts';
import { shortened } from '../charts/row-labels.ts';
import { smoothed, smoothingSpan, type Smoothing } from '../charts/smoothing.ts';
import { m } from '../language/generated/messages.js';
import { clipLine } from './clip-line.ts';

export const CURVE_VIEWS = ['loss', 'accuracy', 'norm', 'learning_rate'] as const;
export type CurveView = (typeof CURVE_VIEWS)[number];

/** An earlier run that is drawn over the one that is shown; told apart by its dashes and its name. */
export interface Overlay {
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  /** Its pattern of dashes, as SVG has them. */
  readonly dash: string;
  readonly recording: Recording;
}

/** What the curves of a run are drawn with beside its recording. */
export interface CurveChoice {
  readonly smoothing: Smoothing;
  /** The steps that are shown; null: the whole run. */
  readonly within: Within | null;
  /** The settings that were changed while it went on, and the norm to clip to if none was. */
  readonly changes: readonly SettingChange[];
  readonly clip: number | null;
}

/** What a chart of them is called. */
export const CURVE_TITLE: Readonly<Record<CurveView, () => string>> = {
  loss: m.chart_loss,
  accuracy: m.chart_accuracy,
  norm: m.chart_norm,
  learning_rate: m.chart_learning_rate,
};

const PLAIN = { valueText: numberText, tickText: axisText } as const;

/** How their numbers are written, beside a name and on the axis. */
export const NUMBERS: Readonly<Record<CurveView, Readonly<Record<'valueText' | 'tickText', (value: number) => string>>>> = {
  loss: PLAIN,
  accuracy: { valueText: accuracyText, tickText: percentText },
  norm: PLAIN,
  learning_rate: PLAIN,
};

export interface Curves {
  readonly curves: readonly Curve[];
  readonly references: readonly Reference[];
  readonly lane: Lane | null;
}

export const CURVES: Readonly<Record<CurveView, (recording: Recording, choice: CurveChoice) => Curves>> = {
  loss: (recording, choice) => ({
    curves: [...trend(columnsOf(recording, choice), 'loss', m.curve_batch(), choice), ...measured(recording, 'loss')],
    references: [{ name: m.curve_constant(), value: recording.header.constantLoss }],
    lane: null,
  }),
  accuracy: (recording, choice) => ({
    curves:
      recording.header.task === 'regression'
        ? []
        : [...batchAccuracy(columnsOf(recording, choice), choice), ...measured(recording, 'accuracy')],
    references: [],
    lane: null,
  }),
  norm: (recording, choice) => {
    const columns = columnsOf(recording, choice);
    const line = clipLine(columns, choice.changes, choice.clip, m.curve_clip());
    return {
      curves: [...trend(columns, 'gradient_norm', m.curve_norm(), choice), ...(line ? [line] : [])],
      references: [],
      lane: { name: m.lane_clipped(), count: columns.count, step: (column) => columns.stepOf(column), share: clippedIn(columns) },
    };
  },
  learning_rate: (recording, choice) => ({
    curves: [learningRate(columnsOf(recording, choice), m.curve_learning_rate())],
    references: [],
    lane: null,
  }),
};

/** Characters of a name that stand beside a curve. */
const LABEL = 16;

/** The one curve by which another run is compared with the one that is shown; null if it has none. */
export function overlayCurve(view: CurveView, { name, colour, dash, recording }: Overlay, choice: CurveChoice): Curve | null {
  const of = { ...choice, changes: [], clip: null };
  const { curves } = CURVES[view](recording, of);
  // accuracy by what was measured over whole sets, if it was: that of single batches is too noisy to compare
  const measured = view === 'accuracy' ? curves.findLast(({ look, count }) => look === 'dashed' && count > 0) : undefined;
  const curve = measured ?? curves.find(({ look }) => look === 'line' || look === 'steps');
  return curve && curve.count > 0 ? { ...curve, name: `${name}, ${curve.name}`, colour, dash, label: shortened(name, LABEL) } : null;
}

/** The chart of a run with the others that are drawn over it; null stands for no run yet. */
export function curveChart(
  view: CurveView,
  recording: Recording | null,
  choice: CurveChoice,
  overlays: readonly Overlay[],
  scale: Chart['scale'],
): Chart {
  const { curves, references, lane } = recording && recording.count > 0 ? CURVES[view](recording, choice) : NOTHING;
  const compared = overlays.flatMap((overlay) => overlayCurve(view, overlay, choice) ?? []);
  return {
    curves: [...curves, ...compared],
    references,
    lane,
    scale,
    ...(view === 'accuracy' ? { range: [0, 1] as const } : {}),
    within: choice.within,
  };
}

const NOTHING: Curves = { curves: [], references: [], lane: null };

/** The last steps one by one if they are all that is shown, else the columns of the run. */
function columnsOf(recording: Recording, { within }: CurveChoice): Columns {
  const { recent } = recording;
  return within && recent.count > 0 && within.first >= recent.firstStepOf(0) ? recent : recording;
}

/** Each step's value thin, and its smoothed course. */
function trend(columns: Columns, scalar: 'loss' | 'gradient_norm', name: string, choice: CurveChoice): Curve[] {
  return course(columns, name, choice, (column) => columns.scalar(scalar, column), {
    low: (column) => columns.scalar(scalar, column, 'min'),
    high: (column) => columns.scalar(scalar, column, 'max'),
  });
}

/**
 * The right rows of a batch as a fraction. Batches differ in size, so only the last step of a column has one. Rows that were
 * not rightly judged, for their numbers were lost, do not count as wrong.
 */
function batchAccuracy(columns: Columns, choice: CurveChoice): Curve[] {
  const fraction = (column: number) =>
    columns.scalar('loss', column) === Infinity ? Infinity : columns.scalar('correct', column) / columns.number('batch_size', column);
  return course(columns, m.curve_batch(), choice, fraction, { low: fraction, high: fraction });
}

function course(
  columns: Columns,
  name: string,
  { smoothing }: CurveChoice,
  value: Curve['value'],
  extremes: Pick<Curve, 'low' | 'high'>,
): Curve[] {
  const { count } = columns;
  const values = Float64Array.from({ length: count }, (_, column) => value(column));
  const trend = smoothed(values, smoothingSpan(count, smoothing));
  const step = (column: number) => columns.stepOf(column);
  const middle = (column: number) => (values[column] === Infinity ? Infinity : trend[column]!);
  return [
    { name: m.curve_each_step({ name }), colour: 'var(--muted)', look: 'band', count, step, value, ...extremes },
    { name, colour: 'var(--quiet)', look: 'line', count, step, value: middle, low: middle, high: middle },
  ];
}

/** What was measured at the end of each epoch: training and validation rows on the same network, so the two can be compared. */
function measured({ evaluations }: Recording, number: 'loss' | 'accuracy'): Curve[] {
  return [
    { on: 'train', name: m.curve_train(), colour: 'var(--text)', dash: '7 3' },
    { on: 'validation', name: m.curve_validation(), colour: 'var(--accent)', dash: '2 3' },
  ].map(({ on, ...line }) => {
    const points: readonly Evaluation[] = evaluations.filter((evaluation) => evaluation.on === on);
    const value = (index: number) => points[index]![number];
    return { ...line, look: 'dashed', count: points.length, step: (index) => points[index]!.step, value, low: value, high: value };
  });
}

/** As each step was taken with it. */
function learningRate(columns: Columns, name: string): Curve {
  const value = (column: number) => columns.number('learning_rate', column);
  return {
    name,
    colour: 'var(--text)',
    look: 'steps',
    count: columns.count,
    step: (column) => columns.stepOf(column),
    value,
    low: value,
    high: value,
  };
}

function clippedIn(columns: Columns): Lane['share'] {
  return (column) =>
    columns.scalar('clipped', column, 'max') !== 1 ? 'none' : columns.scalar('clipped', column, 'min') === 1 ? 'all' : 'some';
}

/** Of the last steps, the fraction on which clipping scaled the gradient. */
export function clippedShare({ recent }: Recording): number {
  let clipped = 0;
  for (let column = 0; column < recent.count; column++) clipped += recent.scalar('clipped', column);
  return recent.count === 0 ? 0 : clipped / recent.count;
}
