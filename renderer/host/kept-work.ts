/**
 * @file The document in work, of every tab its own, in the database of the browser; what a tab that is gone left behind comes back in the next.
 */
import { database, type KeptSlot } from './database.ts';
import type { LeftWork, WorkKeeper } from './host.ts';
import { livingSlots, ownSlot } from './slot.ts';

function left(id: string, { work, at, weights }: KeptSlot): LeftWork {
  return { ...work, id, at, weights: () => Promise.resolve(weights ?? null) };
}

export const keptWork: WorkKeeper = {
  async keep(work, weights) {
    const [store, slot] = [await database(), await ownSlot()];
    const kept = weights ?? (await store.get('work', slot))?.weights;
    await store.put('work', { work, at: Date.now(), ...(kept ? { weights: kept } : {}) }, slot);
  },
  async forget() {
    await (await database()).delete('work', await ownSlot());
  },
  async own() {
    const slot = await ownSlot();
    const kept = await (await database()).get('work', slot);
    return kept ? left(slot, kept) : null;
  },
  async left() {
    const [store, lives, own] = [await database(), await livingSlots(), await ownSlot()];
    const ids = (await store.getAllKeys('work')).filter((id) => id !== own && !lives(id));
    const works = await Promise.all(ids.map(async (id) => ({ id, kept: await store.get('work', id) })));
    return works.flatMap(({ id, kept }) => (kept ? left(id, kept) : [])).sort((a, b) => b.at - a.at);
  },
  async adopt(id) {
    const [store, slot] = [await database(), await ownSlot()];
    const kept = await store.get('work', id);
    if (!kept) return;
    await store.put('work', kept, slot);
    await store.delete('work', id);
  },
  async discard(id) {
    await (await database()).delete('work', id);
  },
};
