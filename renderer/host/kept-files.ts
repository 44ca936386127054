/**
 * @file What a reload must find again: the data files that the person chose, by name, and the document in work. Kept in
 * IndexedDB of this browser or window, and sent nowhere. Every tab keeps its work in a slot of its own, and holds a lock by
 * the slot's name while it lives: work in a slot that nobody holds was left behind by a tab that is gone.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

export interface KeptFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The document in work, as text, and the name of the file that it came from. */
export interface KeptWork {
  readonly text: string;
  readonly fileName: string | null;
}

interface KeptSlot extends KeptWork {
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Schema extends DBSchema {
  files: { key: string; value: KeptFile };
  work: { key: string; value: KeptSlot };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('gradscape', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('files', { keyPath: 'name' });
      fresh.createObjectStore('work');
    },
  });
  return opened;
}

export async function keepFile(file: KeptFile): Promise<void> {
  await (await database()).put('files', file);
}

export async function keptFile(name: string): Promise<KeptFile | null> {
  return (await (await database()).get('files', name)) ?? null;
}

const SLOT = 'gradscape.slot';
/** Milliseconds that a reload waits for the page before it to let go. */
const PATIENCE = 500;

const lockOf = (slot: string) => `gradscape.work.${slot}`;

/** Whether the slot could be had; then it is held for as long as the page lives. */
function hold(slot: string): Promise<boolean> {
  return new Promise((resolve) => {
    const forever = () => {
      resolve(true);
      return new Promise<never>(() => undefined);
    };
    navigator.locks.request(lockOf(slot), { signal: AbortSignal.timeout(PATIENCE) }, forever).catch(() => resolve(false));
  });
}

/** The slot from before a reload; another one for a tab that is new, or the copy of one that lives. */
async function takeSlot(): Promise<string> {
  const before = sessionStorage.getItem(SLOT);
  if (before !== null && (await hold(before))) return before;
  const slot = crypto.randomUUID();
  sessionStorage.setItem(SLOT, slot);
  await hold(slot);
  return slot;
}

let taken: Promise<string> | null = null;

function ownSlot(): Promise<string> {
  taken ??= takeSlot();
  return taken;
}

/** Null forgets it: there is nothing that is not in a file. */
export async function keepWork(work: KeptWork | null): Promise<void> {
  const [store, slot] = [await database(), await ownSlot()];
  if (work) await store.put('work', { ...work, at: Date.now() }, slot);
  else await store.delete('work', slot);
}

/** This tab's work; in a new tab the latest that was left behind, which is this tab's from now on. */
export async function keptWork(): Promise<KeptWork | null> {
  const [store, slot] = [await database(), await ownSlot()];
  const own = await store.get('work', slot);
  if (own) return own;
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map(({ name }) => name));
  const left = (await store.getAllKeys('work')).filter((key) => !living.has(lockOf(key)));
  const works = await Promise.all(left.map(async (key) => ({ key, work: await store.get('work', key) })));
  const latest = works.sort((a, b) => (b.work?.at ?? 0) - (a.work?.at ?? 0))[0];
  if (!latest?.work) return null;
  await store.put('work', latest.work, slot);
  await store.delete('work', latest.key);
  return latest.work;
}
