/** @file What a recording tells of one step, copied: it stays as it is while the run goes on and the recording's columns merge. */
import { SCALAR, SCALARS, STATISTIC, STATISTICS, reportLength, rowStart, type Scalar, type Statistic } from '../plan/report.ts';
import { columnAt } from './column-at.ts';
import { FRAME_NUMBER, FRAME_NUMBERS, type FrameNumber } from './frame.ts';
import type { Columns, Recording } from './recording.ts';

/** What only an inspection measures; of a step without one it is that of the last inspection before it. */
const INSPECTED = ['dead', 'saturated', 'identical'] as const satisfies readonly Statistic[];

/** So many recorded steps an inspection is looked for at most. */
const LOOK_BACK = 600;

/** One step, as a single column. */
export class Instant implements Columns {
  readonly count = 1;
  readonly stride = 1;
  readonly #numbers: Float64Array;
  readonly #report: Float32Array;

  constructor(numbers: Float64Array, report: Float32Array) {
    this.#numbers = numbers;
    this.#report = report;
  }

  get step(): number {
    return this.#numbers[FRAME_NUMBER.step]!;
  }

  firstStepOf(): number {
    return this.step;
  }

  stepOf(): number {
    return this.step;
  }

  value(statistic: Statistic, row: number): number {
    return this.#report[rowStart(row) + STATISTIC[statistic]]!;
  }

  scalar(scalar: Scalar): number {
    return this.#report[SCALAR[scalar]]!;
  }

  number(name: FrameNumber): number {
    return this.#numbers[FRAME_NUMBER[name]]!;
  }
}

/** The columns that have a step most closely: the last frames where they reach so far back, else the entire run. */
export function columnsAt(recording: Recording, step: number): Columns {
  const { recent } = recording;
  return recent.count > 0 && recent.stepOf(0) <= step ? recent : recording;
}

/** The recorded step that shows `step`: the last of its column. Null of a recording that has none. */
export function instantAt(recording: Recording, step: number): Instant | null {
  const columns = columnsAt(recording, step);
  const column = columnAt(columns, step);
  if (column < 0) return null;
  const rows = recording.header.rows.length;
  const numbers = Float64Array.from(FRAME_NUMBERS, (name) => columns.number(name, column));
  const report = new Float32Array(reportLength(rows));
  for (const scalar of SCALARS) report[SCALAR[scalar]] = columns.scalar(scalar, column);
  for (let row = 0; row < rows; row++) {
    for (const statistic of STATISTICS) report[rowStart(row) + STATISTIC[statistic]] = columns.value(statistic, row, column);
    for (const statistic of INSPECTED) report[rowStart(row) + STATISTIC[statistic]] = lastMeasured(columns, statistic, row, column);
  }
  return new Instant(numbers, report);
}

function lastMeasured(columns: Columns, statistic: Statistic, row: number, newest: number): number {
  for (let column = newest; column >= Math.max(0, newest - LOOK_BACK); column--) {
    const value = columns.value(statistic, row, column);
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}
