/** @file How far training is, in the dock or the task bar. */
import type { ProgressBarOptions } from 'electron';
import type { ShellRun } from './bridge.ts';

/** As `setProgressBar` takes it: below 0 there is none, above 1 nobody knows how far it is. */
export interface Progress {
  readonly value: number;
  readonly options: ProgressBarOptions;
}

/** Of a run whose end nobody knows Linux shows nothing: it would show the end. */
export function progressOf(run: ShellRun | null, platform: NodeJS.Platform): Progress {
  if (!run || (run.done === null && platform === 'linux')) return { value: -1, options: { mode: 'none' } };
  return { value: run.done ?? 2, options: { mode: run.state === 'paused' ? 'paused' : run.done === null ? 'indeterminate' : 'normal' } };
}

/** Several runs as one: it trains while any of them does, and is as far as they are on the average. */
export function together(runs: readonly (ShellRun | null)[]): ShellRun | null {
  const all = runs.filter((run) => run !== null);
  if (all.length === 0) return null;
  const training = all.filter(({ state }) => state === 'training');
  const shown = training.length > 0 ? training : all;
  const known = shown.flatMap(({ done }) => done ?? []);
  return { state: shown[0]!.state, done: known.length < shown.length ? null : known.reduce((sum, done) => sum + done, 0) / known.length };
}
