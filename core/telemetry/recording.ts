/**
 * @file A recording: everything a run has said, in memory of a fixed size. Two rings side by side: the last frames as they
 * came, and the entire run in at most `COLUMNS` columns. When the columns are full, neighbours merge and the stride doubles;
 * a column keeps last, minimum and maximum of every number, so a spike of one step in a million still shows.
 *
 * NaN means "not computed" (a probe that did not run) and never wins over a number. What was computed and is not finite is
 * Infinity (plan/report.ts), which survives as last and as maximum.
 */
import { SCALAR, STATISTIC, reportLength, rowStart, type Scalar, type Statistic } from '../plan/report.ts';
import { FRAME_NUMBER, FRAME_NUMBERS, type Evaluation, type FrameBatch, type FrameNumber, type RunHeader } from './frame.ts';

/** Columns that the entire run is kept in. */
export const COLUMNS = 2048;
/** Frames kept as they came. */
export const RECENT = 2000;
/** Evaluations kept; when they are full, every second one of each kind goes, and from then on every second one comes. */
export const EVALUATIONS = 8192;

export type Extreme = 'last' | 'min' | 'max';

/** Time from left to right: column 0 is the oldest. What a heatmap or a curve is drawn from. */
export interface Columns {
  readonly count: number;
  /** Frames that a full column holds; 1 if each column is one step. */
  readonly stride: number;
  firstStepOf(column: number): number;
  /** The last step in a column. */
  stepOf(column: number): number;
  /** A statistic of one row; NaN if it was not computed anywhere in the column. */
  value(statistic: Statistic, row: number, column: number, extreme?: Extreme): number;
  scalar(scalar: Scalar, column: number, extreme?: Extreme): number;
  /** A number of the loop, as it was at the column's last step. */
  number(name: FrameNumber, column: number): number;
}

/** The last frames, undecimated. */
class RecentFrames implements Columns {
  readonly stride = 1;
  readonly #rows: number;
  readonly #length: number;
  readonly #numbers = new Float64Array(RECENT * FRAME_NUMBERS.length);
  readonly #reports: Float32Array;
  #count = 0;
  #next = 0;

  constructor(rows: number) {
    this.#rows = rows;
    this.#length = reportLength(rows);
    this.#reports = new Float32Array(RECENT * this.#length);
  }

  get count(): number {
    return this.#count;
  }

  append(numbers: Float64Array, reports: Float32Array, frame: number): void {
    const numbersAt = this.#next * FRAME_NUMBERS.length;
    for (let i = 0; i < FRAME_NUMBERS.length; i++) this.#numbers[numbersAt + i] = numbers[frame * FRAME_NUMBERS.length + i]!;
    const reportAt = this.#next * this.#length;
    for (let i = 0; i < this.#length; i++) this.#reports[reportAt + i] = reports[frame * this.#length + i]!;
    this.#next = (this.#next + 1) % RECENT;
    if (this.#count < RECENT) this.#count += 1;
  }

  /** One frame, as a batch. */
  frame(column: number): FrameBatch {
    const slot = this.#slot(column);
    return {
      count: 1,
      rows: this.#rows,
      numbers: this.#numbers.subarray(slot * FRAME_NUMBERS.length, (slot + 1) * FRAME_NUMBERS.length),
      reports: this.#reports.subarray(slot * this.#length, (slot + 1) * this.#length),
    };
  }

  /** All frames, oldest first, copied. */
  frames(): FrameBatch {
    const numbers = new Float64Array(this.#count * FRAME_NUMBERS.length);
    const reports = new Float32Array(this.#count * this.#length);
    for (let column = 0; column < this.#count; column++) {
      const frame = this.frame(column);
      numbers.set(frame.numbers, column * FRAME_NUMBERS.length);
      reports.set(frame.reports, column * this.#length);
    }
    return { count: this.#count, rows: this.#rows, numbers, reports };
  }

  #slot(column: number): number {
    return (this.#next - this.#count + column + RECENT) % RECENT;
  }

  firstStepOf(column: number): number {
    return this.stepOf(column);
  }

  stepOf(column: number): number {
    return this.number('step', column);
  }

  value(statistic: Statistic, row: number, column: number): number {
    return this.#reports[this.#slot(column) * this.#length + rowStart(row) + STATISTIC[statistic]]!;
  }

  scalar(scalar: Scalar, column: number): number {
    return this.#reports[this.#slot(column) * this.#length + SCALAR[scalar]]!;
  }

  number(name: FrameNumber, column: number): number {
    return this.#numbers[this.#slot(column) * FRAME_NUMBERS.length + FRAME_NUMBER[name]]!;
  }
}

/** A recording as plain data, as a database takes it; only as long as what has been recorded. */
export interface KeptRecording {
  readonly header: RunHeader;
  readonly stride: number;
  readonly filled: number;
  readonly frames: number;
  readonly firstSteps: Float64Array<ArrayBuffer>;
  /** The report of the first frame. */
  readonly first: Float32Array<ArrayBuffer>;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly last: Float32Array<ArrayBuffer>;
  /** Null where each column is one frame: then all three are the same. */
  readonly extremes: { readonly min: Float32Array<ArrayBuffer>; readonly max: Float32Array<ArrayBuffer> } | null;
  /** The last frames: so many of the columns where each is one, else themselves. */
  readonly recent: number | FrameBatch;
  readonly evaluations: readonly Evaluation[];
  readonly evaluated: Readonly<Record<Evaluation['on'], number>>;
  readonly evaluationStride: number;
}

export class Recording implements Columns {
  readonly header: RunHeader;
  /** The last frames as they came, at most `RECENT`. */
  readonly recent: Columns;
  readonly evaluations: Evaluation[] = [];
  readonly #recent: RecentFrames;
  readonly #length: number;
  readonly #extremes: Readonly<Record<Extreme, Float32Array>>;
  readonly #numbers = new Float64Array(COLUMNS * FRAME_NUMBERS.length);
  readonly #firstSteps = new Float64Array(COLUMNS);
  /** The report of the run's first frame. */
  readonly #first: Float32Array<ArrayBuffer>;
  #count = 0;
  #stride = 1;
  /** Frames in the newest column. */
  #filled = 0;
  #frames = 0;
  readonly #evaluated = { train: 0, validation: 0, probe: 0 };
  #evaluationStride = 1;

  constructor(header: RunHeader) {
    this.header = header;
    this.#length = reportLength(header.rows.length);
    const numbers = () => new Float32Array(COLUMNS * this.#length);
    this.#extremes = { last: numbers(), min: numbers(), max: numbers() };
    this.#first = new Float32Array(this.#length).fill(Number.NaN);
    this.#recent = new RecentFrames(header.rows.length);
    this.recent = this.#recent;
  }

  get count(): number {
    return this.#count;
  }

  /** Doubles when the columns merge: then every column is new to whoever draws them. */
  get stride(): number {
    return this.#stride;
  }

  /** Frames recorded since the start of the run. */
  get frames(): number {
    return this.#frames;
  }

  /** Takes frames in, oldest first; steps between them may not have been recorded. Allocates nothing. */
  append(batch: FrameBatch): void {
    for (let frame = 0; frame < batch.count; frame++) {
      if (this.#frames === 0) this.#first.set(batch.reports.subarray(frame * this.#length, (frame + 1) * this.#length));
      this.#recent.append(batch.numbers, batch.reports, frame);
      if (this.#count === 0 || this.#filled === this.#stride) {
        if (this.#count === COLUMNS) this.#mergeNeighbours();
        this.#open(batch, frame);
      } else {
        this.#addTo(this.#count - 1, batch, frame);
      }
      this.#frames += 1;
    }
  }

  addEvaluation(evaluation: Evaluation): void {
    const { on } = evaluation;
    const before = this.#evaluated[on] - 1;
    // The newest is always kept; once another has come it stays only if it falls on the stride.
    if (before % this.#evaluationStride !== 0) this.evaluations.splice(this.#newest(on), 1);
    this.evaluations.push(evaluation);
    this.#evaluated[on] += 1;
    if (this.evaluations.length === EVALUATIONS) this.#thinEvaluations();
  }

  /**
   * The recording of the run that goes on from this one's state after `step`: what was told up to there. Of a column that reaches
   * beyond, those frames are kept that are among the last.
   */
  continuedBy(header: RunHeader, step: number): Recording {
    const next = new Recording(header);
    if (this.#count > 0 && this.firstStepOf(0) <= step) next.#first.set(this.#first);
    let columns = 0;
    while (columns < this.#count && this.stepOf(columns) <= step) columns += 1;
    next.#takeColumns(this, columns);
    const taken = columns === 0 ? -Infinity : this.stepOf(columns - 1);
    for (let frame = 0; frame < this.#recent.count && this.#recent.stepOf(frame) <= step; frame++) {
      const batch = this.#recent.frame(frame);
      if (this.#recent.stepOf(frame) <= taken) next.#recent.append(batch.numbers, batch.reports, 0);
      else next.append(batch);
    }
    for (const evaluation of this.evaluations) if (evaluation.step <= step) next.addEvaluation(evaluation);
    return next;
  }

  /** A copy that `fromKept` makes an equal recording of: what is appended to either makes the same of both. */
  toKept(): KeptRecording {
    const columns = (numbers: Float32Array) => numbers.slice(0, this.#count * this.#length);
    const { last, min, max } = this.#extremes;
    const single = this.#stride === 1;
    return {
      header: this.header,
      stride: this.#stride,
      filled: this.#filled,
      frames: this.#frames,
      firstSteps: this.#firstSteps.slice(0, this.#count),
      first: this.#first.slice(),
      numbers: this.#numbers.slice(0, this.#count * FRAME_NUMBERS.length),
      last: columns(last),
      extremes: single ? null : { min: columns(min), max: columns(max) },
      recent: single ? this.#recent.count : this.#recent.frames(),
      evaluations: [...this.evaluations],
      evaluated: { ...this.#evaluated },
      evaluationStride: this.#evaluationStride,
    };
  }

  static fromKept(kept: KeptRecording): Recording {
    const recording = new Recording(kept.header);
    recording.#takeKept(kept);
    return recording;
  }

  #takeKept({ last, extremes, ...kept }: KeptRecording): void {
    this.#extremes.last.set(last);
    this.#extremes.min.set(extremes?.min ?? last);
    this.#extremes.max.set(extremes?.max ?? last);
    this.#numbers.set(kept.numbers);
    this.#firstSteps.set(kept.firstSteps);
    this.#first.set(kept.first);
    this.#count = kept.firstSteps.length;
    this.#stride = kept.stride;
    this.#filled = kept.filled;
    this.#frames = kept.frames;
    if (typeof kept.recent === 'number')
      for (let column = this.#count - kept.recent; column < this.#count; column++) this.#recent.append(kept.numbers, last, column);
    else for (let frame = 0; frame < kept.recent.count; frame++) this.#recent.append(kept.recent.numbers, kept.recent.reports, frame);
    this.evaluations.push(...kept.evaluations);
    Object.assign(this.#evaluated, kept.evaluated);
    this.#evaluationStride = kept.evaluationStride;
  }

  /** The first columns of another recording of the same rows; all of them are full but perhaps its newest. */
  #takeColumns(from: Recording, columns: number): void {
    for (const extreme of ['last', 'min', 'max'] as const)
      this.#extremes[extreme].set(from.#extremes[extreme].subarray(0, columns * this.#length));
    this.#numbers.set(from.#numbers.subarray(0, columns * FRAME_NUMBERS.length));
    this.#firstSteps.set(from.#firstSteps.subarray(0, columns));
    this.#count = columns;
    this.#stride = from.#stride;
    this.#filled = columns === from.#count ? from.#filled : from.#stride;
    this.#frames = columns === 0 ? 0 : (columns - 1) * from.#stride + this.#filled;
  }

  #newest(on: Evaluation['on']): number {
    return this.evaluations.findLastIndex((evaluation) => evaluation.on === on);
  }

  firstStepOf(column: number): number {
    return this.#firstSteps[column]!;
  }

  stepOf(column: number): number {
    return this.number('step', column);
  }

  value(statistic: Statistic, row: number, column: number, extreme: Extreme = 'last'): number {
    return this.#extremes[extreme][column * this.#length + rowStart(row) + STATISTIC[statistic]]!;
  }

  /** A statistic of one row at the first step that was recorded, however many columns have merged since. */
  first(statistic: Statistic, row: number): number {
    return this.#first[rowStart(row) + STATISTIC[statistic]]!;
  }

  scalar(scalar: Scalar, column: number, extreme: Extreme = 'last'): number {
    return this.#extremes[extreme][column * this.#length + SCALAR[scalar]]!;
  }

  number(name: FrameNumber, column: number): number {
    return this.#numbers[column * FRAME_NUMBERS.length + FRAME_NUMBER[name]]!;
  }

  #open(batch: FrameBatch, frame: number): void {
    const column = this.#count;
    const { last, min, max } = this.#extremes;
    const from = frame * this.#length;
    const to = column * this.#length;
    for (let i = 0; i < this.#length; i++) last[to + i] = min[to + i] = max[to + i] = batch.reports[from + i]!;
    this.#copyNumbers(batch, frame, column);
    this.#firstSteps[column] = this.number('step', column);
    this.#count += 1;
    this.#filled = 1;
  }

  #addTo(column: number, batch: FrameBatch, frame: number): void {
    const { last, min, max } = this.#extremes;
    const from = frame * this.#length;
    const to = column * this.#length;
    for (let i = 0; i < this.#length; i++) {
      const value = batch.reports[from + i]!;
      if (value !== value) continue;
      last[to + i] = value;
      // Written so that a number replaces the NaN of "not computed yet".
      if (!(min[to + i]! <= value)) min[to + i] = value;
      if (!(max[to + i]! >= value)) max[to + i] = value;
    }
    this.#copyNumbers(batch, frame, column);
    this.#filled += 1;
  }

  #copyNumbers(batch: FrameBatch, frame: number, column: number): void {
    const from = frame * FRAME_NUMBERS.length;
    const to = column * FRAME_NUMBERS.length;
    for (let i = 0; i < FRAME_NUMBERS.length; i++) this.#numbers[to + i] = batch.numbers[from + i]!;
  }

  #mergeNeighbours(): void {
    const { last, min, max } = this.#extremes;
    const length = this.#length;
    for (let column = 0; column < COLUMNS / 2; column++) {
      const older = 2 * column * length;
      const newer = older + length;
      const to = column * length;
      for (let i = 0; i < length; i++) {
        const lastValue = last[newer + i]!;
        last[to + i] = lastValue === lastValue ? lastValue : last[older + i]!;
        min[to + i] = smaller(min[older + i]!, min[newer + i]!);
        max[to + i] = larger(max[older + i]!, max[newer + i]!);
      }
      for (let i = 0; i < FRAME_NUMBERS.length; i++)
        this.#numbers[column * FRAME_NUMBERS.length + i] = this.#numbers[(2 * column + 1) * FRAME_NUMBERS.length + i]!;
      this.#firstSteps[column] = this.#firstSteps[2 * column]!;
    }
    this.#count = COLUMNS / 2;
    this.#stride *= 2;
  }

  #thinEvaluations(): void {
    const seen = { train: 0, validation: 0, probe: 0 };
    const newest = { train: this.#newest('train'), validation: this.#newest('validation'), probe: this.#newest('probe') };
    const kept = this.evaluations.filter(({ on }, index) => seen[on]++ % 2 === 0 || index === newest[on]);
    this.#evaluationStride *= 2;
    this.evaluations.length = 0;
    this.evaluations.push(...kept);
  }
}

/** The smaller of two numbers of which either may be missing (NaN). */
function smaller(a: number, b: number): number {
  return !(a <= b) && b === b ? b : a;
}

function larger(a: number, b: number): number {
  return !(a >= b) && b === b ? b : a;
}
