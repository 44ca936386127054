/**
 * @file A step that is told slowly: which one, at which of its stages one is, and how one comes to it and leaves it. It hinders nothing:
 * whatever goes on with the training leaves it.
 */
import { Refused, WorkerDied, type Client } from '../../core/session/client.ts';
import type { Status } from '../../core/session/protocol.ts';
import type { Walk, WalkStage } from '../../core/telemetry/walk.ts';
import type { Notices } from './notices.svelte.ts';
import { beginningOf, marksAt, NO_MARKS, PHASES, type Phase, type WalkMarks } from './walk-marks.ts';

export class Walking {
  /** Null while none is told. */
  walk = $state.raw<Walk | null>(null);
  /** It goes on by itself. */
  playing = $state(false);
  #index = $state(0);
  readonly #client: Client;
  readonly #notices: Notices;
  #status: Status = 'idle';
  /** A step that is to be told was asked for, or is being taken. */
  #awaited: 'asked' | 'taken' | null = null;
  /** What is to be told when its numbers have come; an object of its own for each time that one is asked for. */
  #wanted: { readonly step: number } | null = null;
  #asking = false;

  readonly stage: WalkStage | null = $derived(this.walk?.stages[this.#index] ?? null);
  readonly marks: WalkMarks = $derived(this.walk ? marksAt(this.walk, this.#index) : NO_MARKS);

  constructor(client: Client, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    client.on((event) => {
      if (event.type === 'run') this.#clear();
      else if (event.type === 'restarted') this.leave();
      else if (event.type === 'status') this.#hear(event.status, event.step);
    });
  }

  get index(): number {
    return this.#index;
  }

  get count(): number {
    return this.walk?.stages.length ?? 0;
  }

  /** A step is asked for: when the run rests after it, it is told. */
  awaitStep(): void {
    this.#clear();
    this.#awaited = this.#status === 'running' ? 'taken' : 'asked';
  }

  /** From its first stage. Of steps that are asked for in quick succession only the last is told. */
  async open(step: number, refused: (error: Refused) => void = (error) => this.#notices.complain(error)): Promise<void> {
    this.#wanted = { step };
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#wanted !== null) {
        const wanted: { readonly step: number } = this.#wanted;
        const walk = await this.#ask(wanted.step, refused);
        if (this.#wanted !== wanted) continue;
        this.#wanted = null;
        if (walk) this.#begin(walk);
      }
    } finally {
      this.#asking = false;
    }
  }

  leave(): void {
    this.#clear();
    this.#awaited = null;
  }

  /** Stays at either end. */
  go(to: number): void {
    this.#index = Math.max(0, Math.min(this.count - 1, to));
  }

  /** To the beginning of a phase. */
  goTo(phase: Phase): void {
    const at = this.walk ? beginningOf(this.walk, phase) : -1;
    if (at >= 0) this.go(at);
  }

  /** To the beginning of the next phase, or of this one and then of the one before. */
  goPhase(direction: 1 | -1): void {
    const { walk } = this;
    if (!walk) return;
    const begins = PHASES.map((phase) => beginningOf(walk, phase)).filter((at) => at >= 0);
    const to = direction === 1 ? begins.find((at) => at > this.#index) : begins.findLast((at) => at < this.#index);
    this.go(to ?? (direction === 1 ? this.count - 1 : 0));
  }

  /** Goes on by itself, from the beginning if it is at the end; or rests. */
  toggle(): void {
    if (!this.playing && this.#index >= this.count - 1) this.go(0);
    this.playing = !this.playing;
  }

  async #ask(step: number, refused: (error: Refused) => void): Promise<Walk | null> {
    try {
      const { walk } = await this.#client.walk(step);
      return walk.stages.length > 0 ? walk : null;
    } catch (error) {
      if (error instanceof Refused) refused(error);
      else if (!(error instanceof WorkerDied)) throw error; // a death is told by the client's own event
      return null;
    }
  }

  #begin(walk: Walk): void {
    this.walk = walk;
    this.#index = 0;
    this.playing = false;
  }

  #clear(): void {
    this.walk = null;
    this.playing = false;
    this.#wanted = null;
  }

  #hear(status: Status, step: number): void {
    const begins = status === 'running' && this.#status !== 'running';
    this.#status = status;
    if (begins) {
      this.#clear();
      if (this.#awaited) this.#awaited = 'taken';
    } else if (status !== 'running' && this.#awaited === 'taken') {
      this.#awaited = null;
      // who only wanted a step has it, also where it cannot be told
      if (step > 0) void this.open(step, () => undefined);
    } else if (status !== 'running' && step === 0) this.#clear();
  }
}
