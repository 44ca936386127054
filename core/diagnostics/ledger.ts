/**
 * @file The findings of a run as they come and go. One that stands again is the same entry as before, known by its code and its node;
 * one whose condition has ended stays, and says when. A rule tells of one node at a time: when it comes to tell of another, the first may
 * be as it was, and its entry gives way without being called over.
 */
import type { Finding } from '../findings/finding.ts';
import type { FindingCode } from '../findings/messages.ts';

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

/** Plain; nothing in it ever changes. */
export interface LedgerState {
  readonly entries: ReadonlyMap<string, Finding>;
  readonly findings: readonly Finding[];
}

export class Ledger {
  #entries: ReadonlyMap<string, Finding> = new Map();
  #findings: readonly Finding[] = [];

  /** The gravest first, then by precedence; behind them what has ended. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  get state(): LedgerState {
    return { entries: this.#entries, findings: this.#findings };
  }

  putTo({ entries, findings }: LedgerState): void {
    this.#entries = entries;
    this.#findings = findings;
  }

  /**
   * What holds at a step, by precedence, and the codes that it explains: of those one that stood is not over but told by another finding,
   * and is taken off. A finding that stood already keeps the step since when it does; its numbers are of now.
   */
  update(holding: readonly Finding[], explained: ReadonlySet<FindingCode>, step: number): void {
    const now = new Map(holding.map((finding) => [keyOf(finding), finding]));
    const told = new Set(holding.map(({ code }) => code));
    const entries = new Map<string, Finding>();
    for (const [key, before] of this.#entries) {
      const held = now.get(key);
      now.delete(key);
      if (held) entries.set(key, before.ended === undefined ? { ...held, where: before.where } : held);
      else if (before.ended !== undefined) entries.set(key, before);
      else if (!explained.has(before.code) && !told.has(before.code)) entries.set(key, { ...before, severity: 'info', ended: step });
    }
    for (const [key, held] of now) entries.set(key, held);
    this.#entries = entries;
    const rank = new Map(holding.map((finding, index) => [keyOf(finding), index]));
    const all = [...entries].map(([key, finding]) => ({ finding, rank: rank.get(key) ?? Infinity }));
    const stands = all.filter(({ finding }) => finding.ended === undefined);
    stands.sort((a, b) => GRAVITY[a.finding.severity] - GRAVITY[b.finding.severity] || a.rank - b.rank);
    this.#findings = [
      ...stands.map(({ finding }) => finding),
      ...all.map(({ finding }) => finding).filter(({ ended }) => ended !== undefined),
    ];
  }
}

function keyOf({ code, where }: Finding): string {
  return `${code} ${where.node ?? ''}`;
}
