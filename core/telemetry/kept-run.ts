/** @file A run as it is kept beyond the worker that trained it: what it can be taken up from, at any of its steps. Plain data, as a database takes it. */
import type { RunHeader } from './frame.ts';
import type { RunSettings, SettingChange } from './run-settings.ts';

/** Where a run stands: enough, with the numbers, to go on from. */
export interface Progress {
  readonly step: number;
  /** Epochs that are complete. */
  readonly epoch: number;
  /** Rows of the current epoch that have been trained on. */
  readonly first: number;
  readonly seconds: number;
}

/** All that a run goes on from: parameters, the optimizer's moments, buffers, in the plan's order, as they were after `progress.step`. */
export interface KeptState<Known = unknown> {
  readonly progress: Progress;
  /** Whether the network was inspected there and its loss was in its bounds. */
  readonly sound: boolean;
  readonly numbers: Float32Array<ArrayBuffer>;
  /** What the run knew by then, from its diagnosis on: plain data that only a session reads. */
  readonly known: Known;
}

export interface KeptRun<Known = unknown> {
  readonly header: RunHeader;
  /** As the run began, and what was changed of it since. */
  readonly settings: RunSettings;
  readonly changes: readonly SettingChange[];
  /** By step; the last is where the run stood when it was kept. */
  readonly states: readonly KeptState<Known>[];
}
