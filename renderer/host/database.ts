/** @file The database of this browser or window. What is in it is sent nowhere. */
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

export interface KeptSlot extends KeptWork {
  /** Milliseconds since 1970. */
  readonly at: number;
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
  opened ??= openDB<Schema>('gradscape', 2, {
    upgrade(store, before) {
      if (before < 1) {
        store.createObjectStore('files', { keyPath: 'name' });
        store.createObjectStore('work');
      }
      if (before < 2) for (const name of ['runs', 'run_records', 'run_states'] as const) store.createObjectStore(name);
    },
    // a later version of the app, in another window, waits for this one to let go
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
  });
  return opened;
}
