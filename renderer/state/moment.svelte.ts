/**
 * @file The moment of the run that the window shows: its newest, or an earlier one that was chosen in the landscape. Blocks, wires,
 * numbers, pictures and findings follow it; the run itself goes on.
 */
import { instantAt, type Instant } from '../../core/telemetry/instant.ts';
import { recordedStep } from '../../core/telemetry/recorded-step.ts';
import type { Recording } from '../../core/telemetry/recording.ts';

export class Moment {
  #instant = $state.raw<Instant | null>(null);
  /** The run that can be looked back at; null if there is none. */
  readonly #recording: () => Recording | null;
  readonly #listeners: (() => void)[] = [];

  constructor(recording: () => Recording | null) {
    this.#recording = recording;
  }

  /** What was recorded of the step that is looked back at, copied: nothing moves while the run goes on. */
  get instant(): Instant | null {
    return this.#instant;
  }

  /** The step that is looked back at, a recorded one; null: the newest. */
  get step(): number | null {
    return this.#instant?.step ?? null;
  }

  get live(): boolean {
    return this.#instant === null;
  }

  /** Looks at a step, or where it was not recorded at the next that was. */
  show(step: number): void {
    const recording = this.#recording();
    const instant = recording && instantAt(recording, step);
    if (!instant || instant.step === this.step) return;
    this.#instant = instant;
    this.#tell();
  }

  /** So many recorded steps on, or back with a negative number; on from the last of them the run is followed again. */
  move(by: number): void {
    const recording = this.#recording();
    if (!recording || recording.count === 0) return;
    const step = recordedStep(recording, this.step, by);
    if (step === null) this.follow();
    else this.show(step);
  }

  /** Follows the run again. */
  follow(): void {
    if (this.live) return;
    this.#instant = null;
    this.#tell();
  }

  /** Calls back when another moment is shown. */
  onchange(heard: () => void): void {
    this.#listeners.push(heard);
  }

  #tell(): void {
    for (const heard of this.#listeners) heard();
  }
}
