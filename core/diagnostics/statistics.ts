/**
 * @file What the rules look at: samples of a run, taken at least 150 times in all and at each of the first ten steps, and the
 * few numbers of the run's beginning that later ones are judged by.
 */
import { SCALAR, STATISTIC, rowStart } from '../plan/report.ts';
import { FRAME_NUMBER, type Evaluation, type RunHeader } from '../telemetry/frame.ts';
import { hiddenRows, isHomogeneous } from './profile.ts';

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
  /** The largest fraction of dead units in a row, of the last inspection; NaN before the first. */
  readonly dead: number;
  /** The largest fraction of saturated outputs in a row, likewise. */
  readonly saturated: number;
  /** Where nothing set out from the last hidden layer: the row nearest to it, towards the loss, that still has a signal; else -1. */
  readonly stopsAt: number;
}

/** Steps from one sample to the next. */
export function sampleInterval(plannedSteps: number): number {
  return Math.min(Math.max(1, Math.floor(plannedSteps / SAMPLES_PER_RUN)), MOST_STEPS_APART);
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
  readonly #saturated: Float64Array;
  /** Of each row, the inspections in a row, up to the last, that found all its units dead. */
  readonly #inspectionsDead: Int32Array;
  readonly #wasAlive: Uint8Array;
  /** The step of the last frame; NaN before the first. */
  #observed = NaN;
  #peak = -Infinity;
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
    this.#saturated = new Float64Array(header.rows.length).fill(NaN);
    this.#inspectionsDead = new Int32Array(header.rows.length);
    this.#wasAlive = new Uint8Array(header.rows.length);
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

  /** The first row whose units the last inspections, at least so many, all found dead; -1 if there is none. */
  deadRow(inspections: number): number {
    return this.#inspectionsDead.findIndex((count) => count >= inspections);
  }

  /** Whether some inspection found a unit of the row alive. */
  wasAlive(row: number): boolean {
    return this.#wasAlive[row] === 1;
  }

  /** The row with the largest fraction of saturated outputs; -1 if none can saturate. */
  get mostSaturatedRow(): number {
    return this.#saturated.reduce((most, share, row) => (share > (this.#saturated[most] ?? -1) ? row : most), -1);
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
    if (loss > this.#peak) this.#peak = loss;
    for (let row = 0; row < this.#dead.length; row++) {
      const at = reportAt + rowStart(row);
      const dead = report[at + STATISTIC.dead]!;
      const saturated = report[at + STATISTIC.saturated]!;
      if (saturated === saturated) this.#saturated[row] = saturated;
      if (dead !== dead) continue;
      this.#dead[row] = dead;
      this.#inspectionsDead[row] = dead >= ALL_DEAD ? this.#inspectionsDead[row]! + 1 : 0;
      if (dead < ALL_DEAD) this.#wasAlive[row] = 1;
    }
    if (!this.#isSample(step)) return false;

    const signal = Math.log10(this.#signal(report, reportAt, this.first)) - Math.log10(this.#signal(report, reportAt, this.last));
    const sample: Sample = {
      step,
      loss,
      peak: this.#peak,
      trainLoss: this.#trainLoss,
      trainAccuracy: this.#trainAccuracy,
      skill: this.header.constantLoss > 0 ? 1 - this.#trainLoss / this.header.constantLoss : NaN,
      signal,
      excess: signal - this.healthy,
      norm: Math.log10(report[reportAt + SCALAR.gradient_norm]!),
      dead: largest(this.#dead),
      saturated: largest(this.#saturated),
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

/** NaN if all are. */
function largest(values: Float64Array): number {
  return values.reduce((most, value) => (value > most || most !== most ? value : most), NaN);
}

/** The middle of a few numbers, without those that are NaN; the lower one of an even count, NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? NaN;
}
