/** @file What a heatmap shows, for those who do not see it: which rows depart from healthy, how far, and the worst. */
import { sinceColumn } from './heat-since.ts';
import type { HeatScale, HeatSource } from './heat-source.ts';
import { stepText } from './number-text.ts';
import { quietOf } from './urgency.ts';
import { m } from '../language/generated/messages.js';

/** Rows from `first` to `last` without a gap, or `count` rows here and there. */
export interface RowSet {
  readonly rows: readonly number[];
  readonly gapless: boolean;
}

export interface HeatSummary {
  /** Rows by how they depart. Of a share of something that should not be, `above` are the rows where it is more than half; a magnitude has neither. */
  readonly below: RowSet;
  readonly above: RowSet;
  readonly zero: RowSet;
  readonly nonFinite: RowSet;
  /** Decades that `below` and `above` are at least away (diverging): 3 or 2 where any row is, else 1. */
  readonly beyond: number;
  /** The rows whose numbers are farthest from the quiet value and nearest to it; -1 if none is a number. */
  readonly worst: number;
  readonly best: number;
}

/** Departures worth a word, in decades: the largest that any row has reached is told. */
const DEPARTURES = [3, 2, 1] as const;

export function summarise(values: readonly number[], source: Pick<HeatSource, 'scale'>): HeatSummary {
  const { kind } = source.scale;
  const quiet = quietOf(source.scale);
  let worst = -1;
  let best = -1;
  const away = (row: number) => (kind === 'diverging' ? Math.abs(values[row]! - quiet) : values[row]!);
  for (let row = 0; row < values.length; row++) {
    if (!Number.isFinite(values[row]!)) continue;
    if (worst < 0 || away(row) > away(worst)) worst = row;
    if (best < 0 || away(row) < away(best)) best = row;
  }
  const beyond = DEPARTURES.find((decades) => worst >= 0 && Math.abs(values[worst]!) > decades) ?? DEPARTURES.at(-1)!;
  const where = (is: (value: number) => boolean) => rowSet(values.flatMap((value, row) => (is(value) ? [row] : [])));
  const finite = (is: (value: number) => boolean) => where((value) => Number.isFinite(value) && is(value));
  return {
    below: finite((value) => kind === 'diverging' && value < -beyond),
    above: finite((value) => kind !== 'magnitude' && value > (kind === 'diverging' ? beyond : half(source.scale))),
    zero: where((value) => value === -Infinity),
    nonFinite: where((value) => value === Infinity),
    beyond,
    worst,
    best,
  };
}

function half({ low, high }: HeatScale): number {
  return (low + high) / 2;
}

function rowSet(rows: number[]): RowSet {
  return { rows, gapless: rows.length > 1 && rows.at(-1)! - rows[0]! === rows.length - 1 };
}

/** The cells before those that are described, to say since when it has been so. */
export interface HeatPast {
  /** The column that is described. */
  readonly column: number;
  cell(row: number, column: number): number;
  firstStepOf(column: number): number;
}

/**
 * The description of a heatmap at a step (null: of its forecast): one sentence for each kind of departure, or that there is none. With
 * a past each says since when it has been so without a break.
 */
export function describeHeat(
  values: readonly number[],
  source: Pick<HeatSource, 'rows' | 'scale'>,
  step: number | null,
  past: HeatPast | null = null,
): string {
  const { rows, scale } = source;
  const summary = summarise(values, source);
  const { below, above, zero, nonFinite, beyond } = summary;
  const names = rows.map((row) => row.name);
  const said = (set: RowSet) => ({ layers: namesOf(set, names), some: set.rows.length, count: rows.length });
  const sentences: string[] = [step === null ? m.forecast_words() : m.heat_words_step({ step: stepText(step) })];
  const tell = (set: RowSet, holds: (cell: number) => boolean, now: (said: Said) => string, lasting: (said: Said & Since) => string) => {
    if (set.rows.length === 0) return;
    const since = past && sinceOf(set, holds, past);
    sentences.push(since === null ? now(said(set)) : lasting({ ...said(set), step: stepText(since) }));
  };
  tell(nonFinite, (cell) => cell === Infinity, m.heat_words_non_finite, m.heat_words_non_finite_since);
  tell(zero, (cell) => cell === -Infinity, m.heat_words_zero, m.heat_words_zero_since);
  if (scale.kind === 'diverging') {
    const how = { decades: beyond === 1 ? m.decade_one() : m.decade_many({ count: beyond }), middle: scale.middle ?? '0' };
    tell(
      below,
      (cell) => cell < -beyond,
      (rows) => m.heat_words_below({ ...rows, ...how }),
      (rows) => m.heat_words_below_since({ ...rows, ...how }),
    );
    tell(
      above,
      (cell) => cell > beyond,
      (rows) => m.heat_words_above({ ...rows, ...how }),
      (rows) => m.heat_words_above_since({ ...rows, ...how }),
    );
    if (sentences.length === 1 && rows.length === 1) sentences.push(m.heat_words_healthy_one({ layer: names[0]!, ...how }));
    else if (sentences.length === 1) sentences.push(m.heat_words_healthy({ count: rows.length, ...how }));
  } else {
    const from = scale.tickText(half(scale));
    tell(
      above,
      (cell) => cell > half(scale),
      (rows) => m.heat_words_high({ ...rows, from }),
      (rows) => m.heat_words_high_since({ ...rows, from }),
    );
  }
  const told = (row: number) => ({ layer: names[row]!, value: scale.valueText(values[row]!), caption: scale.caption });
  const { worst, best } = summary;
  if (scale.kind === 'diverging' && worst >= 0) sentences.push(m.heat_words_worst(told(worst)));
  else if (worst >= 0) {
    sentences.push(m.heat_words_largest(told(worst)));
    if (scale.kind === 'magnitude' && best !== worst) sentences.push(m.heat_words_smallest(told(best)));
  }
  if (scale.note && step !== null && above.rows.length > 0) sentences.push(scale.note);
  return sentences.join(' ');
}

interface Said {
  readonly layers: string;
  readonly some: number;
  readonly count: number;
}

interface Since {
  readonly step: string;
}

/** Of so many rows one may be as it is for a shorter time: where many depart, those at the edge come and go. */
const ROWS_TO_ONE = 10;

/** The step since which these rows have been so; null if it has been for this column alone. */
function sinceOf({ rows }: RowSet, holds: (cell: number) => boolean, { column, cell, firstStepOf }: HeatPast): number | null {
  const most = Math.floor(rows.length / ROWS_TO_ONE);
  const since = sinceColumn(column, (earlier) => {
    let others = 0;
    return rows.every((row) => holds(cell(row, earlier)) || ++others <= most);
  });
  return since === column ? null : firstStepOf(since);
}

/** "fc1 to fc4", "fc1, fc2 and 3 more", "fc1". */
function namesOf({ rows, gapless }: RowSet, names: readonly string[]): string {
  const listed = rows.map((row) => names[row]!);
  if (gapless && listed.length > 2) return m.names_range({ first: listed[0]!, last: listed.at(-1)! });
  if (listed.length <= 3) return listed.join(', ');
  return m.names_more({ names: listed.slice(0, 2).join(', '), more: listed.length - 2 });
}
