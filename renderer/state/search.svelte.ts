/** @file The search in the network: what was asked, what answers, and which of the answers is gone to. */
import { findIn, type Match } from '../editing/find.ts';
import type { Project } from './project.svelte.ts';

export class Search {
  readonly #project: Project;
  #query = $state('');
  #reached = $state<number | null>(null);

  readonly matches: readonly Match[] = $derived.by(() => findIn(this.#project.document, this.#query));
  /** The place among the matches of the one that was gone to, from 0; null before one was. */
  readonly place: number | null = $derived(this.#reached !== null && this.#reached < this.matches.length ? this.#reached : null);

  constructor(project: Project) {
    this.#project = project;
  }

  get query(): string {
    return this.#query;
  }

  set query(query: string) {
    this.#query = query;
    this.#reached = null;
  }

  /** Goes to the next match, or to the one before, round and round; null if there is none. */
  reach(direction: 1 | -1): Match | null {
    const count = this.matches.length;
    if (count === 0) return null;
    const from = this.place ?? (direction === 1 ? -1 : 0);
    this.#reached = (from + direction + count) % count;
    return this.matches[this.#reached]!;
  }
}
