/** @file A run as the list shows it, and what is kept of it beside that. Plain data, as a database takes it. */
import type { Document } from '../../core/document/document.ts';
import type { KeptRun } from '../../core/telemetry/kept-run.ts';
import type { Evaluation } from '../../core/telemetry/frame.ts';
import type { KeptRecording, Recording } from '../../core/telemetry/recording.ts';
import type { SettingChange } from '../../core/telemetry/run-settings.ts';
import type { Status } from '../../core/session/protocol.ts';
import type { FindingsAt } from './finding-history.ts';

/** What a run was last measured at, over whole sets of rows. */
export interface Measured {
  readonly step: number;
  readonly loss: number;
  /** NaN of a regression. */
  readonly accuracy: number;
}

export interface RunEntry {
  readonly id: string;
  /** Counted over all runs that there were; "run 3" is its name until it is given another. */
  readonly number: number;
  readonly name: string | null;
  /** What the network was called. */
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** As it was when the first step was taken. */
  readonly document: Document;
  /** As it was when the run was last heard of: settings may have been changed while it went on. */
  readonly now: Document;
  /** The run that it goes on from, and the step of that. */
  readonly parent: { readonly id: string; readonly step: number } | null;
  readonly steps: number;
  /** Of training, pauses not counted. */
  readonly seconds: number;
  readonly train: Measured | null;
  /** Null where no rows are kept for validation, too. */
  readonly validation: Measured | null;
  readonly status: Exclude<Status, 'idle'>;
  /** The window that trained it, or took it up. */
  readonly slot: string;
  /** That it takes in the database; 0 before it is kept. */
  readonly bytes: number;
  /** Whether there are states to take it up from. */
  readonly goesOn: boolean;
}

/** What a run has told. */
export interface RunRecord {
  readonly recording: KeptRecording;
  readonly findings: readonly FindingsAt[];
  readonly changes: readonly SettingChange[];
}

/** All that it takes to go on with a run. */
export interface RunPast {
  readonly record: RunRecord;
  readonly kept: KeptRun;
}

/** What the list shows of a recording. */
export function told(recording: Recording): Pick<RunEntry, 'steps' | 'seconds' | 'train' | 'validation'> {
  const last = recording.count - 1;
  return {
    steps: recording.stepOf(last),
    seconds: recording.number('seconds', last),
    train: lastMeasured(recording.evaluations, 'train'),
    validation: lastMeasured(recording.evaluations, 'validation'),
  };
}

function lastMeasured(evaluations: readonly Evaluation[], on: Evaluation['on']): Measured | null {
  const last = evaluations.findLast((evaluation) => evaluation.on === on);
  return last ? { step: last.step, loss: last.loss, accuracy: last.accuracy } : null;
}

/** Bytes of all numbers in a thing of plain data. */
export function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value === null || typeof value !== 'object') return 8;
  return Object.values(value).reduce<number>((sum, part) => sum + bytesOf(part), 0);
}
