/** @file What stood at each step of a run: the lists of its findings, one after the other. */
import type { Finding } from '../../core/findings/finding.ts';

export interface FindingsAt {
  readonly step: number;
  readonly findings: readonly Finding[];
}

/** More lists are thinned: of those in a row with the same findings, whose numbers alone differ, every second goes, the first never. */
const MOST = 400;

export class FindingHistory {
  #lists: readonly FindingsAt[];

  constructor(lists: readonly FindingsAt[] = []) {
    this.#lists = lists;
  }

  /** By step, for keeping. */
  get lists(): readonly FindingsAt[] {
    return this.#lists;
  }

  /** From this step on this is the list. One that comes late, when the run has been told of beyond it, says nothing of the run. */
  add(step: number, findings: readonly Finding[]): void {
    const last = this.#lists.at(-1);
    if (last && step < last.step) return;
    const before = last?.step === step ? this.#lists.slice(0, -1) : this.#lists;
    this.#lists = [...(before.length < MOST ? before : thinned(before)), { step, findings }];
  }

  /** The last list at or before a step. */
  at(step: number): readonly Finding[] {
    return this.#lists.findLast((list) => list.step <= step)?.findings ?? [];
  }

  /** That of the run which goes on from this one's state after `step`. */
  upTo(step: number): FindingHistory {
    return new FindingHistory(this.#lists.filter((list) => list.step <= step));
  }
}

function thinned(lists: readonly FindingsAt[]): FindingsAt[] {
  const same = lists.filter((list, index) => index % 2 === 1 || index === 0 || keys(list) !== keys(lists[index - 1]!));
  // each list is of its own: then every second one goes all the same, but for the newest
  return same.length < MOST ? same : lists.filter((_, index) => index % 2 === 1 || index + 1 === lists.length);
}

function keys({ findings }: FindingsAt): string {
  return findings.map(({ code, where, ended }) => `${code} ${where.node ?? ''} ${ended ?? ''}`).join('\n');
}
