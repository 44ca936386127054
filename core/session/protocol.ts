/**
 * @file What the page (or the command line) and the training worker say to each other. Plain data only. Every request
 * that expects an answer carries an `id`; the answer carries it back, as a result or as a `refused` with its reason.
 */
import type { Document } from '../document/document.ts';
import type { Finding, Numbers } from '../findings/finding.ts';
import type { FindingCode } from '../findings/messages.ts';
import type { Opened, Origin } from '../formats/opened.ts';
import type { Outline } from '../plan/outline.ts';
import type { Row, Task } from '../plan/plan.ts';
import type { Evaluation, FrameBatch, RunHeader } from '../telemetry/frame.ts';
import type { GradientCheck } from '../telemetry/gradient-check.ts';
import type { KeptRun } from '../telemetry/kept-run.ts';
import type { Look, Looks } from '../telemetry/looks.ts';
import type { LostNumber } from '../telemetry/lost-number.ts';
import type { SettingChange } from '../telemetry/run-settings.ts';
import type { Walk } from '../telemetry/walk.ts';
import type { KernelBytes } from './engine.ts';

/** Bytes of a file that the person chose; the worker has no disk. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why something was not done: a sentence in English, and what another language says it with. */
export interface Reason {
  readonly code: FindingCode;
  readonly numbers: Numbers;
  readonly sentence: string;
}

/** The files of other programs that a network can be written as. */
export const EXPORT_FORMATS = ['pytorch', 'onnx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type Status = 'idle' | 'running' | 'paused' | 'finished' | 'failed';

/** Settings that take effect while a run goes on (batch size from the next batch). */
export interface RunningChange {
  readonly lr?: number;
  readonly batch_size?: number;
  readonly clip_grad_norm?: number | null;
  readonly epochs?: number;
}

export interface DataSummary {
  readonly name: string;
  readonly trainRows: number;
  readonly validationRows: number;
  readonly width: number;
  readonly task: 'classification' | 'regression';
  readonly classes: readonly string[];
  readonly columns: readonly string[];
}

/** What theory says of the network before it is trained; see `RunHeader` for the meaning of the numbers. */
export interface Forecast {
  readonly rows: readonly Row[];
  readonly healthy: readonly (number | null)[];
  readonly predicted: readonly (number | null)[];
  readonly anchor: number;
}

/** A forecast measured in one forward and backward pass of a real batch through the fresh weights. Nothing is trained. */
export interface Measurement {
  /** log10 of each row's signal relative to that of the anchor; -Infinity where it is exactly zero, null where it is not finite. */
  readonly measured: readonly (number | null)[];
  /** The document's findings as they stand now; replaces those of `compiled`. */
  readonly findings: readonly Finding[];
}

/** One of two networks that are trained side by side from the same seed. */
export interface TrialSide {
  readonly step: number;
  readonly totalSteps: number;
  /** Loss on training rows, over the steps, as it was evaluated. */
  readonly curve: readonly { readonly step: number; readonly loss: number }[];
  /** Of the last evaluation; NaN before the first, and of what is not measured. */
  readonly skill: number;
  readonly train: { readonly loss: number; readonly accuracy: number };
  readonly validation: { readonly loss: number; readonly accuracy: number };
  readonly findings: readonly Finding[];
  /** It lost its numbers. */
  readonly failed: boolean;
}

export type Verdict = 'helped' | 'did_not_help' | 'made_worse';

/** The network as it is and as it would be with a fix. */
export interface Trial {
  readonly present: TrialSide;
  readonly repaired: TrialSide;
  /** Null while they train. */
  readonly verdict: Verdict | null;
}

export type Request =
  /** First, and when other kernels are chosen: runs go on with them. `threads` are those to train with, in all; there is one if the kernels share no memory. */
  | { readonly type: 'initialise'; readonly id: number; readonly kernels: KernelBytes; readonly threads: number }
  /** The document changed. Compiles; a change of structure ends a run, a change of place or name does not. */
  | { readonly type: 'edit'; readonly id: number; readonly document: Document }
  /** Files that the document's data set names; kept by name until replaced. The next `edit` reads them. */
  | { readonly type: 'files'; readonly id: number; readonly files: readonly GivenFile[] }
  | { readonly type: 'start'; readonly id: number; readonly steps?: number }
  | { readonly type: 'pause'; readonly id: number }
  | { readonly type: 'step'; readonly id: number }
  | { readonly type: 'reset'; readonly id: number }
  | { readonly type: 'change'; readonly id: number; readonly change: RunningChange }
  /** Writes the model file: document, weights, buffers, optimizer state. */
  | { readonly type: 'save'; readonly id: number; readonly document: Document }
  /** Reads a model file or a document; answers with the document and keeps its weights for the next run. */
  | { readonly type: 'open'; readonly id: number; readonly file: GivenFile; readonly network?: string | undefined }
  /** What a reader has read becomes the network of the session, as by `open`. */
  | { readonly type: 'install'; readonly id: number; readonly name: string; readonly opened: Opened }
  /** Refused as `export` would be for what the format has no way to say; it takes no time with weights. */
  | { readonly type: 'check_export'; readonly id: number; readonly document: Document; readonly format: ExportFormat }
  /** Another program's file of the document and, where it holds any, the weights as they would be saved. `modelFile`: the name of the model file beside it. */
  | {
      readonly type: 'export';
      readonly id: number;
      readonly document: Document;
      readonly format: ExportFormat;
      readonly modelFile: string | null;
    }
  | {
      readonly type: 'predict';
      readonly id: number;
      readonly features: Float32Array;
      readonly rows: number;
      /** False if they are already scaled as the training rows were. */
      readonly scale: boolean;
    }
  /** Compares the engine's gradients with central differences, beside a run and without a trace in it; begins none. */
  | { readonly type: 'check_gradients'; readonly id: number }
  /** Weights, buffers and optimizer state as a model file, to restart from if the worker dies. */
  | { readonly type: 'snapshot'; readonly id: number }
  /** A snapshot, to a worker that takes over: the run that `kept` is of goes on from the weights in the file; without one, another begins with them. */
  | { readonly type: 'restore'; readonly id: number; readonly file: Uint8Array; readonly kept: KeptRun | null }
  | { readonly type: 'stop'; readonly id: number }
  /** What theory says of another document on the same data; nothing changes. */
  | { readonly type: 'forecast'; readonly id: number; readonly document: Document }
  /**
   * Trains two documents side by side, each for its own planned steps, with nothing to do with the run that is held; `trial` events
   * tell how it goes. Files must have been given. Whoever does not want the result closes the worker.
   */
  | { readonly type: 'try'; readonly id: number; readonly present: Document; readonly repaired: Document }
  /**
   * Puts a run that lost its numbers, or any, back to its last good state (`lastGood` of `status`), and pauses there. It goes on as
   * another run, whose header says that it `continues` the one before; the settings are those of now. Asked again, it goes further back.
   */
  | { readonly type: 'rewind'; readonly id: number }
  /**
   * Puts the run back to the state after any of its steps, and pauses there. It goes on as another run, whose header says that it
   * `continues` the one before; nothing else being changed, it does to the bit what that one did.
   */
  | { readonly type: 'go_back'; readonly id: number; readonly step: number }
  /** Megabytes that the states of a run may take; they are thinned evenly. */
  | { readonly type: 'keep_states'; readonly id: number; readonly megabytes: number }
  /** The run, or the one that an edit has just set aside, as it can be taken up again, copied: of its states at most `states`, evenly spread, first and last among them. */
  | { readonly type: 'archive'; readonly id: number; readonly states: number }
  /** A run that was archived becomes the run of the document, which must be the one it was trained of; it pauses where it stood. */
  | { readonly type: 'take_up'; readonly id: number; readonly kept: KeptRun }
  /** What someone looks at from now on; `look` events tell what is seen, while a run goes on and when it has come to rest. */
  | { readonly type: 'watch'; readonly id: number; readonly looks: Looks }
  /** A step that the run has taken, told slowly. */
  | { readonly type: 'walk'; readonly id: number; readonly step: number }
  /** The page has drawn the last `look`; the next is sent only then. */
  | { readonly type: 'looked' }
  /** The page has drawn the last telemetry; without it no more is sent (back-pressure), and nothing is lost meanwhile. */
  | { readonly type: 'drawn' };

export type Answer =
  | { readonly type: 'ready'; readonly id: number; readonly numerics: string; readonly threads: number; readonly revectorized: boolean }
  | {
      readonly type: 'compiled';
      readonly id: number;
      readonly outline: Outline;
      readonly findings: readonly Finding[];
      /** Whether training could start. */
      readonly trainable: boolean;
      /** Null without a plan. */
      readonly forecast: Forecast | null;
      /** Whether the forecast is being measured: a `measured` event follows unless another edit or a run comes first. */
      readonly measuring: boolean;
      /** Bytes that training takes, the data among them; null without a plan. */
      readonly memory: number | null;
    }
  | { readonly type: 'done'; readonly id: number }
  | {
      readonly type: 'saved';
      readonly id: number;
      readonly bytes: Uint8Array;
      /** Of the weights in the file. */
      readonly step: number;
      /** The step at which the run lost a number, or null: the weights are then those from before it (`step`), or, where those were lost themselves, fresh ones (0). */
      readonly lostAt: number | null;
    }
  | {
      readonly type: 'exported';
      readonly id: number;
      readonly bytes: Uint8Array;
      /** What of the document the file cannot say. */
      readonly findings: readonly Finding[];
    }
  | {
      readonly type: 'opened';
      readonly id: number;
      readonly origin: Origin;
      readonly document: Document;
      readonly weights: boolean;
      /** Updates that made the weights; 0 without any. */
      readonly step: number;
      /** What rows to predict look like; null without weights. */
      readonly features: { readonly width: number; readonly columns: readonly string[] } | null;
      /** What of the weights does not fit the document. */
      readonly findings: readonly Finding[];
    }
  | {
      readonly type: 'predicted';
      readonly id: number;
      /** rows × width: logits, or the values of a regression. */
      readonly outputs: Float32Array;
      readonly width: number;
      readonly task: Task;
      readonly classes: readonly string[];
    }
  | {
      readonly type: 'gradients_checked';
      readonly id: number;
      readonly check: GradientCheck;
      /** Updates that made the weights that were checked. */
      readonly step: number;
    }
  /** Null without a plan. */
  | { readonly type: 'forecast'; readonly id: number; readonly forecast: Forecast | null }
  | { readonly type: 'tried'; readonly id: number; readonly trial: Trial }
  /** Null without a run that has taken a step. */
  | { readonly type: 'archived'; readonly id: number; readonly kept: KeptRun | null }
  | { readonly type: 'walked'; readonly id: number; readonly walk: Walk }
  | ({ readonly type: 'refused'; readonly id: number } & Reason);

/** What the worker says by itself. */
export type Event =
  | {
      readonly type: 'data';
      readonly data: DataSummary | null;
      /** Why there are none. */
      readonly problem: Reason | null;
      /** Files that the data set names and that were not given. */
      readonly missing: readonly string[];
    }
  | { readonly type: 'run'; readonly header: RunHeader }
  | {
      readonly type: 'status';
      readonly status: Status;
      readonly step: number;
      readonly epoch: number;
      /** Epochs when the run is over, as its settings are now. */
      readonly epochs: number;
      readonly totalSteps: number;
      readonly secondsLeft: number | null;
      readonly stepsPerSecond: number | null;
      /** Every how many steps one is recorded, as things are now; 1 is all of them. */
      readonly recordedEvery: number;
      /** The step of the last state that a run can be put back to, from before its loss left its bounds; null if none is kept. */
      readonly lastGood: number | null;
    }
  /**
   * The forecast of the document compiled last, measured. Only while there is no run: after an edit, or when a run has been reset.
   */
  | ({ readonly type: 'measured' } & Measurement)
  | { readonly type: 'trial'; readonly trial: Trial }
  /** While a run goes on the next waits for `drawn`; when it comes to rest, everything is told before `status` says so. */
  | {
      readonly type: 'telemetry';
      readonly run: number;
      readonly frames: FrameBatch;
      readonly evaluations: readonly Evaluation[];
      /** What the last of these frames lost, if it lost a number and it is known which. */
      readonly lost: LostNumber | null;
    }
  /** The findings of the run as they stand after a step; replaces the list before. */
  | { readonly type: 'findings'; readonly step: number; readonly findings: readonly Finding[] }
  /** A setting was changed while the run went on. */
  | { readonly type: 'changed'; readonly run: number; readonly change: SettingChange }
  /** One is under way at a time: the next waits for `looked`. */
  | { readonly type: 'look'; readonly look: Look }
  /** What is looked at could not be computed. */
  | { readonly type: 'not_seen'; readonly reason: Reason }
  /** Beside the model file, the run as it can be taken up; the numbers of its last state are those in the file. Null before its first step. */
  | { readonly type: 'snapshot'; readonly bytes: Uint8Array; readonly step: number; readonly kept: KeptRun | null }
  /** An error of ours, not of the person: the worker goes down after it. */
  | { readonly type: 'crashed'; readonly sentence: string };

export type Message = Answer | Event;
