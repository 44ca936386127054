/** @file Short sentences that need no answer: work restored, a file that could not be opened, a wire refused, what an import has settled. */
import { m } from '../language/generated/messages.js';
import { fileErrorText, storageErrorText } from './disk-words.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
  /** What there is to read under it, at one's leisure. */
  readonly details: readonly string[];
}

const LIFETIME = { info: 6_000, error: 15_000 };
/** Milliseconds after which it is said again that nothing can be kept. */
const QUIET = 120_000;

export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #nextId = 1;
  #storageRefused = -Infinity;
  /** The notice that says so: it stays when something else begins. */
  #refusal = -1;

  inform(text: string): void {
    this.#show('info', text);
  }

  /** With a list of what helps it stays as a report does. */
  warn(text: string, details: readonly string[] = []): void {
    this.#show('error', text, details);
  }

  /** A list of sentences, which stays until it is dismissed or something else begins. */
  report(text: string, details: readonly string[]): void {
    this.#show('info', text, details);
  }

  complain(error: unknown): void {
    this.#show('error', fileErrorText(error));
  }

  /** Storage is full or switched off. Not said at each thing that is to be kept. */
  refuseStorage(error: unknown): void {
    const now = performance.now();
    if (now - this.#storageRefused < QUIET) return;
    this.#storageRefused = now;
    this.#refusal = this.#show('error', m.storage_refused({ reason: storageErrorText(error) }));
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  /** They spoke of what is no longer so; that nothing can be kept is so still. */
  clear(): void {
    this.list = this.list.filter(({ id }) => id === this.#refusal);
  }

  /** A sentence that is already on show is not shown twice; it starts its time anew. */
  #show(tone: Notice['tone'], text: string, details: readonly string[] = []): number {
    const id = this.#nextId++;
    this.list = [...this.list.filter((notice) => notice.text !== text), { id, tone, text, details }].slice(-4);
    if (details.length === 0) setTimeout(() => this.dismiss(id), LIFETIME[tone]);
    return id;
  }
}
