/**
 * @file The document in work, of every tab its own, in the database of the browser; what a tab that is gone left behind is offered in the
 * next.
 */
import { database, type Database, type KeptSlot } from './database.ts';
import { stampOf, takeStamp } from './file-stamps.ts';
import type { LeftWork, WorkKeeper } from './host.ts';
import { inPieces } from './in-pieces.ts';
import { lastWords, sayLast, slotsWithLastWords, unsay, withWords } from './last-words.ts';
import { livingSlots, ownSlot } from './slot.ts';

const STORES = ['work', 'work_weights'] as const;

/** What has been said to be kept is on the disk, not on its way there. */
const SURELY = { durability: 'strict' } as const;

/** What this window keeps, as of now: what takes longer to be written must not put an earlier document in its place. */
let current: KeptSlot | null = null;
/** Of that, what is not known to be on the disk. */
let unwritten: KeptSlot | null = null;
/** Of this window, once it is known. */
let own: string | null = null;
/** Counts what was said of the weights: what takes longer to be written must not put earlier ones in their place either. */
let said = 0;

async function ready(): Promise<{ store: Database; slot: string }> {
  const [store, slot] = await Promise.all([database(), ownSlot()]);
  own = slot;
  return { store, slot };
}

function left(id: string, { work, at, stamp }: KeptSlot): LeftWork {
  if (work.handle) takeStamp(work.handle, stamp);
  return { ...work, id, at, weights: async () => (await (await database()).get('work_weights', id)) ?? null };
}

export const keptWork: WorkKeeper = {
  async keep(work, weights) {
    current = { work, at: Date.now(), stamp: work.handle ? stampOf(work.handle) : undefined };
    unwritten = current;
    const mine = weights === undefined ? said : ++said;
    const made = weights && (await inPieces(weights));
    const { store, slot } = await ready();
    if (!current) return; // forgotten meanwhile
    const written = current;
    const blob = mine === said ? made : undefined;
    const transaction = store.transaction(STORES, 'readwrite', SURELY);
    const [works, all] = [transaction.objectStore('work'), transaction.objectStore('work_weights')];
    const writing: Promise<unknown>[] = [works.put(written, slot), transaction.done];
    if (blob) writing.push(all.put(blob, slot));
    else if (blob === null) writing.push(all.delete(slot));
    transaction.commit(); // the page may be about to go
    await Promise.all(writing);
    if (unwritten !== written) return;
    unwritten = null;
    unsay(slot);
  },
  async forget() {
    beginAnew();
    const { store, slot } = await ready();
    const transaction = store.transaction(STORES, 'readwrite');
    await Promise.all([...STORES.map((name) => transaction.objectStore(name).delete(slot)), transaction.done]);
  },
  leave(inOrder) {
    if (!current) return;
    if (inOrder) {
      current = { ...current, leftInOrder: true };
      unwritten = current;
      void writeMark(current).catch(() => undefined); // it is offered, then, and can be discarded
    }
    if (unwritten && own !== null) sayLast(own, unwritten);
  },
  async own() {
    const { store, slot } = await ready();
    const [before, words] = [await store.get('work', slot), lastWords(slot)];
    if (words) void takeWords(store, slot).catch(() => undefined); // the next that is to be kept tells why it cannot be
    const kept = words ? withWords(before, words) : before;
    return kept ? left(slot, kept) : null;
  },
  async left() {
    const [{ store, slot }, lives] = [await ready(), await livingSlots()];
    for (const id of slotsWithLastWords()) if (id !== slot && !lives(id)) await takeWords(store, id);
    const ids = (await store.getAllKeys('work')).filter((id) => id !== slot && !lives(id));
    const works = await Promise.all(ids.map(async (id) => ({ id, kept: await store.get('work', id) })));
    for (const { id, kept } of works) if (kept?.leftInOrder) await keptWork.discard(id);
    return works.flatMap(({ id, kept }) => (kept && !kept.leftInOrder ? left(id, kept) : [])).sort((a, b) => b.at - a.at);
  },
  async setAside() {
    beginAnew();
    await move((await ready()).slot, crypto.randomUUID());
  },
  async adopt(id) {
    beginAnew();
    return move(id, (await ready()).slot);
  },
  async discard(id) {
    const transaction = (await database()).transaction(STORES, 'readwrite');
    await Promise.all([...STORES.map((name) => transaction.objectStore(name).delete(id)), transaction.done]);
  },
};

/** What is on its way to be written is of nothing that is kept from now on. */
function beginAnew(): void {
  current = null;
  unwritten = null;
  said += 1;
  if (own !== null) unsay(own);
}

/** What a page said as it went, into the database. */
async function takeWords(store: Database, slot: string): Promise<void> {
  const words = lastWords(slot);
  if (!words) return;
  const transaction = store.transaction('work', 'readwrite', SURELY);
  await transaction.store.put(withWords(await transaction.store.get(slot), words), slot);
  await transaction.done;
  unsay(slot);
}

/** Both or neither, also if the page goes meanwhile. False if there is nothing to move. */
async function move(from: string, to: string): Promise<boolean> {
  const transaction = (await database()).transaction(STORES, 'readwrite', SURELY);
  const [works, weights] = [transaction.objectStore('work'), transaction.objectStore('work_weights')];
  const [kept, blob] = await Promise.all([works.get(from), weights.get(from)]);
  if (kept) {
    await Promise.all([works.put(kept, to), blob ? weights.put(blob, to) : weights.delete(to), works.delete(from), weights.delete(from)]);
  }
  await transaction.done;
  return kept !== undefined;
}

async function writeMark(kept: KeptSlot): Promise<void> {
  const { store, slot } = await ready();
  const transaction = store.transaction('work', 'readwrite');
  const written = [transaction.store.put(kept, slot), transaction.done];
  transaction.commit();
  await Promise.all(written);
}
