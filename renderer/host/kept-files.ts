/**
 * @file What a reload must find again: the data files that the person chose, by name, and the document in work. Kept in
 * IndexedDB of this browser or window, and sent nowhere.
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

interface Schema extends DBSchema {
  files: { key: string; value: KeptFile };
  work: { key: 'last'; value: KeptWork };
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

/** Null forgets it: there is nothing that is not in a file. */
export async function keepWork(work: KeptWork | null): Promise<void> {
  const store = await database();
  if (work) await store.put('work', work, 'last');
  else await store.delete('work', 'last');
}

export async function keptWork(): Promise<KeptWork | null> {
  return (await (await database()).get('work', 'last')) ?? null;
}
