/** @file Watches a run to its end, shows how far it is, and writes down what it says. */
import type { NewFile } from '../disk/new-file.ts';
import type { Finding } from '../findings/finding.ts';
import { SCALAR, reportLength } from '../plan/report.ts';
import type { Client, ClientEvent } from '../session/client.ts';
import type { Status } from '../session/protocol.ts';
import type { Document } from '../document/document.ts';
import { evaluationLine, headerLine, planLine, stepLine } from '../telemetry/export.ts';
import type { Evaluation, FrameBatch, RunHeader } from '../telemetry/frame.ts';
import type { LostNumber } from '../telemetry/lost-number.ts';
import { ProgressBar } from './progress-bar.ts';

/** The exit code after Ctrl+C, as shells have it: 128 and the number of SIGINT. */
export const INTERRUPTED = 130;

export interface Outcome {
  readonly status: Status;
  readonly step: number;
  readonly epoch: number;
  readonly seconds: number;
  readonly header: RunHeader;
  readonly evaluations: readonly Evaluation[];
  readonly findings: readonly Finding[];
  readonly interrupted: boolean;
  /** Every how many steps one was recorded. */
  readonly recordedEvery: number;
}

/** Listens to a client from before it compiles anything, for a model file brings its run along. */
export class RunWatch {
  readonly #client: Client;
  readonly #log: NewFile | null;
  readonly #document: Document;
  readonly #bar = new ProgressBar();
  readonly #evaluations: Evaluation[] = [];
  #header: RunHeader | null = null;
  #findings: readonly Finding[] = [];
  #loss = NaN;
  /** As the log has it. */
  #plannedSteps = NaN;
  #interrupted = false;
  #ended: ((state: Extract<ClientEvent, { type: 'status' }>) => void) | null = null;
  #broke: ((error: unknown) => void) | null = null;
  /** Why the run cannot be watched to its end. */
  #failure: unknown = null;

  /** `log` takes a line for the run, with the `document` that it trains, and one for each step and evaluation. */
  constructor(client: Client, document: Document, log: NewFile | null) {
    this.#client = client;
    this.#document = document;
    this.#log = log;
    client.on((event) => this.#hear(event));
  }

  /** With `steps`, as many and no more; else to the end of the epochs. Ctrl+C pauses it, a second one ends the process. */
  async runToEnd(steps: number | undefined): Promise<Outcome> {
    const begun = performance.now();
    const interrupt = () => {
      if (this.#interrupted) process.exit(INTERRUPTED);
      this.#interrupted = true;
      // The run may rest, and the client be closed, before the answer comes.
      this.#client.pause().catch(() => undefined);
    };
    process.on('SIGINT', interrupt);
    try {
      await this.#client.start(steps);
      const { status, step, epoch, recordedEvery } = await new Promise<Extract<ClientEvent, { type: 'status' }>>((resolve, reject) => {
        this.#ended = resolve;
        this.#broke = reject;
        if (this.#failure !== null) reject(this.#failure);
      });
      return {
        status,
        step,
        epoch,
        seconds: (performance.now() - begun) / 1000,
        header: this.#header!,
        evaluations: this.#evaluations,
        findings: this.#findings,
        interrupted: this.#interrupted,
        recordedEvery,
      };
    } finally {
      this.#bar.clear();
      process.off('SIGINT', interrupt);
    }
  }

  #hear(event: ClientEvent): void {
    switch (event.type) {
      case 'run':
        this.#header = event.header;
        void this.#write(`${headerLine(event.header, this.#document)}\n`);
        break;
      case 'telemetry':
        this.#loss = lastLoss(event.frames) ?? this.#loss;
        for (const evaluation of event.evaluations) this.#evaluations.push(evaluation);
        // the worker goes on to tell more when the disk has taken this
        void this.#write(linesOf(event.frames, event.evaluations, event.lost)).then(() => this.#client.drawn());
        break;
      case 'findings':
        this.#findings = event.findings;
        break;
      case 'status':
        if (this.#ended) this.#bar.show(event, this.#loss);
        if (event.status === 'running') this.#writePlan(event.totalSteps);
        else this.#ended?.(event);
        break;
      case 'died':
      case 'lost':
        this.#fail(new Error(`The training worker stopped: ${event.sentence}`));
        break;
      case 'data':
      case 'restarted':
      case 'pulse':
      case 'reset':
      case 'snapshot':
      case 'crashed':
      case 'measured':
      case 'trial':
      case 'changed':
      case 'look':
      case 'not_seen':
        break;
      default:
        event satisfies never;
    }
  }

  #writePlan(steps: number): void {
    if (steps === this.#plannedSteps) return;
    this.#plannedSteps = steps;
    void this.#write(`${planLine(steps)}\n`);
  }

  /** Called from an event, where nobody would catch that the disk is full. */
  async #write(lines: string): Promise<void> {
    try {
      if (this.#failure === null) await this.#log?.write(lines);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#broke?.(error);
  }
}

function lastLoss({ count, rows, reports }: FrameBatch): number | undefined {
  return count === 0 ? undefined : reports[(count - 1) * reportLength(rows) + SCALAR.loss];
}

/** In the order in which they were measured: an inspection comes before the step that it is part of, other evaluations after theirs. */
function linesOf(frames: FrameBatch, evaluations: readonly Evaluation[], lost: LostNumber | null): string {
  const steps = frames.numbers.length / Math.max(1, frames.count);
  const lines: string[] = [];
  let next = 0;
  for (let frame = 0; frame < frames.count; frame++) {
    const step = frames.numbers[frame * steps]!;
    const isBefore = ({ step: measured, on }: Evaluation) => measured < step || (measured === step && on === 'probe');
    for (; next < evaluations.length && isBefore(evaluations[next]!); next++) lines.push(evaluationLine(evaluations[next]!));
    lines.push(stepLine(frames, frame, frame === frames.count - 1 ? lost : null));
  }
  for (; next < evaluations.length; next++) lines.push(evaluationLine(evaluations[next]!));
  return lines.map((line) => `${line}\n`).join('');
}
