/**
 * @file The views of the gradient landscape: which statistic of a recording, against what, of which rows, on which scale. Each turns
 * a recording into the source of a heatmap.
 */
import type { Row } from '../../core/plan/plan.ts';
import type { Statistic } from '../../core/plan/report.ts';
import { anchorSignal, healthySignal, heatOf } from '../../core/telemetry/heat.ts';
import type { Columns, Extreme, Recording } from '../../core/telemetry/recording.ts';
import { quietOf, seenCell, spikeOf, urgency } from '../charts/urgency.ts';
import type { HeatScale, HeatSource } from '../charts/heat-source.ts';
import { decadesText, numberText, percentText, powerOfTen, stepText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';
import { heatsOf, type Forecast, type Measured } from '../state/forecast-heat.ts';
import { forecastOrigin, forecastText } from '../state/forecast-words.ts';
import type { SignalView, View } from '../state/landscape.svelte.ts';
import { DECADES } from '../theme/heat.ts';
import { flowColour } from './group-colour.ts';

/** The statistic that a view shows. */
const STATISTIC_OF: Readonly<Record<View, Statistic>> = {
  signal: 'signal',
  signal_predicted: 'signal',
  signal_absolute: 'signal',
  signal_first: 'signal',
  gradient_norm: 'gradient_norm',
  gradient_mean: 'gradient_mean',
  gradient_max: 'gradient_max',
  update_ratio: 'update_ratio',
  weight_norm: 'weight_norm',
  dead: 'dead',
  saturated: 'saturated',
};

/** What the signal is compared with. */
export const REFERENCE_NAME: Readonly<Record<SignalView, () => string>> = {
  signal: m.reference_healthy,
  signal_predicted: m.reference_predicted,
  signal_absolute: m.reference_absolute,
  signal_first: m.reference_first,
};

/** The statistic inside of a sentence. */
const VALUE_NAME: Readonly<Record<View, () => string>> = {
  signal: m.value_signal,
  signal_predicted: m.value_signal,
  signal_absolute: m.value_signal,
  signal_first: m.value_signal,
  gradient_norm: m.value_gradient_norm,
  gradient_mean: m.value_gradient_mean,
  gradient_max: m.value_gradient_max,
  update_ratio: m.value_update_ratio,
  weight_norm: m.value_weight_norm,
  dead: m.value_dead,
  saturated: m.value_saturated,
};

/**
 * Update ratios around 10⁻³ are usual for a network that learns: far above, steps are too long; far below, it stands
 * still (Stanford CS231n notes, "Neural Networks Part 3"; the bounds used by the findings are their own).
 */
const USUAL_UPDATE = -3;

const decadeTicks = [-DECADES, -2, -1, 0, 1, 2, DECADES];
const fractionTicks = [0, 0.25, 0.5, 0.75, 1];
const signedTick = (value: number) => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0');

/** Decades from something that is quiet. */
function departure(caption: string, middle: string, note?: string): HeatScale {
  const scale = {
    kind: 'diverging',
    low: -DECADES,
    high: DECADES,
    ticks: decadeTicks,
    tickText: signedTick,
    valueText: decadesText,
  } as const;
  return note === undefined ? { ...scale, caption, middle } : { ...scale, caption, middle, note };
}

/** Powers of ten from `low` to `high`, whose exponents are the ticks'. */
function magnitude(ticks: readonly number[], caption: string): HeatScale {
  return {
    kind: 'magnitude',
    low: ticks[0]!,
    high: ticks.at(-1)!,
    ticks,
    tickText: powerOfTen,
    valueText: (value) => numberText(10 ** value),
    caption,
  };
}

function fraction(caption: string): HeatScale {
  return { kind: 'warning', low: 0, high: 1, ticks: fractionTicks, tickText: percentText, valueText: percentText, caption };
}

/** Fixed, so that a colour means the same in every run and at every time. */
export const SCALES: Readonly<Record<View, () => HeatScale>> = {
  signal: () => departure(m.caption_signal(), m.middle_healthy(), m.note_signal()),
  signal_predicted: () => departure(m.caption_signal_predicted(), m.profile_predicted()),
  signal_absolute: () => magnitude([-8, -6, -4, -2, 0, 2], m.caption_signal_absolute()),
  signal_first: () => departure(m.caption_signal_first(), m.middle_first()),
  gradient_norm: () => magnitude([-8, -6, -4, -2, 0, 2], m.caption_gradient_norm()),
  gradient_mean: () => magnitude([-10, -8, -6, -4, -2, 0], m.caption_gradient_mean()),
  gradient_max: () => magnitude([-8, -6, -4, -2, 0, 2], m.caption_gradient_max()),
  update_ratio: () => departure(m.caption_update_ratio(), powerOfTen(USUAL_UPDATE)),
  weight_norm: () => magnitude([-2, -1, 0, 1, 2, 3], m.caption_weight_norm()),
  dead: () => fraction(m.caption_dead()),
  saturated: () => fraction(m.caption_saturated()),
};

const always = () => true;
const learns = (row: Row) => row.weight !== null;

/** Which rows have the statistic at all. */
const SHOWS: Readonly<Record<View, (row: Row) => boolean>> = {
  signal: always,
  signal_predicted: always,
  signal_absolute: always,
  signal_first: always,
  gradient_norm: learns,
  gradient_mean: learns,
  gradient_max: learns,
  update_ratio: learns,
  weight_norm: learns,
  dead: (row) => row.inspected === 'dead',
  saturated: (row) => row.inspected === 'saturated',
};

/** What a view without a row says. */
const NO_ROWS: Readonly<Record<View, () => string>> = {
  signal: m.landscape_empty,
  signal_predicted: m.landscape_empty,
  signal_absolute: m.landscape_empty,
  signal_first: m.landscape_empty,
  gradient_norm: m.landscape_no_weights,
  gradient_mean: m.landscape_no_weights,
  gradient_max: m.landscape_no_weights,
  update_ratio: m.landscape_no_weights,
  weight_norm: m.landscape_no_weights,
  dead: m.landscape_no_relu,
  saturated: m.landscape_no_saturating,
};

/** What a view says in place of cells: that there is no run yet, or why it has no row of this network. */
export function emptyText(view: View, rows: readonly Row[]): string {
  return rows.length > 0 && !rows.some(SHOWS[view]) ? NO_ROWS[view]() : m.landscape_empty();
}

/** A view without a network: its scale and no rows. */
export function emptySource(view: View): HeatSource {
  return {
    rows: [],
    scale: SCALES[view](),
    profile: null,
    forecast: null,
    held: false,
    columns: 0,
    stride: 1,
    idOf: (column) => column,
    firstStepOf: () => 1,
    lastStepOf: () => 1,
    fill: () => undefined,
    readout: () => '',
  };
}

/** A network before it is trained: its rows, and in the view of the signal what is expected of them. */
export function forecastSource(view: View, forecast: Forecast, measured: Measured | null, names: readonly string[]): HeatSource {
  const shown = forecast.rows.flatMap((row, index) => (SHOWS[view](row) ? [index] : []));
  const predicted = heatsOf(forecast, forecast.predicted);
  const seen = measured && heatsOf(forecast, measured);
  const rowForecast = (row: number) => {
    const value = seen?.[row] ?? predicted[row] ?? null;
    if (value === null) return null;
    const told = { heat: value, measured: (seen?.[row] ?? null) !== null };
    return { value, measured: told.measured, text: `${names[row]!}\n${forecastText(told)}\n${forecastOrigin(told)}` };
  };
  return {
    ...emptySource(view),
    rows: headsOf(forecast.rows, shown, names),
    forecast: view === 'signal' ? { rows: shown.map(rowForecast), predicted: shown.map((row) => predicted[row]!) } : null,
  };
}

function headsOf(rows: readonly Row[], shown: readonly number[], names: readonly string[]): HeatSource['rows'] {
  return shown.map((index) => ({ id: rows[index]!.node, name: names[index]!, colour: flowColour(rows[index]!.flow) }));
}

/** The whole run in its columns, or the last steps one by one. */
export type Reach = 'whole' | 'recent';

/**
 * `names` are those of the rows, in their order, where blocks have been renamed since the run began; `start` is what was measured
 * of the rows before its first step.
 */
export function heatSource(
  view: View,
  recording: Recording,
  reach: Reach,
  names: readonly string[] = recording.header.rows.map(({ name }) => name),
  start: Measured | null = null,
): HeatSource {
  const { header } = recording;
  const columns: Columns = reach === 'whole' ? recording : recording.recent;
  const shown = header.rows.flatMap((row, index) => (SHOWS[view](row) ? [index] : []));
  const scale = SCALES[view]();
  const cell = cellOf(view, scale, columns, recording);
  return {
    rows: headsOf(header.rows, shown, names),
    scale,
    profile:
      view === 'signal'
        ? {
            name: m.profile_predicted(),
            values: heatsOf(header, header.predicted),
            start: start && { name: m.forecast_start(), values: heatsOf(header, start) },
          }
        : null,
    forecast: null,
    held: scale.kind === 'warning',
    get columns() {
      return columns.count;
    },
    get stride() {
      return columns.stride;
    },
    // The columns of a run never move while the stride is the same; recent frames are known by how many came before.
    idOf: (column) => (reach === 'whole' ? column : recording.frames - columns.count + column),
    firstStepOf: (column) => columns.firstStepOf(column),
    lastStepOf: (column) => columns.stepOf(column),
    fill(column, out) {
      for (let i = 0; i < shown.length; i++) out[i] = cell(shown[i]!, column);
    },
    readout: (row, column) => readout(view, columns, recording, shown[row]!, column, names[shown[row]!]!),
  };
}

type Cell = (row: number, column: number) => number;

/** A cell's number on the view's scale from what was last, lowest or highest in its column. */
type CellAt = (recording: Recording, row: number, columns: Columns, column: number, extreme: Extreme) => number;

/** log10 of a statistic. */
const logarithm =
  (statistic: Statistic): CellAt =>
  (_, row, columns, column, extreme) =>
    Math.log10(columns.value(statistic, row, column, extreme));

const plain =
  (statistic: Statistic): CellAt =>
  (_, row, columns, column, extreme) =>
    columns.value(statistic, row, column, extreme);

const updates = logarithm('update_ratio');

const CELL_AT: Readonly<Record<View, CellAt>> = {
  signal: (recording, row, columns, column, extreme) => heatOf(recording, columns, row, column, extreme),
  signal_predicted: (recording, row, columns, column, extreme) =>
    relative(columns.value('signal', row, column, extreme), predictedSignal(recording, columns, row, column, extreme)),
  signal_absolute: logarithm('signal'),
  signal_first: (recording, row, columns, column, extreme) =>
    relative(columns.value('signal', row, column, extreme), recording.first('signal', row)),
  gradient_norm: logarithm('gradient_norm'),
  gradient_mean: logarithm('gradient_mean'),
  gradient_max: logarithm('gradient_max'),
  update_ratio: (recording, row, columns, column, extreme) => updates(recording, row, columns, column, extreme) - USUAL_UPDATE,
  weight_norm: logarithm('weight_norm'),
  dead: plain('dead'),
  saturated: plain('saturated'),
};

/** Decades from a reference; zero and what is not finite stay what they are, and of a reference that is neither nothing is known. */
function relative(value: number, reference: number): number {
  if (value === 0) return -Infinity;
  if (value === Infinity) return Infinity;
  return reference > 0 && reference < Infinity ? Math.log10(value / reference) : Number.NaN;
}

/** What the initialisation and activations of this network predict, in the signal's own unit. */
function predictedSignal(recording: Recording, columns: Columns, row: number, column: number, extreme: Extreme = 'last'): number {
  return anchorSignal(recording, columns, column, extreme) * 10 ** (recording.header.predicted[row] ?? NaN);
}

/** The cell of a column: its last step's, or the highest or lowest if it stands out. Whatever is not finite always does. */
function cellOf(view: View, scale: HeatScale, columns: Columns, recording: Recording): Cell {
  const at = CELL_AT[view];
  const quiet = quietOf(scale);
  const spike = spikeOf(scale);
  return (row, column) => {
    if (columns.value('non_finite', row, column, 'max') > 0) return Infinity;
    const last = at(recording, row, columns, column, 'last');
    if (columns.stride === 1) return last;
    const low = at(recording, row, columns, column, 'min');
    const high = at(recording, row, columns, column, 'max');
    return seenCell(last, urgency(low, quiet) > urgency(high, quiet) ? low : high, quiet, spike);
  };
}

function readout(view: View, columns: Columns, recording: Recording, row: number, column: number, name: string): string {
  const from = columns.firstStepOf(column);
  const to = columns.stepOf(column);
  const place =
    from === to
      ? m.readout_step({ layer: name, step: stepText(to), rows: stepText(columns.number('batch_size', column)) })
      : m.readout_steps({ layer: name, from: stepText(from), to: stepText(to) });
  return [place, ...numbersOf(view, columns, recording, row, column)].join('\n');
}

function numbersOf(view: View, columns: Columns, recording: Recording, row: number, column: number): string[] {
  const nonFinite = columns.value('non_finite', row, column, 'max');
  if (nonFinite > 0) return [m.readout_non_finite({ count: nonFinite })];
  const measuredAt = SCALES[view]().kind === 'warning' ? lastMeasured(view, columns, row, column) : column;
  const statistic = STATISTIC_OF[view];
  const value = columns.value(statistic, row, measuredAt);
  if (Number.isNaN(value)) return [m.readout_none()];
  const low = columns.value(statistic, row, measuredAt, 'min');
  const high = columns.value(statistic, row, measuredAt, 'max');
  const text = (number: number) => {
    if (number === Infinity) return m.heat_non_finite();
    return SCALES[view]().kind === 'warning' ? percentText(number) : numberText(number);
  };
  const measured = m.readout_value({ name: VALUE_NAME[view](), value: text(value) });
  const lines = [low < high ? `${measured} (${text(low)} … ${text(high)})` : measured];
  lines.push(...REFERENCE_LINES[view](recording, columns, row, column, value));
  if (measuredAt < column) lines.push(m.readout_measured({ step: stepText(columns.stepOf(measuredAt)) }));
  return lines;
}

/** What a number is compared with, and how far it is from that. */
type ReferenceLines = (recording: Recording, columns: Columns, row: number, column: number, value: number) => string[];

const unreferenced: ReferenceLines = () => [];

const REFERENCE_LINES: Readonly<Record<View, ReferenceLines>> = {
  signal(recording, columns, row, column, value) {
    if (row === recording.header.anchor) return [m.readout_anchor()];
    const healthy = healthySignal(recording, columns, row, column);
    return comparison(value, healthy, m.readout_expected, m.readout_decades);
  },
  signal_predicted(recording, columns, row, column, value) {
    if (row === recording.header.anchor) return [m.readout_anchor()];
    return comparison(value, predictedSignal(recording, columns, row, column), m.readout_predicted, m.readout_decades_predicted);
  },
  signal_absolute: unreferenced,
  signal_first: (recording, _, row, __, value) =>
    comparison(value, recording.first('signal', row), m.readout_first, m.readout_decades_first),
  gradient_norm: unreferenced,
  gradient_mean: unreferenced,
  gradient_max: unreferenced,
  update_ratio: unreferenced,
  weight_norm: unreferenced,
  dead: unreferenced,
  saturated: unreferenced,
};

function comparison(
  value: number,
  reference: number,
  expected: (said: { value: string }) => string,
  apart: (said: { decades: string }) => string,
): string[] {
  const heat = relative(value, reference);
  return [
    ...(Number.isFinite(reference) ? [expected({ value: numberText(reference) })] : []),
    ...(Number.isFinite(heat) ? [apart({ decades: decadesText(heat) })] : []),
  ];
}

function lastMeasured(view: View, columns: Columns, row: number, column: number): number {
  const statistic = STATISTIC_OF[view];
  for (let earlier = column; earlier >= 0; earlier--) if (!Number.isNaN(columns.value(statistic, row, earlier))) return earlier;
  return column;
}
