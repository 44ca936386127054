/**
 * @file What the run has said so far. The recording itself is outside of Svelte's state (it changes a thousand times a
 * second); `revision` says that it changed, at most once for each frame of the screen.
 */
import type { Statistic } from '../../core/plan/report.ts';
import type { Client } from '../../core/session/client.ts';
import type { Evaluation, RunHeader } from '../../core/telemetry/frame.ts';
import { Recording, type Columns } from '../../core/telemetry/recording.ts';
import { FindingHistory } from './finding-history.ts';
import type { Moment } from './moment.svelte.ts';
import { Pulses } from './pulse.svelte.ts';

/**
 * Blocks and wires take over a step so often, in milliseconds by the page's clock, as axes and curves do: all that the browser has to lay
 * out is in the same frame, and the frames between cost next to nothing.
 */
const BEAT = 100;
/** So many blocks in one frame, and the others in those that follow: to draw hundreds of them at once costs more than a frame has. */
const ROWS_A_FRAME = 128;

/** How far back a statistic that is measured rarely is looked for, in steps. */
const LOOK_BACK = 600;

export class Telemetry {
  /** Null before the first run. Read `revision` beside it to be called again when it has grown. */
  recording = $state.raw<Recording | null>(null);
  revision = $state(0);
  /** The run that is recorded is over: an edit made another network of it. Undoing the edit brings it back. */
  past = $state(false);
  /** What was found of the run, step by step. */
  findings = $state.raw(new FindingHistory());
  readonly pulses = new Pulses();
  readonly #client: Client;
  readonly #moment: Moment;
  #awaitingFrame = false;
  /** The next run that is told of continues what is recorded, whatever its number was. */
  #takenUp = false;
  /** The row that the next pulse is of, and how many still show an earlier step. */
  #nextRow = 0;
  #rowsLeft = 0;
  /** The beat in which blocks began to take over a step; the timer of the next one, if it is awaited. */
  #beat = -1;
  #nextBeat: ReturnType<typeof setTimeout> | null = null;

  constructor(client: Client, moment: Moment) {
    this.#client = client;
    this.#moment = moment;
    moment.onchange(() => this.#draw(false));
    client.on((event) => {
      if (event.type === 'run') {
        moment.follow();
        this.#begin(event.header);
        this.past = false;
        this.pulses.clear();
        this.#draw(false);
      } else if (event.type === 'findings') {
        this.findings.add(event.step, event.findings);
      } else if (event.type === 'status') {
        this.#place(event.status === 'idle' && event.step === 0);
      } else if (event.type === 'telemetry' && this.recording?.header.run === event.run) {
        this.recording.append(event.frames);
        for (const evaluation of event.evaluations) this.recording.addEvaluation(evaluation);
        this.#draw(true);
      } else if (event.type === 'telemetry') {
        client.drawn(); // of a run that is over: nothing to draw, but the worker waits
      }
    });
  }

  /** What the window shows of the run: its last frames, or the one that is looked back at; its newest column is the moment. */
  get shown(): Columns | null {
    return this.#moment.instant ?? this.recording?.recent ?? null;
  }

  /** The run that can be looked back at. */
  get ofNow(): Recording | null {
    return this.past ? null : this.recording;
  }

  /** What the network was measured at, up to the moment that is shown. */
  get evaluations(): readonly Evaluation[] {
    const all = this.recording?.evaluations ?? [];
    const { step } = this.#moment;
    return step === null ? all : all.filter((evaluation) => evaluation.step <= step);
  }

  /** Goes on with what is known of a run that was kept; the run itself is told of next, as one that continues it. */
  takeUp(recording: Recording, findings: FindingHistory): void {
    this.#moment.follow();
    this.#takenUp = true;
    this.recording = recording;
    this.findings = findings;
  }

  /** Forgets the run: another document has been opened. */
  clear(): void {
    this.#moment.follow();
    this.findings = new FindingHistory();
    this.#takenUp = false;
    this.recording = null;
    this.past = false;
    this.pulses.clear();
    this.revision += 1;
  }

  /** Blocks and wires show a run that is over no longer. */
  #place(noRun: boolean): void {
    const past = noRun && this.recording !== null && this.recording.frames > 0;
    if (past === this.past) return;
    this.past = past;
    if (past) this.#moment.follow();
    if (past) this.pulses.clear();
    else this.#draw(false);
  }

  /** The row of a block in the recording, or -1. */
  rowOf(node: string): number {
    return this.recording?.header.rows.findIndex((row) => row.node === node) ?? -1;
  }

  /** How long the recorded run has trained, pauses not counted. */
  get seconds(): number {
    const { recording } = this;
    void this.revision;
    return recording && recording.count > 0 ? recording.number('seconds', recording.count - 1) : 0;
  }

  /** A statistic at the moment that is shown; NaN if it was not measured. */
  value(statistic: Statistic, row: number): number {
    return this.#moment.instant?.value(statistic, row) ?? this.latest(statistic, row);
  }

  /** The last value of a statistic that was measured; NaN if there is none. */
  latest(statistic: Statistic, row: number): number {
    const frames = this.recording?.recent;
    if (!frames) return Number.NaN;
    for (let column = frames.count - 1; column >= Math.max(0, frames.count - LOOK_BACK); column--) {
      const value = frames.value(statistic, row, column);
      if (value === value) return value;
    }
    return Number.NaN;
  }

  #draw(acknowledge: boolean): void {
    const show = () => {
      this.#awaitingFrame = false;
      this.revision += 1;
      if (acknowledge && Math.floor(performance.now() / BEAT) === this.#beat) this.#awaitBeat();
      else this.#drawAllRows();
      if (acknowledge) this.#client.drawn();
    };
    // A hidden page gets no frames; the run must not wait for it.
    if (document.visibilityState === 'hidden') show();
    else if (!this.#awaitingFrame || acknowledge) {
      this.#awaitingFrame = true;
      requestAnimationFrame(show);
    }
  }

  /** What is told within a beat is taken over in the next. */
  #awaitBeat(): void {
    this.#nextBeat ??= setTimeout(() => this.#drawAllRows(), Math.ceil(BEAT - (performance.now() % BEAT)));
  }

  #drawAllRows(): void {
    if (this.#nextBeat !== null) clearTimeout(this.#nextBeat);
    this.#nextBeat = null;
    this.#beat = Math.floor(performance.now() / BEAT);
    const waiting = this.#rowsLeft > 0;
    this.#rowsLeft = this.recording?.header.rows.length ?? 0;
    if (!waiting) this.#drawRows();
  }

  /** The next rows in turn, round and round until all show the last step. */
  #drawRows(): void {
    const rows = this.recording?.header.rows.length ?? 0;
    if (!this.recording || this.past || this.#rowsLeft === 0 || rows === 0) {
      this.#rowsLeft = 0;
      return;
    }
    const from = this.#nextRow < rows ? this.#nextRow : 0;
    const to = Math.min(rows, from + ROWS_A_FRAME);
    const { instant } = this.#moment;
    if (instant) this.pulses.lookBack(this.recording, instant, from, to);
    else this.pulses.update(this.recording, from, to);
    this.#nextRow = to;
    this.#rowsLeft -= to - from;
    if (this.#rowsLeft > 0) requestAnimationFrame(() => this.#drawRows());
  }

  /** A run that goes on from another's past begins with what that one told of it. */
  #begin(header: RunHeader): void {
    const { continues } = header;
    const before = continues && (this.#takenUp || this.recording?.header.run === continues.run) ? this.recording : null;
    this.#takenUp = false;
    this.findings = before ? this.findings.upTo(continues!.step) : new FindingHistory();
    this.recording = before?.continuedBy(header, continues!.step) ?? new Recording(header);
  }
}
