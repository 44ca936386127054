/**
 * @file The diagnosis of one run: takes what telemetry says, step by step, and has the findings as they stand. The same
 * class serves the worker while a run goes on and a log long after it.
 */
import type { Finding } from '../findings/finding.ts';
import { FRAME_NUMBER, FRAME_NUMBERS, type Evaluation, type FrameBatch, type RunHeader } from '../telemetry/frame.ts';
import { reportLength } from '../plan/report.ts';
import type { LostNumber } from '../telemetry/lost-number.ts';
import { converged } from './rules/converged.ts';
import { gradientCollapsed } from './rules/gradient-collapsed.ts';
import { explodedToNonFinite, gradientAmplified, gradientExploded, gradientExploding } from './rules/gradient-exploding.ts';
import { gradientAttenuated, gradientRecovered, gradientVanishing } from './rules/gradient-vanishing.ts';
import { isFiniteStep, lostNumber, nonFinite } from './rules/non-finite.ts';
import { unitsDead } from './rules/units-dead.ts';
import { Statistics } from './statistics.ts';

export class Diagnosis {
  readonly #statistics: Statistics;
  #findings: readonly Finding[] = [];
  /** What has happened once and is not taken back: lost numbers, an explosion. */
  readonly #lasting: Finding[] = [];
  #vanished: Finding | null = null;

  constructor(header: RunHeader) {
    this.#statistics = new Statistics(header);
  }

  /** The findings as they stand, gravest first. The same array until something new has been sampled. */
  get findings(): readonly Finding[] {
    return this.#findings;
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
    this.#losesNumbers(step, lost ? lostNumber(rows, step, lost) : nonFinite(rows, step, report));
  }

  observeEvaluation(evaluation: Evaluation): void {
    this.#statistics.observeEvaluation(evaluation);
  }

  /** Frames of a log. */
  observeBatch(batch: FrameBatch): void {
    for (let frame = 0; frame < batch.count; frame++)
      this.observe(batch.numbers, batch.reports, frame * FRAME_NUMBERS.length, frame * reportLength(batch.rows));
  }

  #losesNumbers(step: number, lost: Finding): boolean {
    if (this.#has('non_finite')) return false;
    this.#lasting.unshift(lost);
    const standing = this.#findings.find(({ code }) => code === 'gradient_exploding');
    if (!this.#has('gradient_exploding')) this.#lasting.push(standing ?? explodedToNonFinite(this.#statistics, lost.where, step));
    this.#findings = [...this.#lasting];
    return true;
  }

  /**
   * Precedence: lost numbers, explosion, vanishing and its amber twin, dead units, collapse; a converged network is not blamed
   * for small gradients. Units that die of a signal that was lost before are not the cause.
   */
  #judge(): void {
    const run = this.#statistics;
    if (!this.#has('gradient_exploding')) {
      const exploded = gradientExploded(run);
      if (exploded) this.#lasting.push(this.#sinceFirst(exploded));
    }
    if (this.#lasting.length > 0) {
      this.#findings = [...this.#lasting];
      return;
    }
    const exploding = gradientExploding(run);
    if (exploding) {
      this.#findings = [exploding];
      return;
    }
    const vanishing = gradientVanishing(run);
    this.#vanished = vanishing ?? this.#vanished;
    const small = vanishing ?? gradientAttenuated(run);
    const recovered = this.#vanished && !small ? gradientRecovered(run, this.#vanished) : null;
    const lost = small ? (converged(run) ?? small) : (unitsDead(run) ?? gradientCollapsed(run));
    const found = [gradientAmplified(run), lost, recovered];
    this.#findings = found.filter((finding) => finding !== null).map((finding) => this.#sinceFirst(finding));
  }

  /** A finding that stood already keeps the step at which it was raised; its numbers are of now. */
  #sinceFirst(finding: Finding): Finding {
    const standing = this.#findings.find(({ code, where }) => code === finding.code && where.node === finding.where.node);
    return standing ? { ...finding, where: standing.where } : finding;
  }

  #has(code: Finding['code']): boolean {
    return this.#lasting.some((finding) => finding.code === code);
  }
}
