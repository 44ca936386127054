/**
 * @file A run as text: JSON Lines while it goes on, JSON Lines and CSV of a recording. A log opens with a line of type "run", the
 * header; a line of type "plan" says how many steps are meant to be taken in all; each line of type "step" has the numbers of one step
 * that was recorded, its statistics as lists in the order of the header's rows; lines of type "evaluation" stand where they were
 * measured: an inspection (on "probe") before the line of its step, which has what it told of the units, the others after it; a line of
 * type "change" says that steps after its own were taken with other settings. What was not computed is null, for JSON has no NaN, and what
 * is not finite is a text. formats/telemetry-log.ts reads it.
 *
 * Of a recording whose columns stand for several steps, a line is the last step of a column; `from` is the column's first step, `min` and
 * `max` have those of the column's numbers that are not the same in all of it.
 */
import { SCALARS, STATISTICS, reportLength, rowStart } from '../plan/report.ts';
import { FRAME_NUMBERS, type Evaluation, type FrameBatch, type RunHeader } from './frame.ts';
import type { LostNumber } from './lost-number.ts';
import type { Extreme, Recording } from './recording.ts';
import type { SettingChange } from './run-settings.ts';

export const LOG_FORMAT = 'gradscape-log';
export const LOG_VERSION = 1;

type Written = number | null | 'Infinity' | '-Infinity';

function written(value: number): Written {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : value > 0 ? 'Infinity' : '-Infinity';
}

/** The first line of a log; `document` is the network that is trained, null if it is not at hand. */
export function headerLine(header: RunHeader, document: object | null): string {
  return JSON.stringify({ type: 'run', format: LOG_FORMAT, version: LOG_VERSION, ...header, document });
}

export function planLine(steps: number): string {
  return JSON.stringify({ type: 'plan', steps });
}

/**
 * One frame of a batch, and which number its step lost, if it did. Numbers of a report are printed as the shortest decimals that give
 * the same 32-bit float back.
 */
export function stepLine({ rows, numbers, reports }: FrameBatch, frame: number, lost: LostNumber | null = null): string {
  const start = frame * reportLength(rows);
  const line = {
    type: 'step',
    ...named(FRAME_NUMBERS, (_, index) => written(numbers[frame * FRAME_NUMBERS.length + index]!)),
    ...named(SCALARS, (_, index) => shortest(reports[start + index]!)),
    rows: named(STATISTICS, (_, index) => Array.from({ length: rows }, (_, row) => shortest(reports[start + rowStart(row) + index]!))),
  };
  return JSON.stringify(lost ? { ...line, lost } : line);
}

function named<Name extends string, T>(names: readonly Name[], value: (name: Name, index: number) => T): Record<Name, T> {
  return Object.fromEntries(names.map((name, index) => [name, value(name, index)])) as Record<Name, T>;
}

/** One column of a recording. */
function columnLine(recording: Recording, column: number): string {
  const rows = recording.header.rows.length;
  const first = recording.firstStepOf(column);
  const line = {
    type: 'step',
    ...named(FRAME_NUMBERS, (name) => written(recording.number(name, column))),
    ...named(SCALARS, (scalar) => shortest(recording.scalar(scalar, column))),
    rows: named(STATISTICS, (statistic) => Array.from({ length: rows }, (_, row) => shortest(recording.value(statistic, row, column)))),
  };
  if (first === line.step) return JSON.stringify(line);
  const extreme = (which: Extreme) => ({
    ...named(
      SCALARS.filter((scalar) => differs(recording.scalar(scalar, column, which), recording.scalar(scalar, column))),
      (scalar) => shortest(recording.scalar(scalar, column, which)),
    ),
    rows: named(
      STATISTICS.filter((statistic) => {
        for (let row = 0; row < rows; row++)
          if (differs(recording.value(statistic, row, column, which), recording.value(statistic, row, column))) return true;
        return false;
      }),
      (statistic) => Array.from({ length: rows }, (_, row) => shortest(recording.value(statistic, row, column, which))),
    ),
  });
  return JSON.stringify({ ...line, from: first, min: extreme('min'), max: extreme('max') });
}

/** Two numbers are not the same; NaN is the same as NaN. */
function differs(a: number, b: number): boolean {
  return !Object.is(a, b);
}

/**
 * A recording as a log, line by line: `document` is the network that was trained, null if it is not at hand; `steps` are meant to be taken
 * in all.
 */
export function* recordingLines(
  recording: Recording,
  { document, steps, changes }: { readonly document: object | null; readonly steps: number; readonly changes: readonly SettingChange[] },
): Generator<string> {
  const { evaluations } = recording;
  yield headerLine(recording.header, document);
  if (steps > 0) yield planLine(steps);
  let evaluated = 0;
  let changed = 0;
  for (let column = 0; column < recording.count; column++) {
    const step = recording.stepOf(column);
    // what is not of this column's last step, and what was measured for it, stands before it
    for (
      let next = evaluations[evaluated];
      next && (next.step < step || (next.step === step && next.on === 'probe'));
      next = evaluations[++evaluated]
    )
      yield evaluationLine(next);
    for (let next = changes[changed]; next && next.step < step; next = changes[++changed]) yield changeLine(next);
    yield columnLine(recording, column);
  }
  while (evaluated < evaluations.length) yield evaluationLine(evaluations[evaluated++]!);
  while (changed < changes.length) yield changeLine(changes[changed++]!);
}

export function changeLine({ step, from, to }: SettingChange): string {
  return JSON.stringify({ type: 'change', step, from, to });
}

export function evaluationLine({ loss, accuracy, ...evaluation }: Evaluation): string {
  return JSON.stringify({ type: 'evaluation', ...evaluation, loss: written(loss), accuracy: written(accuracy) });
}

/**
 * The columns of a recording, one line each: the last step of a column with its numbers. Where columns stand for several steps, each number
 * of the report is followed by its lowest and highest in the column, and `first_step` says where that begins. Empty cells were not computed.
 */
export function* csvLines(recording: Recording): Generator<string> {
  const { rows } = recording.header;
  const several = recording.stride > 1;
  const extremes: readonly Extreme[] = several ? ['last', 'min', 'max'] : ['last'];
  const each = (name: string) => extremes.map((extreme) => quoted(extreme === 'last' ? name : `${name}.${extreme}`));
  yield [
    ...FRAME_NUMBERS,
    ...(several ? ['first_step'] : []),
    ...SCALARS.flatMap(each),
    ...rows.flatMap(({ name }) => STATISTICS.flatMap((statistic) => each(`${name}.${statistic}`))),
  ].join(',');
  for (let column = 0; column < recording.count; column++) {
    const values = FRAME_NUMBERS.map((name) => cellText(recording.number(name, column)));
    if (several) values.push(cellText(recording.firstStepOf(column)));
    for (const scalar of SCALARS)
      for (const extreme of extremes) values.push(cellText(toShortest(recording.scalar(scalar, column, extreme))));
    for (let row = 0; row < rows.length; row++)
      for (const statistic of STATISTICS)
        for (const extreme of extremes) values.push(cellText(toShortest(recording.value(statistic, row, column, extreme))));
    yield values.join(',');
  }
}

function cellText(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

function shortest(value: number): Written {
  return written(toShortest(value));
}

/** Powers of ten that a double holds exactly. */
const EXACT_POWERS = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** Nine digits give every 32-bit float back; seven or eight often do. */
function toShortest(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value;
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  for (let digits = 7; digits < 9; digits++) {
    const candidate = withDigits(value, digits, digits - 1 - exponent);
    if (Math.fround(candidate) === value) return candidate;
  }
  return Number(value.toPrecision(9));
}

/**
 * A number rounded to so many digits, `decimals` of them after the point. A whole number over an exact power is the double nearest to that
 * decimal, and costs a tenth of what it takes to write the decimal and read it.
 */
function withDigits(value: number, digits: number, decimals: number): number {
  const power = EXACT_POWERS[decimals];
  return power === undefined ? Number(value.toPrecision(digits)) : Math.round(value * power) / power;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
