/**
 * @file The five views of the gradient landscape: which statistic of a recording, of which rows, on which scale. Each turns
 * a recording into the source of a heatmap.
 */
import type { Row } from '../../core/plan/plan.ts';
import type { Statistic } from '../../core/plan/report.ts';
import { healthySignal, heatOf } from '../../core/telemetry/heat.ts';
import type { Columns, Extreme, Recording } from '../../core/telemetry/recording.ts';
import { quietOf, seenCell, spikeOf, urgency } from '../charts/urgency.ts';
import type { HeatScale, HeatSource } from '../charts/heat-source.ts';
import { decadesText, numberText, percentText, powerOfTen, stepText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';
import { heatsOf, type Forecast, type Measured } from '../state/forecast-heat.ts';
import { forecastOrigin, forecastText } from '../state/forecast-words.ts';
import { DECADES } from '../theme/heat.ts';
import { flowColour } from './group-colour.ts';

export const VIEWS = ['signal', 'gradient_norm', 'update_ratio', 'dead', 'saturated'] as const satisfies readonly Statistic[];
export type View = (typeof VIEWS)[number];

export const VIEW_NAME: Readonly<Record<View, () => string>> = {
  signal: m.view_signal,
  gradient_norm: m.view_gradient_norm,
  update_ratio: m.view_update_ratio,
  dead: m.view_dead,
  saturated: m.view_saturated,
};

/** The statistic inside of a sentence. */
const VALUE_NAME: Readonly<Record<View, () => string>> = {
  signal: m.value_signal,
  gradient_norm: m.value_gradient_norm,
  update_ratio: m.value_update_ratio,
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

export const SCALES: Readonly<Record<View, () => HeatScale>> = {
  signal: () => ({
    kind: 'diverging',
    low: -DECADES,
    high: DECADES,
    ticks: decadeTicks,
    tickText: signedTick,
    valueText: decadesText,
    caption: m.caption_signal(),
    note: m.note_signal(),
    middle: m.middle_healthy(),
  }),
  gradient_norm: () => ({
    kind: 'magnitude',
    low: -8,
    high: 2,
    ticks: [-8, -6, -4, -2, 0, 2],
    tickText: powerOfTen,
    valueText: (value) => numberText(10 ** value),
    caption: m.caption_gradient_norm(),
  }),
  update_ratio: () => ({
    kind: 'diverging',
    low: -DECADES,
    high: DECADES,
    ticks: decadeTicks,
    tickText: signedTick,
    valueText: decadesText,
    caption: m.caption_update_ratio(),
    middle: powerOfTen(USUAL_UPDATE),
  }),
  dead: () => ({
    kind: 'warning',
    low: 0,
    high: 1,
    ticks: fractionTicks,
    tickText: percentText,
    valueText: percentText,
    caption: m.caption_dead(),
  }),
  saturated: () => ({
    kind: 'warning',
    low: 0,
    high: 1,
    ticks: fractionTicks,
    tickText: percentText,
    valueText: percentText,
    caption: m.caption_saturated(),
  }),
};

/** Which rows have the statistic at all. */
const SHOWS: Readonly<Record<View, (row: Row) => boolean>> = {
  signal: () => true,
  gradient_norm: (row) => row.weight !== null,
  update_ratio: (row) => row.weight !== null,
  dead: (row) => row.inspected === 'dead',
  saturated: (row) => row.inspected === 'saturated',
};

/** What a view without a row says. */
const NO_ROWS: Readonly<Record<View, () => string>> = {
  signal: m.landscape_empty,
  gradient_norm: m.landscape_no_weights,
  update_ratio: m.landscape_no_weights,
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

const CELL_AT: Readonly<Record<View, CellAt>> = {
  signal: (recording, row, columns, column, extreme) => heatOf(recording, columns, row, column, extreme),
  gradient_norm: (_, row, columns, column, extreme) => Math.log10(columns.value('gradient_norm', row, column, extreme)),
  update_ratio: (_, row, columns, column, extreme) => Math.log10(columns.value('update_ratio', row, column, extreme)) - USUAL_UPDATE,
  dead: (_, row, columns, column, extreme) => columns.value('dead', row, column, extreme),
  saturated: (_, row, columns, column, extreme) => columns.value('saturated', row, column, extreme),
};

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
  const value = columns.value(view, row, measuredAt);
  if (Number.isNaN(value)) return [m.readout_none()];
  const low = columns.value(view, row, measuredAt, 'min');
  const high = columns.value(view, row, measuredAt, 'max');
  const text = (number: number) => {
    if (number === Infinity) return m.heat_non_finite();
    return SCALES[view]().kind === 'warning' ? percentText(number) : numberText(number);
  };
  const measured = m.readout_value({ name: VALUE_NAME[view](), value: text(value) });
  const lines = [low < high ? `${measured} (${text(low)} … ${text(high)})` : measured];
  if (view === 'signal' && row === recording.header.anchor) lines.push(m.readout_anchor());
  else if (view === 'signal') {
    const healthy = healthySignal(recording, columns, row, column);
    const heat = Math.log10(value / healthy);
    if (Number.isFinite(healthy)) lines.push(m.readout_expected({ value: numberText(healthy) }));
    if (Number.isFinite(heat)) lines.push(m.readout_decades({ decades: decadesText(heat) }));
  }
  if (measuredAt < column) lines.push(m.readout_measured({ step: stepText(columns.stepOf(measuredAt)) }));
  return lines;
}

function lastMeasured(view: View, columns: Columns, row: number, column: number): number {
  for (let earlier = column; earlier >= 0; earlier--) if (!Number.isNaN(columns.value(view, row, earlier))) return earlier;
  return column;
}
