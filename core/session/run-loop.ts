/**
 * @file Drives a run in slices of a few milliseconds and gives way between them, so that commands are heard at once; tells
 * the page what happened, never faster than the page draws. Steps that the page has not heard of yet wait in the outbox.
 */
import type { Finding } from '../findings/finding.ts';
import type { Message, Status } from './protocol.ts';
import { FIRST_STEPS } from './record-interval.ts';
import type { Run } from './run.ts';
import type { Schedule } from './schedule.ts';

/** Milliseconds that a slice may take; one batch may make it longer. */
const SLICE = 8;
/** Milliseconds between two telemetry messages: one frame of a screen. */
const TELEMETRY_SPACING = 16;
const STATUS_SPACING = 100;
/** What may wait for a page that does not draw. Then the run waits too, so that neither side's memory grows without end. */
const OUTBOX_BYTES = 4 * 2 ** 20;
/** Milliseconds after which a snapshot is due: the first, at the end of an epoch, or in the midst of a long one. */
const FIRST_SNAPSHOT = 1_000;
const SNAPSHOT_AT_EPOCH = 5_000;
const SNAPSHOT_AT_ALL = 30_000;

type Post = (message: Message, transfer?: ArrayBuffer[]) => void;

/** While a run goes on, one telemetry message is under way at a time, whichever run it comes from. */
export class Telemetry {
  readonly #post: Post;
  #underWay = false;
  #sent = -Infinity;
  #waiting: (() => void) | null = null;

  constructor(post: Post) {
    this.#post = post;
  }

  drawn(): void {
    this.#underWay = false;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.();
  }

  /** Sends what the run has to tell if the page is ready for it. */
  offer(run: Run): void {
    if (!this.#underWay && performance.now() - this.#sent >= TELEMETRY_SPACING) this.send(run);
  }

  /** Whether so much waits for the page that the run must wait as well; then calls back when the page has drawn. */
  mustWait({ outbox }: Run, goOn: () => void): boolean {
    if (!this.#underWay || outbox.bytes < OUTBOX_BYTES) return false;
    this.#waiting = goOn;
    return true;
  }

  /** Sends it at once: a run that comes to rest has told everything before it says so. */
  send({ outbox, header }: Run): void {
    if (outbox.isEmpty) return;
    this.#sent = performance.now();
    this.#underWay = true;
    const { frames, evaluations, lost } = outbox.take();
    this.#post({ type: 'telemetry', run: header.run, frames, evaluations, lost }, [
      frames.numbers.buffer as ArrayBuffer,
      frames.reports.buffer as ArrayBuffer,
    ]);
  }
}

interface Surroundings {
  readonly post: Post;
  readonly schedule: Schedule;
  readonly telemetry: Telemetry;
  /** The findings by the names and with the fixes of the document as it is now. */
  readonly asOf: (findings: readonly Finding[]) => readonly Finding[];
  /** Writes a snapshot of the run as it is now. */
  readonly snapshot: () => void;
  /** Milliseconds that a run must be left alone between two of them, by what the last one cost. */
  readonly snapshotSpacing: () => number;
  /** Called when the run has come to rest and has told everything. */
  readonly rested: () => void;
  readonly crashed: (error: unknown) => void;
}

export class RunLoop {
  readonly run: Run;
  readonly #around: Surroundings;
  #status: Status;
  /** The step at which to pause, or Infinity. */
  #until = Infinity;
  /** Whether reaching it is worth an evaluation: after a stretch of steps, not after a single one. */
  #evaluateThere = false;
  #scheduled = false;
  #toldStatus = -Infinity;
  #toldFindings: readonly Finding[] = [];
  #snapshots = 0;
  #snapshotAt = performance.now();
  #snapshotEpoch: number;

  constructor(run: Run, around: Surroundings) {
    this.run = run;
    this.#around = around;
    this.#status = restingStatus(run);
    this.#snapshotEpoch = run.epoch;
  }

  get status(): Status {
    return this.#status;
  }

  /** Starts or goes on; with `steps`, for so many, and measures where they end. */
  start(steps = Infinity): void {
    this.#go(steps, Number.isFinite(steps));
  }

  step(): void {
    this.#go(1, false);
  }

  #go(steps: number, evaluateThere: boolean): void {
    // of two steps asked for at once both are taken
    const from = this.#status === 'running' && Number.isFinite(this.#until) ? this.#until : this.run.step;
    this.#until = from + steps;
    this.#evaluateThere = evaluateThere;
    // a stretch of steps from its beginning on is all that is planned
    if (this.#evaluateThere && this.run.isFresh) this.run.plan(this.#until);
    if (this.#status === 'running') return;
    this.#status = 'running';
    this.run.pace.start();
    this.tellStatus();
    this.#sliceNext();
  }

  pause(): void {
    if (this.#status === 'running') this.#rest();
  }

  /** What waits in the outbox. */
  tellSteps(): void {
    this.#around.telemetry.send(this.run);
  }

  /** What the run is now: after a change of its settings, or when it is taken up again. */
  tellStatus(): void {
    if (this.#status !== 'running') this.#status = restingStatus(this.run);
    const { step, epoch, pace, settings, recordedEvery } = this.run;
    const { epochs } = settings;
    const totalSteps = this.#evaluateThere ? this.#until : this.run.totalSteps;
    const { stepsPerSecond } = pace;
    const secondsLeft = stepsPerSecond ? (totalSteps - step) / stepsPerSecond : null;
    this.#toldStatus = performance.now();
    this.#around.post({
      type: 'status',
      ...{
        status: this.#status,
        step,
        epoch,
        epochs,
        totalSteps,
        secondsLeft,
        stepsPerSecond,
        recordedEvery: step <= FIRST_STEPS ? 1 : recordedEvery,
        lastGood: this.run.lastGood,
      },
    });
  }

  tellFindings(): void {
    const { asOf, post } = this.#around;
    this.#toldFindings = asOf(this.run.diagnosis.findings);
    post({ type: 'findings', step: this.run.step, findings: this.#toldFindings });
  }

  /** After an edit that the run goes on through: what was offered may be done, or have come undone, and blocks may be renamed. */
  tellFindingsIfChanged(): void {
    const shown = (findings: readonly Finding[]) => JSON.stringify(findings.map(({ message, fixes }) => [message, fixes]));
    if (shown(this.#around.asOf(this.run.diagnosis.findings)) !== shown(this.#toldFindings)) this.tellFindings();
  }

  /** A pause and a start may come between two slices; there is still only one next. */
  #sliceNext(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#around.schedule(() => {
      this.#scheduled = false;
      this.#slice();
    });
  }

  #slice(): void {
    if (this.#status !== 'running') return;
    try {
      const end = performance.now() + SLICE;
      let findings = false;
      do {
        if (this.#isDone()) {
          this.#rest();
          return;
        }
        findings = this.run.advance(this.#until) || findings;
      } while (performance.now() < end);
      this.run.pace.mark(this.run.step);
      if (findings) this.tellFindings();
      this.#around.telemetry.offer(this.run);
      if (performance.now() - this.#toldStatus >= STATUS_SPACING) this.tellStatus();
      this.#snapshotIfDue();
      if (!this.#around.telemetry.mustWait(this.run, () => this.#sliceNext())) this.#sliceNext();
    } catch (error) {
      this.#around.crashed(error);
    }
  }

  /** The evaluation that ends an epoch belongs to its last step. */
  #isDone(): boolean {
    const { run } = this;
    if (run.isFailed) return true;
    if (run.isEvaluating) return false;
    if (this.#until === Infinity) return run.isFinished;
    if (run.step < this.#until) return false;
    if (this.#evaluateThere) run.evaluate();
    return !run.isEvaluating;
  }

  #rest(): void {
    this.run.pace.stop();
    this.#until = Infinity;
    this.#evaluateThere = false;
    this.#status = restingStatus(this.run);
    this.tellSteps();
    this.tellFindings();
    this.tellStatus();
    this.#snapshot();
    this.#around.rested();
  }

  #snapshotIfDue(): void {
    const { epoch, isEvaluating } = this.run;
    // what is measured belongs to the step that would be told
    if (isEvaluating) return;
    const waited = performance.now() - this.#snapshotAt;
    const usual = epoch === this.#snapshotEpoch ? SNAPSHOT_AT_ALL : SNAPSHOT_AT_EPOCH;
    const wanted = this.#snapshots === 0 ? FIRST_SNAPSHOT : usual;
    if (waited < Math.max(wanted, this.#around.snapshotSpacing())) return;
    this.#snapshot();
  }

  #snapshot(): void {
    this.#snapshots += 1;
    this.#snapshotAt = performance.now();
    this.#snapshotEpoch = this.run.epoch;
    this.#around.snapshot();
  }
}

function restingStatus(run: Run): Status {
  if (run.isFailed) return 'failed';
  if (run.step === 0) return 'idle';
  return run.isFinished ? 'finished' : 'paused';
}
