/** @file Fixes that were tried on the network in work, and what came of it. */
import type { Document } from '../../core/document/document.ts';
import { apply } from '../../core/document/edits.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import { repairEdit } from '../../core/repairs/index.ts';
import type { Client } from '../../core/session/client.ts';
import type { KernelBytes } from '../../core/session/engine.ts';
import type { GivenFile, Trial } from '../../core/session/protocol.ts';
import type { Engine } from './engine.svelte.ts';
import type { Project } from './project.svelte.ts';
import { TrialQueue, type Attempt } from './trial-queue.ts';

interface Sources {
  readonly project: Project;
  readonly engine: Engine;
  /** Those that the data set of a document names and that are here. */
  readonly filesOf: (document: Document) => readonly GivenFile[];
  /** A client with a worker of its own. */
  readonly open: (kernels: KernelBytes) => Client;
}

export interface Judged {
  readonly fix: Fix;
  readonly trial: Trial;
}

export class Trials {
  readonly #sources: Sources;
  readonly #queue: TrialQueue;
  readonly #fixes = new Map<string, Fix>();
  /** By network and fix: what was tried before an edit is there again when the edit is undone. */
  #attempts = $state.raw<ReadonlyMap<string, Attempt>>(new Map());

  /** The trial that was judged last, of whatever network. */
  last = $state.raw<Judged | null>(null);

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#queue = new TrialQueue(sources.open, (key, attempt) => this.#hear(key, attempt));
  }

  /** How it stands with a fix of the network in work; null if it was not tried. */
  of(fix: Fix): Attempt | null {
    return this.#attempts.get(this.#keyOf(fix)) ?? null;
  }

  start(fix: Fix): void {
    const present = this.#sources.project.document;
    const edit = repairEdit(present, fix);
    const state = this.of(fix)?.state;
    if (!edit || state === 'waiting' || state === 'training') return;
    const key = this.#keyOf(fix);
    this.#fixes.set(key, fix);
    const { kernels } = this.#sources.engine;
    this.#queue.add({ key, present, repaired: apply(present, edit).document, files: this.#sources.filesOf(present), kernels });
  }

  stop(fix: Fix): void {
    this.#queue.stop(this.#keyOf(fix));
  }

  /** Nobody waits any longer for what another network would have come to. */
  leave(): void {
    this.#queue.stopAll();
  }

  /** Another document has been opened, or other rows have taken the place of its own. */
  forget(): void {
    this.leave();
    this.#attempts = new Map();
    this.#fixes.clear();
    this.last = null;
  }

  #keyOf({ code, numbers }: Fix): string {
    return `${this.#sources.project.trained} ${code} ${JSON.stringify(numbers)}`;
  }

  #hear(key: string, attempt: Attempt | null): void {
    const attempts = new Map(this.#attempts);
    if (attempt) attempts.set(key, attempt);
    else attempts.delete(key);
    this.#attempts = attempts;
    if (attempt?.state === 'judged') this.last = { fix: this.#fixes.get(key)!, trial: attempt.trial };
  }
}
