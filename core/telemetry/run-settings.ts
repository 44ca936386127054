/** @file The settings that may change between two steps of a run, and the changes that were made. */

export interface RunSettings {
  readonly lr: number;
  readonly clip_grad_norm: number | null;
  readonly batch_size: number;
  readonly epochs: number;
}

/** A change while a run went on: steps after `step` are taken with `to`. */
export interface SettingChange {
  readonly step: number;
  readonly from: RunSettings;
  readonly to: RunSettings;
}
