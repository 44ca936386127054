/** @file The networks that were opened or saved last, where the browser can find a file again by itself. */
import { database, type KeptRecent } from './database.ts';
import type { RecentFile } from './host.ts';

const MOST = 12;

async function newestFirst(): Promise<readonly KeptRecent[]> {
  return (await (await database()).getAll('recent')).sort((a, b) => b.at - a.at);
}

export async function keptRecents(): Promise<readonly RecentFile[]> {
  return (await newestFirst()).map(({ id, handle: { name }, at }) => ({ id, name, at }));
}

export async function recentHandle(id: string): Promise<FileSystemFileHandle | null> {
  return (await (await database()).get('recent', id))?.handle ?? null;
}

/** Once, however often it is opened; what is beyond the list goes. */
export async function rememberRecent(handle: FileSystemFileHandle): Promise<void> {
  const before = await newestFirst();
  const same = await Promise.all(before.map(async (each) => each.handle.isSameEntry(handle)));
  const id = before.find((_, index) => same[index])?.id ?? crypto.randomUUID();
  const transaction = (await database()).transaction('recent', 'readwrite');
  const going = before.filter((each) => each.id !== id).slice(MOST - 1);
  await Promise.all([
    transaction.store.put({ id, handle, at: Date.now() }),
    ...going.map((each) => transaction.store.delete(each.id)),
    transaction.done,
  ]);
}

export async function forgetRecent(id: string): Promise<void> {
  await (await database()).delete('recent', id);
}
