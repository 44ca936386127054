/** @file The runs as a tree: each branch below the run that it goes on from, the oldest first. */
import type { RunEntry } from './run-entry.ts';

export interface Branch {
  readonly entry: RunEntry;
  /** 0 of a run of its own. */
  readonly depth: number;
  /** The run that it goes on from, while that is there. */
  readonly parent: RunEntry | null;
}

export function branchesOf(entries: readonly RunEntry[]): Branch[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const inOrder = [...entries].sort((a, b) => a.started - b.started || a.number - b.number);
  const below = (parent: RunEntry | null, depth: number): Branch[] =>
    inOrder
      .filter((entry) => (byId.get(entry.parent?.id ?? '') ?? null) === parent)
      .flatMap((entry) => [{ entry, depth, parent }, ...below(entry, depth + 1)]);
  return below(null, 0);
}

/** Those that have to go lest all take more than `most` bytes: the oldest first, none that has a name or may not go. */
export function tooMuch(entries: readonly RunEntry[], most: number, mayGo: (entry: RunEntry) => boolean): RunEntry[] {
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const going: RunEntry[] = [];
  for (const entry of [...entries].sort((a, b) => a.started - b.started)) {
    if (total <= most) break;
    if (entry.name !== null || entry.bytes === 0 || !mayGo(entry)) continue;
    going.push(entry);
    total -= entry.bytes;
  }
  return going;
}
