/**
 * @file What the rules look at: samples of a run, taken at least 150 times in all and at each of the first ten steps; the few numbers
 * of the run's beginning that later ones are judged by; what inspections say of each row; and the losses that were measured, from the
 * first to the last.
 */
import { SCALAR, STATISTIC, rowStart } from '../plan/report.ts';
import { FRAME_NUMBER, type Evaluation, type RunHeader } from '../telemetry/frame.ts';
import { Curve, type CurveState } from './curve.ts';
import { hiddenRows, toleranceOf } from './profile.ts';
import { RowStreaks, type RowStreaksState } from './row-streaks.ts';

/** Samples taken over a planned run, beside the first steps; of a very long one more, so that its beginning is not passed over. */
const SAMPLES_PER_RUN = 150;
const MOST_STEPS_APART = 200;
/** Steps from the first on that are all samples: what goes wrong at once is seen at once. */
const FIRST_STEPS = 10;
/** Samples that the rules may look back over. */
const KEPT = 64;
/** BatchNorm levels the signal in its first steps, so nothing before is held against it (Yang et al. 2019). */
const BATCH_NORM_WARM_UP = { share: 0.05, most: 500 };
/** The fraction of dead units from which on a layer passes nothing. */
export const ALL_DEAD = 0.999;
const HALF_DEAD = 0.5;
const MOSTLY_SATURATED = 0.5;
/** A first step that changes the weights by as much as they are large: what is inspected after it is its work, not that of the draw. */
const OVERTHROWN = 1;
/** From such a skill on a network learns. */
export const LEARNS = 0.1;

export interface Sample {
  readonly step: number;
  /** Of the batch. */
  readonly loss: number;
  /** The largest of a batch since the sample before. */
  readonly peak: number;
  /** Of the last evaluation on training rows; NaN before the first. */
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  /** 1 - trainLoss / constantLoss: 0 for the best constant answer, 1 for perfection. */
  readonly skill: number;
  /** d = log10(q_first / q_last), first and last hidden layer; -Infinity if nothing arrives, NaN if nothing set out. */
  readonly signal: number;
  /** d minus its value in the healthy profile. */
  readonly excess: number;
  /** log10 of the gradient's norm over all parameters. */
  readonly norm: number;
  /** || ΔW || / || W || of the hidden layer (or, without one, the output layer) where it is largest; NaN if none was computed. */
  readonly update: number;
  /** The largest fraction of dead units in a row, of the last inspection; NaN before the first. */
  readonly dead: number;
  /** The largest fraction of saturated outputs in a row, likewise. */
  readonly saturated: number;
  /** Where nothing set out from the last hidden layer: the row nearest to it, towards the loss, that still has a signal; else -1. */
  readonly stopsAt: number;
}

/** Steps from one sample to the next. */
export function sampleInterval(plannedSteps: number): number {
  if (!(plannedSteps > 0)) return 1;
  return Math.min(Math.max(1, Math.floor(plannedSteps / SAMPLES_PER_RUN)), MOST_STEPS_APART);
}

const NUMBERS_KEPT = [
  'firstStep',
  'firstLoss',
  'firstUpdate',
  'inputSize',
  'learningRate',
  'rateBefore',
  'batchSize',
  'plannedSteps',
  'taken',
  'bestSkill',
  'stuckSince',
  'trainLossAtBest',
] as const;
const STREAKS = ['dead', 'halfDead', 'saturated', 'identical'] as const;
const CURVES = ['train', 'probe', 'validation'] as const;

/** Everything that later steps are judged by; plain. */
export interface StatisticsState {
  readonly numbers: Readonly<Record<(typeof NUMBERS_KEPT)[number], number>>;
  readonly streaks: Readonly<Record<(typeof STREAKS)[number], RowStreaksState>>;
  readonly curves: Readonly<Record<(typeof CURVES)[number], CurveState>>;
  readonly samples: readonly Sample[];
  readonly start: Sample | null;
  readonly observed: number;
  readonly peak: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
}

export class Statistics {
  readonly header: RunHeader;
  /** Hidden layers with weights, by depth. Fewer than two: there is no flow to judge. */
  readonly hidden: readonly number[];
  /** The row that is furthest from the loss, whose signal d speaks of. */
  readonly first: number;
  readonly last: number;
  /** Of `first`, from theory; NaN where nobody asked theory. */
  readonly healthy: number;
  /** Decades below which a signal at step 0 is called lost: wider for narrow ReLU nets, whose products scatter (Hanin 2018). */
  readonly tolerance: number;
  readonly samples: Sample[] = [];
  /** The sample that stands for step 0: the first, or with BatchNorm the first after its warm-up. */
  start: Sample | null = null;
  /** The step that was seen first: not the first of all in a run that goes on from a file, or where a log leaves it out. */
  firstStep = NaN;
  /** Loss of its batch. */
  firstLoss = NaN;
  /** Its `update`. */
  firstUpdate = NaN;
  /**
   * How large the inputs are, of the first batch: the gradient of the first layer's weights is a mean of signal times input, so that it
   * tells their size per column from below.
   */
  inputSize = NaN;
  learningRate = NaN;
  /** The one before the last change; NaN without a change. */
  rateBefore = NaN;
  batchSize = NaN;
  plannedSteps: number;
  /** How many samples there have been; `samples` keeps the last. */
  taken = 0;
  readonly dead: RowStreaks;
  readonly halfDead: RowStreaks;
  readonly saturated: RowStreaks;
  /** Rows whose units are all copies of the first. */
  readonly identical: RowStreaks;
  readonly train = new Curve();
  readonly probe = new Curve();
  readonly validation = new Curve();
  /** The best that training rows have shown so far; NaN before they were measured. */
  bestSkill = NaN;
  /** The step since when the training loss has been at the constant predictor; NaN while it is not. */
  stuckSince = NaN;
  /** Training loss when the validation loss was lowest. */
  trainLossAtBest = NaN;
  readonly #normalised: boolean;
  readonly #updated: readonly number[];
  /** The step of the last frame; NaN before the first. */
  #observed = NaN;
  #peak = -Infinity;
  #trainLoss = NaN;
  #trainAccuracy = NaN;

  constructor(header: RunHeader) {
    const { rows } = header;
    this.header = header;
    this.hidden = hiddenRows(rows);
    this.first = this.hidden[0] ?? header.anchor;
    this.last = header.anchor;
    this.healthy = header.healthy.length === 0 ? NaN : (header.healthy[this.first] ?? 0);
    this.plannedSteps = header.stepsPerEpoch * header.epochs;
    this.#normalised = rows.some(({ flow }) => flow.kind === 'normalise');
    this.#updated = this.hidden.length > 0 ? this.hidden : [header.anchor];
    this.dead = new RowStreaks(rows.length, ALL_DEAD);
    this.halfDead = new RowStreaks(rows.length, HALF_DEAD);
    this.saturated = new RowStreaks(rows.length, MOSTLY_SATURATED);
    this.identical = new RowStreaks(rows.length, 1);
    this.tolerance = toleranceOf(rows);
  }

  get latest(): Sample | undefined {
    return this.samples.at(-1);
  }

  /** Whether the network has BatchNorm, which is measured with other statistics than it is trained with. */
  get isNormalised(): boolean {
    return this.#normalised;
  }

  /** Training loss as it was measured most often; the two lists of rows have each their own level and cannot be mixed. */
  get learning(): Curve {
    return this.train.measured > this.probe.measured ? this.train : this.probe;
  }

  /** The step of what was seen last. */
  get step(): number {
    return Number.isNaN(this.#observed) ? 0 : this.#observed;
  }

  /** The part of the planned run that is over; NaN where none is planned. */
  get elapsed(): number {
    return this.plannedSteps > 0 ? this.step / this.plannedSteps : NaN;
  }

  /** By the last measurement of training rows: 1 - loss / constantLoss. */
  get skill(): number {
    return this.#skillOf(this.#trainLoss);
  }

  get trainLoss(): number {
    return this.#trainLoss;
  }

  get trainAccuracy(): number {
    return this.#trainAccuracy;
  }

  /** Whether a row was so at step 0: every inspection found it there, and the first step left something of the weights as they were drawn. */
  isBorn(streaks: RowStreaks, row: number): boolean {
    return this.isSeenFromStart && !(this.firstUpdate >= OVERTHROWN) && streaks.always(row);
  }

  /** Whether what was seen first is how the run began. */
  get isSeenFromStart(): boolean {
    return this.firstStep <= FIRST_STEPS;
  }

  /** The middle of the last samples' updates. */
  get usualUpdate(): number {
    return median(this.samples.map(({ update }) => update));
  }

  /** The number of consecutive samples, counted back from the latest, that `holds` is true of. */
  streak(holds: (sample: Sample) => boolean): number {
    let count = 0;
    while (count < this.samples.length && holds(this.samples[this.samples.length - 1 - count]!)) count++;
    return count;
  }

  get state(): StatisticsState {
    return {
      numbers: recordOf(NUMBERS_KEPT, (name) => this[name]),
      streaks: recordOf(STREAKS, (name) => this[name].state),
      curves: recordOf(CURVES, (name) => this[name].state),
      samples: this.samples.slice(),
      start: this.start,
      observed: this.#observed,
      peak: this.#peak,
      trainLoss: this.#trainLoss,
      trainAccuracy: this.#trainAccuracy,
    };
  }

  putTo({ numbers, streaks, curves, samples, start, observed, peak, trainLoss, trainAccuracy }: StatisticsState): void {
    for (const name of NUMBERS_KEPT) this[name] = numbers[name];
    for (const name of STREAKS) this[name].putTo(streaks[name]);
    for (const name of CURVES) this[name].putTo(curves[name]);
    this.samples.splice(0, Infinity, ...samples);
    this.start = start;
    this.#observed = observed;
    this.#peak = peak;
    this.#trainLoss = trainLoss;
    this.#trainAccuracy = trainAccuracy;
  }

  observeEvaluation(evaluation: Evaluation): void {
    this[evaluation.on].add(evaluation);
    if (evaluation.on === 'validation') {
      if (this.validation.lowest === evaluation) this.trainLossAtBest = this.train.latest?.loss ?? NaN;
      return;
    }
    this.#trainLoss = evaluation.loss;
    this.#trainAccuracy = evaluation.accuracy;
    const skill = this.skill;
    if (!(skill <= this.bestSkill)) this.bestSkill = skill;
    if (skill >= LEARNS) this.stuckSince = NaN;
    else if (Number.isNaN(this.stuckSince)) this.stuckSince = evaluation.step <= 1 ? 0 : evaluation.step;
  }

  /** Takes one frame in; returns whether it became a sample. Allocates only then. */
  observe(numbers: Float64Array, report: Float32Array, numbersAt = 0, reportAt = 0): boolean {
    const step = numbers[numbersAt + FRAME_NUMBER.step]!;
    const loss = report[reportAt + SCALAR.loss]!;
    this.#observeRate(numbers[numbersAt + FRAME_NUMBER.learning_rate]!);
    if (loss > this.#peak) this.#peak = loss;
    const { length } = this.header.rows;
    for (let row = 0; row < length; row++) {
      const at = reportAt + rowStart(row);
      const dead = report[at + STATISTIC.dead]!;
      this.dead.observe(row, dead);
      this.halfDead.observe(row, dead);
      this.saturated.observe(row, report[at + STATISTIC.saturated]!);
      this.identical.observe(row, report[at + STATISTIC.identical]!);
    }
    if (Number.isNaN(this.firstStep)) this.#observeFirst(step, numbers[numbersAt + FRAME_NUMBER.batch_size]!, report, reportAt);
    if (!this.#isSample(step)) return false;

    this.batchSize = Math.max(this.batchSize, numbers[numbersAt + FRAME_NUMBER.batch_size]!);
    const signal = Math.log10(this.#signal(report, reportAt, this.first)) - Math.log10(this.#signal(report, reportAt, this.last));
    const sample: Sample = {
      step,
      loss,
      peak: this.#peak,
      trainLoss: this.#trainLoss,
      trainAccuracy: this.#trainAccuracy,
      skill: this.skill,
      signal,
      excess: signal - this.healthy,
      norm: Math.log10(report[reportAt + SCALAR.gradient_norm]!),
      update: this.#update(report, reportAt),
      dead: this.dead.largest,
      saturated: this.saturated.largest,
      stopsAt: this.#stopsAt(report, reportAt),
    };
    this.#peak = -Infinity;
    this.samples.push(sample);
    if (this.samples.length > KEPT) this.samples.shift();
    this.taken += 1;
    const { share, most } = BATCH_NORM_WARM_UP;
    if (!this.start && (!this.#normalised || step >= Math.min(share * this.plannedSteps, most))) this.start = sample;
    return true;
  }

  #observeRate(rate: number): void {
    if (rate !== this.learningRate) this.rateBefore = this.learningRate;
    this.learningRate = rate;
  }

  #observeFirst(step: number, batchSize: number, report: Float32Array, reportAt: number): void {
    this.firstStep = step;
    this.firstLoss = report[reportAt + SCALAR.loss]!;
    this.firstUpdate = this.#update(report, reportAt);
    this.batchSize = batchSize;
    const { flow } = this.header.rows[this.first]!;
    const gradient = report[reportAt + rowStart(this.first) + STATISTIC.gradient_norm]!;
    if (flow.kind === 'weights') this.inputSize = gradient / this.#signal(report, reportAt, this.first) / Math.sqrt(flow.fanIn);
  }

  #update(report: Float32Array, reportAt: number): number {
    let most = NaN;
    for (const row of this.#updated) {
      const update = report[reportAt + rowStart(row) + STATISTIC.update_ratio]!;
      if (update > most || most !== most) most = update;
    }
    return most;
  }

  #skillOf(loss: number): number {
    const { constantLoss } = this.header;
    return constantLoss > 0 ? 1 - loss / constantLoss : NaN;
  }

  /** Logs may leave steps out: then the first that comes after one that was due is the sample. */
  #isSample(step: number): boolean {
    const interval = sampleInterval(this.plannedSteps);
    const before = Number.isNaN(this.#observed) ? step - 1 : this.#observed;
    const due = Math.floor(step / interval) > Math.floor(before / interval);
    this.#observed = step;
    return step <= FIRST_STEPS || due;
  }

  #stopsAt(report: Float32Array, reportAt: number): number {
    if (this.#signal(report, reportAt, this.last) !== 0) return -1;
    return this.header.rows.findIndex((_, row) => row > this.last && this.#signal(report, reportAt, row) > 0);
  }

  #signal(report: Float32Array, reportAt: number, row: number): number {
    return report[reportAt + rowStart(row) + STATISTIC.signal]!;
  }
}

function recordOf<K extends string, V>(names: readonly K[], value: (name: K) => V): Record<K, V> {
  const record = {} as Record<K, V>;
  for (const name of names) record[name] = value(name);
  return record;
}

/** The middle of a few numbers, without those that are NaN; the lower one of an even count, NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? NaN;
}
