/**
 * @file A run as text: JSON Lines while it goes on, CSV of a recording. A log opens with a line of type "run", the header; a line
 * of type "plan" says how many steps are meant to be taken in all; each line of type "step" has the numbers of one step that was
 * recorded, its statistics as lists in the order of the header's rows; lines of type "evaluation" stand where they were measured: an
 * inspection (on "probe") before the line of its step, which has what it told of the units, the others after it. What was not computed
 * is null, for JSON has no NaN, and what is not finite is a text. formats/telemetry-log.ts reads it.
 */
import { SCALARS, STATISTICS, reportLength, rowStart } from '../plan/report.ts';
import { FRAME_NUMBERS, type Evaluation, type FrameBatch, type RunHeader } from './frame.ts';
import type { LostNumber } from './lost-number.ts';
import type { Recording } from './recording.ts';

export const LOG_FORMAT = 'gradscape-log';
export const LOG_VERSION = 1;

type Written = number | null | 'Infinity' | '-Infinity';

function written(value: number): Written {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : value > 0 ? 'Infinity' : '-Infinity';
}

/** The first line of a log; `document` is the network that is trained. */
export function headerLine(header: RunHeader, document: object): string {
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
  const line: Record<string, unknown> = { type: 'step' };
  FRAME_NUMBERS.forEach((name, index) => (line[name] = written(numbers[frame * FRAME_NUMBERS.length + index]!)));
  const start = frame * reportLength(rows);
  SCALARS.forEach((name, index) => (line[name] = shortest(reports[start + index]!)));
  line['rows'] = Object.fromEntries(
    STATISTICS.map((name, index) => [name, Array.from({ length: rows }, (_, row) => shortest(reports[start + rowStart(row) + index]!))]),
  );
  return JSON.stringify(lost ? { ...line, lost } : line);
}

export function evaluationLine({ loss, accuracy, ...evaluation }: Evaluation): string {
  return JSON.stringify({ type: 'evaluation', ...evaluation, loss: written(loss), accuracy: written(accuracy) });
}

/** The columns of a recording: the last step of each with its numbers. Empty cells were not computed. */
export function* csvLines(recording: Recording): Generator<string> {
  const { rows } = recording.header;
  yield [...FRAME_NUMBERS, ...SCALARS, ...rows.flatMap(({ name }) => STATISTICS.map((statistic) => quoted(`${name}.${statistic}`)))].join(
    ',',
  );
  for (let column = 0; column < recording.count; column++) {
    const values = [
      ...FRAME_NUMBERS.map((name) => recording.number(name, column)),
      ...SCALARS.map((scalar) => toShortest(recording.scalar(scalar, column))),
      ...rows.flatMap((_, row) => STATISTICS.map((statistic) => toShortest(recording.value(statistic, row, column)))),
    ];
    yield values.map((value) => (Number.isNaN(value) ? '' : String(value))).join(',');
  }
}

function shortest(value: number): Written {
  return written(toShortest(value));
}

/** Nine digits give every 32-bit float back; seven or eight often do. */
function toShortest(value: number): number {
  if (Number.isInteger(value)) return value;
  for (let digits = 7; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return Number(value.toPrecision(9));
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
