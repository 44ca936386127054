/**
 * @file What a page says of its work as it goes. What is on its way to the database then may go with the page; this is written down before the
 * next line runs, and the next page takes it into the database.
 */
import type { KeptSlot } from './database.ts';
import type { Work } from './host.ts';

const WORDS = 'gradscape.last-words.';

/** A handle can be kept in the database alone. */
export interface LastWords extends Omit<KeptSlot, 'work'> {
  readonly work: Omit<Work, 'handle'>;
}

/** Nothing where there is no room for it, or none is given: then there is what the database has. */
export function sayLast(slot: string, { work: { handle: _, ...work }, ...kept }: KeptSlot): void {
  try {
    localStorage.setItem(WORDS + slot, JSON.stringify({ ...kept, work } satisfies LastWords));
  } catch {
    unsay(slot);
  }
}

export function lastWords(slot: string): LastWords | null {
  const words = stored()?.getItem(WORDS + slot);
  try {
    return words ? (JSON.parse(words) as LastWords) : null;
  } catch {
    return null;
  }
}

export function unsay(slot: string): void {
  stored()?.removeItem(WORDS + slot);
}

/** Of which there are last words. */
export function slotsWithLastWords(): string[] {
  return Object.keys(stored() ?? {}).flatMap((key) => (key.startsWith(WORDS) ? key.slice(WORDS.length) : []));
}

/** What was kept last, and said later: the weights are the ones that are kept. */
export function withWords(kept: KeptSlot | undefined, { work, ...said }: LastWords): KeptSlot {
  if (kept && kept.at > said.at) return kept;
  const handle = kept && kept.work.fileName === work.fileName ? kept.work.handle : null;
  return { ...said, work: { ...work, handle, step: kept?.work.step ?? 0 } };
}

/** Null where a page may not keep anything. */
function stored(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
