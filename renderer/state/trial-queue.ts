/** @file Trials, one after the other, in a worker of their own: a run on the page goes on as if there were none. */
import type { Document } from '../../core/document/document.ts';
import type { Client } from '../../core/session/client.ts';
import type { KernelBytes } from '../../core/session/engine.ts';
import type { GivenFile, Trial, TrialSide, Verdict } from '../../core/session/protocol.ts';

export type { Trial, TrialSide, Verdict };

/** A worker with nothing to do is kept this long, in milliseconds: who tries one fix often tries the next. */
const IDLE = 30_000;

export interface TrialJob {
  readonly key: string;
  readonly present: Document;
  readonly repaired: Document;
  /** That either document names. */
  readonly files: readonly GivenFile[];
  /** That are chosen when it is asked for. */
  readonly kernels: KernelBytes;
}

export type Attempt =
  | { readonly state: 'waiting' }
  /** `trial` is null before the first steps. */
  | { readonly state: 'training'; readonly trial: Trial | null }
  | { readonly state: 'judged'; readonly trial: Trial }
  | { readonly state: 'failed'; readonly error: unknown };

export class TrialQueue {
  readonly #open: (kernels: KernelBytes) => Client;
  readonly #tell: (key: string, attempt: Attempt | null) => void;
  #client: Client | null = null;
  #kernels: KernelBytes | null = null;
  #given = new Set<GivenFile>();
  #waiting: TrialJob[] = [];
  #current: TrialJob | null = null;
  #closing: ReturnType<typeof setTimeout> | undefined;

  /** `open` starts a worker; `tell` hears how it stands with each trial, null when it was stopped. */
  constructor(open: (kernels: KernelBytes) => Client, tell: (key: string, attempt: Attempt | null) => void) {
    this.#open = open;
    this.#tell = tell;
  }

  add(job: TrialJob): void {
    this.#waiting.push(job);
    this.#tell(job.key, { state: 'waiting' });
    if (!this.#current) void this.#work();
  }

  /** Takes a trial back, also one under way. */
  stop(key: string): void {
    if (this.#current?.key === key) this.#stopCurrent();
    else if (this.#waiting.some((job) => job.key === key)) {
      this.#waiting = this.#waiting.filter((job) => job.key !== key);
      this.#tell(key, null);
    }
  }

  stopAll(): void {
    for (const { key } of [...this.#waiting]) this.stop(key);
    if (this.#current) this.#stopCurrent();
  }

  /** A trial cannot be asked to end: its worker is closed. */
  #stopCurrent(): void {
    const { key } = this.#current!;
    this.#current = null;
    this.#close();
    this.#tell(key, null);
    void this.#work();
  }

  async #work(): Promise<void> {
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      this.#current = job;
      const outcome = await this.#train(job);
      if (this.#current !== job) return; // stopped: whoever stopped it goes on with the next
      this.#current = null;
      this.#tell(job.key, outcome);
    }
    clearTimeout(this.#closing);
    this.#closing = setTimeout(() => !this.#current && this.#close(), IDLE);
  }

  async #train(job: TrialJob): Promise<Attempt> {
    this.#tell(job.key, { state: 'training', trial: null });
    const client = this.#clientWith(job.kernels);
    const deaf = client.on((event) => {
      if (event.type === 'trial' && this.#current === job) this.#tell(job.key, { state: 'training', trial: event.trial });
    });
    try {
      const files = job.files.filter((file) => !this.#given.has(file));
      for (const file of files) this.#given.add(file);
      if (files.length > 0) await client.files(files);
      const { trial } = await client.try(job.present, job.repaired);
      return { state: 'judged', trial };
    } catch (error) {
      if (this.#current === job) this.#close();
      return { state: 'failed', error };
    } finally {
      deaf();
    }
  }

  #clientWith(kernels: KernelBytes): Client {
    if (this.#kernels !== kernels) this.#close();
    this.#kernels = kernels;
    return (this.#client ??= this.#open(kernels));
  }

  #close(): void {
    this.#client?.close();
    this.#client = null;
    this.#given = new Set();
  }
}
