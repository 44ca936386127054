/**
 * @file What a reload must find again: the data files that the person chose, by name, and the document in work, of every tab its own; what
 * a tab that is gone left behind comes back in the next.
 */
import { database, type KeptFile, type KeptWork } from './database.ts';
import { livingSlots, ownSlot } from './slot.ts';

export async function keepFile(file: KeptFile): Promise<void> {
  await (await database()).put('files', file);
}

export async function keptFile(name: string): Promise<KeptFile | null> {
  return (await (await database()).get('files', name)) ?? null;
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
  const lives = await livingSlots();
  const left = (await store.getAllKeys('work')).filter((key) => !lives(key));
  const works = await Promise.all(left.map(async (key) => ({ key, work: await store.get('work', key) })));
  const latest = works.sort((a, b) => (b.work?.at ?? 0) - (a.work?.at ?? 0))[0];
  if (!latest?.work) return null;
  await store.put('work', latest.work, slot);
  await store.delete('work', latest.key);
  return latest.work;
}
