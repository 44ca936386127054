/**
 * @file How a run was told to go: the settings that it began with, what was changed of them, how long it was meant to be, and where it
 * was told to stop. A run does what it is told and nothing else, so that with its course any stretch of it can be done again, to the bit.
 */
import type { RunSettings, SettingChange } from '../telemetry/run-settings.ts';

interface Planned {
  readonly step: number;
  readonly steps: number;
}

/** A step that is recorded for the run was told to stop there, and perhaps to be measured. */
interface Stop {
  readonly step: number;
  measured: boolean;
}

/** What a run was told beside its settings. Plain. */
export interface Told {
  readonly plans: readonly Planned[];
  readonly stops: readonly Stop[];
}

export class Course {
  readonly begun: RunSettings;
  readonly #changes: SettingChange[];
  readonly #plans: Planned[];
  readonly #stops: Stop[];

  constructor(begun: RunSettings, changes: readonly SettingChange[] = [], { plans, stops }: Told = { plans: [], stops: [] }) {
    this.begun = begun;
    this.#changes = [...changes];
    this.#plans = [...plans];
    this.#stops = stops.map((stop) => ({ ...stop }));
  }

  /** The lists themselves, which grow with the run. */
  get told(): Told {
    return { plans: this.#plans, stops: this.#stops };
  }

  /** Of a run that is kept up to `step`: what was said there has been said. */
  toldUpTo(step: number): Told {
    const isKept = (told: { readonly step: number }) => told.step <= step;
    return { plans: this.#plans.filter(isKept), stops: this.#stops.filter(isKept) };
  }

  get changes(): readonly SettingChange[] {
    return this.#changes;
  }

  /** Of changes before the same step the whole is told. */
  change(change: SettingChange): SettingChange {
    const last = this.#changes.at(-1);
    const whole = last?.step === change.step ? { ...change, from: last.from } : change;
    if (last?.step === change.step) this.#changes.pop();
    this.#changes.push(whole);
    return whole;
  }

  plan(step: number, steps: number): void {
    if (this.#plans.at(-1)?.step === step) this.#plans.pop();
    this.#plans.push({ step, steps });
  }

  stop(step: number): void {
    if (this.#stops.at(-1)?.step !== step) this.#stops.push({ step, measured: false });
  }

  measure(step: number): void {
    this.stop(step);
    this.#stops.at(-1)!.measured = true;
  }

  /** That the step after `step` is taken with. */
  settingsAfter(step: number): RunSettings {
    return this.#changes.findLast((change) => change.step <= step)?.to ?? this.begun;
  }

  /** Of those that it had taken, or could have, by the step after `step`. */
  largestBatchAfter(step: number): number {
    return this.#changes.reduce(
      (most, change) => (change.step <= step ? Math.max(most, change.to.batch_size) : most),
      this.begun.batch_size,
    );
  }

  /** How long it was meant to be when the step after `step` was taken; null if nothing was said of it since `since`. */
  plannedAfter(step: number, since: number): number | null {
    const last = this.#plans.findLast((planned) => planned.step <= step);
    return last && last.step >= since ? last.steps : null;
  }

  /** The next step at which it was told to stop; Infinity if it was not. */
  nextStop(step: number): number {
    return this.#stops.find((stop) => stop.step > step)?.step ?? Infinity;
  }

  /** The next step after which it was told something. */
  nextWord(step: number): number {
    const after = (told: { readonly step: number }) => told.step > step;
    return Math.min(this.#changes.find(after)?.step ?? Infinity, this.#plans.find(after)?.step ?? Infinity);
  }

  isMeasuredAt(step: number): boolean {
    return this.#stops.some((stop) => stop.step === step && stop.measured);
  }

  /** That of a run that goes on from the state after `step`: what was said there is not said yet. */
  upTo(step: number): Course {
    return new Course(
      this.begun,
      this.#changes.filter((change) => change.step < step),
      { plans: this.#plans.filter((planned) => planned.step < step), stops: this.#stops.filter((stop) => stop.step <= step) },
    );
  }
}
