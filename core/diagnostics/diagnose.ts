/**
 * @file The diagnosis of one run: takes what telemetry says, step by step, and has the findings as they stand. The same
 * class serves the worker while a run goes on and a log long after it.
 */
import type { Finding } from '../findings/finding.ts';
import { FRAME_NUMBER, FRAME_NUMBERS, type Evaluation, type FrameBatch, type RunHeader } from '../telemetry/frame.ts';
import { reportLength } from '../plan/report.ts';
import type { LostNumber } from '../telemetry/lost-number.ts';
import { Ledger, type LedgerState } from './ledger.ts';
import { PRECEDENCE, explainedByExplosion } from './precedence.ts';
import { explodedToNonFinite, gradientExploded, leap, recovered, type Leap } from './rules/gradient-exploding.ts';
import { isFiniteStep, lostNumber, nonFinite } from './rules/non-finite.ts';
import { Statistics, type StatisticsState } from './statistics.ts';

/** All that a diagnosis goes on from, as it stood at a step; plain. */
export interface DiagnosisState {
  readonly statistics: StatisticsState;
  readonly ledger: LedgerState;
  readonly exploded: Finding | null;
  readonly leap: Leap | null;
}

export class Diagnosis {
  readonly #statistics: Statistics;
  readonly #ledger = new Ledger();
  /** What has happened once: numbers that are lost stay lost, and an explosion stands while the network does not learn after all. */
  #exploded: Finding | null = null;
  #leap: Leap | null = null;
  #lost: Finding | null = null;

  /** From the beginning, or going on `from` where that of another run stood before it lost a number. */
  constructor(header: RunHeader, from: DiagnosisState | null = null) {
    this.#statistics = new Statistics(header);
    if (!from) return;
    this.#statistics.putTo(from.statistics);
    this.#ledger.putTo(from.ledger);
    this.#exploded = from.exploded;
    this.#leap = from.leap;
  }

  get state(): DiagnosisState {
    return { statistics: this.#statistics.state, ledger: this.#ledger.state, exploded: this.#exploded, leap: this.#leap };
  }

  /** Those that stand, gravest first, then those that ended. The same array until something new has been seen. */
  get findings(): readonly Finding[] {
    return this.#ledger.findings;
  }

  /** The planned length of the run decides how often samples are taken and when a verdict is due. */
  set plannedSteps(steps: number) {
    this.#statistics.plannedSteps = steps;
  }

  /**
   * One step: FRAME_NUMBERS of the loop at `numbersAt`, its report at `reportAt`. Allocates only when the step is a sample. Steps may
   * be left out.
   * @returns whether `findings` may have changed
   */
  observe(numbers: Float64Array, report: Float32Array, numbersAt = 0, reportAt = 0): boolean {
    const sampled = this.#statistics.observe(numbers, report, numbersAt, reportAt);
    if (!isFiniteStep(report, reportAt)) {
      const step = numbers[numbersAt + FRAME_NUMBER.step]!;
      return this.#losesNumbers(step, nonFinite(this.#statistics.header.rows, step, report, reportAt));
    }
    if (sampled) this.#judge();
    return sampled;
  }

  /** The step that lost a number, and which it was, if that is known. */
  observeLost(numbers: Float64Array, report: Float32Array, lost: LostNumber | null): void {
    this.#statistics.observe(numbers, report);
    const { rows } = this.#statistics.header;
    const step = numbers[FRAME_NUMBER.step]!;
    this.#losesNumbers(step, lost ? lostNumber(rows, step, report, lost) : nonFinite(rows, step, report));
  }

  /**
   * Counts from the next sample on; after the last step there is none, and what is measured then is judged at once.
   * @returns whether `findings` may have changed
   */
  observeEvaluation(evaluation: Evaluation): boolean {
    this.#statistics.observeEvaluation(evaluation);
    const { taken, elapsed } = this.#statistics;
    if (evaluation.on === 'probe' || taken === 0 || elapsed < 1) return false;
    this.#judge();
    return true;
  }

  /** Frames of a log. */
  observeBatch(batch: FrameBatch): void {
    for (let frame = 0; frame < batch.count; frame++)
      this.observe(batch.numbers, batch.reports, frame * FRAME_NUMBERS.length, frame * reportLength(batch.rows));
  }

  #losesNumbers(step: number, lost: Finding): boolean {
    if (this.#lost) return false;
    const standing = this.findings.find(({ code, ended }) => code === 'gradient_exploding' && ended === undefined);
    this.#exploded ??= standing ?? explodedToNonFinite(this.#statistics, lost, step);
    // what mends the explosion would have kept the numbers
    this.#lost = { ...lost, fixes: this.#exploded.fixes };
    this.#judge();
    return true;
  }

  /** A run that lost its numbers is over, and nothing else is said of how it stands. */
  #judge(): void {
    const run = this.#statistics;
    if (!this.#lost) {
      this.#exploded ??= gradientExploded(run);
      this.#leap = leap(run, this.#leap);
    }
    const past = this.#lost || !recovered(run) ? this.#exploded : null;
    const exploded = past ?? this.#leap?.finding ?? null;
    const holding = [this.#lost, exploded].filter((finding) => finding !== null);
    const explained = new Set(exploded ? explainedByExplosion(exploded) : []);
    for (const { code, rule, explains } of PRECEDENCE) {
      if (this.#lost || code === exploded?.code) explained.add(code);
      if (explained.has(code)) continue;
      const found = rule(run);
      if (!found) continue;
      holding.push(found);
      for (const other of explains) explained.add(other);
    }
    this.#ledger.update(holding, explained, run.step);
  }
}
