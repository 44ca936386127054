/**
 * @file Frames on their way to the page. The run writes one after each recorded step; the page takes them when it has drawn the
 * last. What piles up in between stays here, in chunks that grow and are used again, so a step allocates nothing.
 */
import { reportLength } from '../plan/report.ts';
import { FRAME_NUMBERS, type Evaluation, type FrameBatch } from '../telemetry/frame.ts';
import type { LostNumber } from '../telemetry/lost-number.ts';

const FIRST_FRAMES = 64;
/** What an evaluation takes of memory, about. */
const EVALUATION_BYTES = 100;

export class Outbox {
  readonly #rows: number;
  readonly #length: number;
  #numbers: Float64Array;
  #reports: Float32Array;
  #count = 0;
  #evaluations: Evaluation[] = [];
  #lost: LostNumber | null = null;

  constructor(rows: number) {
    this.#rows = rows;
    this.#length = reportLength(rows);
    this.#numbers = new Float64Array(FIRST_FRAMES * FRAME_NUMBERS.length);
    this.#reports = new Float32Array(FIRST_FRAMES * this.#length);
  }

  get isEmpty(): boolean {
    return this.#count === 0 && this.#evaluations.length === 0;
  }

  get bytes(): number {
    return this.#count * (8 * FRAME_NUMBERS.length + 4 * this.#length) + this.#evaluations.length * EVALUATION_BYTES;
  }

  add(numbers: Float64Array, report: Float32Array): void {
    if ((this.#count + 1) * this.#length > this.#reports.length) this.#grow();
    this.#numbers.set(numbers, this.#count * FRAME_NUMBERS.length);
    this.#reports.set(report, this.#count * this.#length);
    this.#count += 1;
  }

  addEvaluation(evaluation: Evaluation): void {
    this.#evaluations.push(evaluation);
  }

  /** What the step that was added last lost: the run ends with it. */
  lose(lost: LostNumber | null): void {
    this.#lost = lost;
  }

  /** Everything so far, in arrays of its own that may be transferred. */
  take(): { frames: FrameBatch; evaluations: readonly Evaluation[]; lost: LostNumber | null } {
    const count = this.#count;
    const evaluations = this.#evaluations;
    const lost = this.#lost;
    this.#count = 0;
    this.#evaluations = [];
    this.#lost = null;
    return {
      frames: {
        count,
        rows: this.#rows,
        numbers: this.#numbers.slice(0, count * FRAME_NUMBERS.length),
        reports: this.#reports.slice(0, count * this.#length),
      },
      evaluations,
      lost,
    };
  }

  /** The evaluations alone, for one who draws no frames: those are forgotten. */
  takeEvaluations(): readonly Evaluation[] {
    const evaluations = this.#evaluations;
    this.#count = 0;
    if (evaluations.length > 0) this.#evaluations = [];
    return evaluations;
  }

  #grow(): void {
    const numbers = new Float64Array(2 * this.#numbers.length);
    const reports = new Float32Array(2 * this.#reports.length);
    numbers.set(this.#numbers);
    reports.set(this.#reports);
    this.#numbers = numbers;
    this.#reports = reports;
  }
}
