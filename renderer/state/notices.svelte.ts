/** @file Short sentences that need no answer: work restored, a file that could not be opened, a wire refused. */
import { m } from '../language/generated/messages.js';
import { errorText } from './finding-words.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
}

const LIFETIME = { info: 6_000, error: 15_000 };
/** Milliseconds after which it is said again that nothing can be kept. */
const QUIET = 120_000;

export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #nextId = 1;
  #storageRefused = -Infinity;

  inform(text: string): void {
    this.#show('info', text);
  }

  warn(text: string): void {
    this.#show('error', text);
  }

  complain(error: unknown): void {
    this.#show('error', errorText(error));
  }

  /** Storage is full or switched off. Not said at each thing that is to be kept. */
  refuseStorage(error: unknown): void {
    const now = performance.now();
    if (now - this.#storageRefused < QUIET) return;
    this.#storageRefused = now;
    this.warn(m.storage_refused({ reason: errorText(error) }));
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  /** They spoke of what is no longer so. */
  clear(): void {
    this.list = [];
  }

  /** A sentence that is already on show is not shown twice; it starts its time anew. */
  #show(tone: Notice['tone'], text: string): void {
    const id = this.#nextId++;
    this.list = [...this.list.filter((notice) => notice.text !== text), { id, tone, text }].slice(-4);
    setTimeout(() => this.dismiss(id), LIFETIME[tone]);
  }
}
