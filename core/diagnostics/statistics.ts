/**
 * @file What the rules look at: samples of a run, taken some 150 times in all and at each of the first ten steps, and the
 * few numbers of the run's beginning that later ones are judged by.
 */
import { SCALAR, STATISTIC, rowStart } from '../plan/report.ts';
import { FRAME_NUMBER, type Evaluation, type RunHeader } from '../telemetry/frame.ts';
import { hiddenRows, isHomogeneous } from './profile.ts';

/** Samples taken over a planned run, beside the first steps. */
const SAMPLES_PER_RUN = 150;
/** Steps from the first on that are all samples: what goes wrong at once is seen at once. */
const FIRST_STEPS = 10;
/** Samples that the rules may look back over. */
const KEPT = 64;
/** BatchNorm levels the signal in its first steps, so nothing before is held against it (Yang et al. 2019). */
const BATCH_NORM_WARM_UP = 0.05;

export interface Sample {
  readonly step: number;
  /** Of the batch. */
  readonly loss: number;
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
  /** The largest fraction of dead units in a row, of the last inspection; NaN before the first. */
  readonly dead: number;
}

/** Steps from one sample to the next. */
export function sampleInterval(plannedSteps: number): number {
  return Math.max(1, Math.floor(plannedSteps / SAMPLES_PER_RUN));
}

export class Statistics {
  readonly header: RunHeader;
  /** Hidden layers with weights, by depth. Fewer than two: there is no flow to judge. */
  readonly hidden: readonly number[];
  /** The row that is furthest from the loss, whose signal d speaks of. */
  readonly first: number;
  readonly last: number;
  readonly healthy: number;
  /** Decades below which a signal at step 0 is called lost: wider for narrow ReLU nets, whose products scatter (Hanin 2018). */
  readonly tolerance: number;
  readonly samples: Sample[] = [];
  /** The sample that stands for step 0: the first, or with BatchNorm the first after its warm-up. */
  start: Sample | null = null;
  /** Loss of the first batch. */
  firstLoss = NaN;
  learningRate = NaN;
  plannedSteps: number;
  /** How many samples there have been; `samples` keeps the last. */
  taken = 0;
  readonly #normalised: boolean;
  readonly #dead: Float64Array;
  #trainLoss = NaN;
  #trainAccuracy = NaN;

  constructor(header: RunHeader) {
    this.header = header;
    this.hidden = hiddenRows(header.rows);
    this.first = this.hidden[0] ?? header.anchor;
    this.last = header.anchor;
    this.healthy = header.healthy[this.first] ?? 0;
    this.plannedSteps = header.stepsPerEpoch * header.epochs;
    this.#normalised = header.rows.some(({ flow }) => flow.kind === 'normalise');
    this.#dead = new Float64Array(header.rows.length).fill(NaN);
    const beta = this.hidden.reduce((sum, row) => sum + 1 / header.rows[row]!.width, 0);
    this.tolerance = header.rows.some(({ flow }) => isHomogeneous(flow)) ? Math.max(2.5, 1.6 * beta) : 2.5;
  }

  get latest(): Sample | undefined {
    return this.samples.at(-1);
  }

  /** The number of consecutive samples, counted back from the latest, that `holds` is true of. */
  streak(holds: (sample: Sample) => boolean): number {
    let count = 0;
    while (count < this.samples.length && holds(this.samples[this.samples.length - 1 - count]!)) count++;
    return count;
  }

  observeEvaluation(evaluation: Evaluation): void {
    if (evaluation.on === 'validation') return;
    this.#trainLoss = evaluation.loss;
    this.#trainAccuracy = evaluation.accuracy;
  }

  /** Takes one frame in; returns whether it became a sample. Allocates only then. */
  observe(numbers: Float64Array, report: Float32Array, numbersAt = 0, reportAt = 0): boolean {
    const step = numbers[numbersAt + FRAME_NUMBER.step]!;
    const loss = report[reportAt + SCALAR.loss]!;
    this.learningRate = numbers[numbersAt + FRAME_NUMBER.learning_rate]!;
    if (Number.isNaN(this.firstLoss)) this.firstLoss = loss;
    for (let row = 0; row < this.#dead.length; row++) {
      const dead = report[reportAt + rowStart(row) + STATISTIC.dead]!;
      if (dead === dead) this.#dead[row] = dead;
    }
    if (!this.#isSample(step)) return false;

    const signal = Math.log10(this.#signal(report, reportAt, this.first)) - Math.log10(this.#signal(report, reportAt, this.last));
    const sample: Sample = {
      step,
      loss,
      trainLoss: this.#trainLoss,
      trainAccuracy: this.#trainAccuracy,
      skill: this.header.constantLoss > 0 ? 1 - this.#trainLoss / this.header.constantLoss : NaN,
      signal,
      excess: signal - this.healthy,
      norm: Math.log10(report[reportAt + SCALAR.gradient_norm]!),
      dead: this.#dead.reduce((most, dead) => (dead > most || most !== most ? dead : most), NaN),
    };
    this.samples.push(sample);
    if (this.samples.length > KEPT) this.samples.shift();
    this.taken += 1;
    if (!this.start && (!this.#normalised || step >= BATCH_NORM_WARM_UP * this.plannedSteps)) this.start = sample;
    return true;
  }

  #isSample(step: number): boolean {
    return step <= FIRST_STEPS || step % sampleInterval(this.plannedSteps) === 0;
  }

  #signal(report: Float32Array, reportAt: number, row: number): number {
    return report[reportAt + rowStart(row) + STATISTIC.signal]!;
  }
}

/** The middle of a few numbers, without those that are NaN; the lower one of an even count, NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? NaN;
}
