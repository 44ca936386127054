/** @file The database of this browser or window. What is in it is sent nowhere. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { Work } from './host.ts';

export interface KeptFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface KeptSlot {
  readonly work: Work;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A model file. */
  readonly weights?: Uint8Array;
}

interface Schema extends DBSchema {
  files: { key: string; value: KeptFile };
  work: { key: string; value: KeptSlot };
  /** What the list of runs shows of each. */
  runs: { key: string; value: unknown };
  /** What each has told. */
  run_records: { key: string; value: unknown };
  /** What each can be taken up from. */
  run_states: { key: string; value: unknown };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

export function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('gradscape', 3, {
    upgrade(store, before, _now, transaction) {
      if (before < 1) {
        store.createObjectStore('files', { keyPath: 'name' });
        store.createObjectStore('work');
      }
      if (before < 2) for (const name of ['runs', 'run_records', 'run_states'] as const) store.createObjectStore(name);
      if (before > 0 && before < 3) void nestWork(transaction);
    },
    // a later version of the app, in another window, waits for this one to let go
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
  });
  return opened;
}

/** Before version 3 a slot held the text and the file's name themselves, and nothing of what was in the file. */
async function nestWork(transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>): Promise<void> {
  for (let cursor = await transaction.objectStore('work').openCursor(); cursor; cursor = await cursor.continue()) {
    const { text, fileName, at } = cursor.value as unknown as { text: string; fileName: string | null; at: number };
    await cursor.update({ work: { text, base: text, fileName, step: 0 }, at });
  }
}
