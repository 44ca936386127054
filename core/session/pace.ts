/** @file The clock of a run: training time, which stands still in a pause, and steps per second over the last few seconds. */

const MARKS = 32;
/** Seconds between marks; the window is MARKS times that. */
const SPACING = 0.1;

export class Pace {
  readonly #marks = new Float64Array(MARKS);
  readonly #steps = new Float64Array(MARKS);
  #count = 0;
  #spent: number;
  #since: number | null = null;

  constructor(seconds = 0) {
    this.#spent = seconds;
  }

  get seconds(): number {
    return this.#spent + (this.#since === null ? 0 : (performance.now() - this.#since) / 1000);
  }

  start(): void {
    this.#since ??= performance.now();
  }

  stop(): void {
    this.#spent = this.seconds;
    this.#since = null;
  }

  /** Call as often as you like: marks that come too close are left out. */
  mark(step: number): void {
    const { seconds } = this;
    if (this.#count > 0 && seconds - this.#marks[(this.#count - 1) % MARKS]! < SPACING) return;
    this.#marks[this.#count % MARKS] = seconds;
    this.#steps[this.#count % MARKS] = step;
    this.#count += 1;
  }

  /** Evaluations and all, as a person would count; null before two marks. */
  get stepsPerSecond(): number | null {
    if (this.#count < 2) return null;
    const newest = (this.#count - 1) % MARKS;
    const oldest = this.#count <= MARKS ? 0 : this.#count % MARKS;
    return (this.#steps[newest]! - this.#steps[oldest]!) / (this.#marks[newest]! - this.#marks[oldest]!);
  }
}
