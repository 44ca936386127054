/** @file The database of this browser or window. What is in it is sent nowhere. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { Work } from './host.ts';

export interface KeptFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** When a file was last changed, and how long it was, as a window read or wrote it last. */
export interface FileStamp {
  readonly lastModified: number;
  readonly size: number;
}

export interface KeptSlot {
  readonly work: Work;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the work's file. */
  readonly stamp?: FileStamp | undefined;
  /** Its window went in order, and held nothing worth asking about. */
  readonly leftInOrder?: boolean;
}

export interface KeptRecent {
  readonly id: string;
  readonly handle: FileSystemFileHandle;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Schema extends DBSchema {
  files: { key: string; value: KeptFile };
  work: { key: string; value: KeptSlot };
  /** A model file for each slot. Apart from the work, which is written more often. */
  work_weights: { key: string; value: Blob };
  recent: { key: string; value: KeptRecent };
  /** What the list of runs shows of each. */
  runs: { key: string; value: unknown };
  /** What each has told. */
  run_records: { key: string; value: unknown };
  /** What each can be taken up from. */
  run_states: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

let opened: Promise<Database> | null = null;

/** Opened once; again after it was refused, or taken away. @throws when storage is full, switched off or held by an earlier version */
export function database(): Promise<Database> {
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

function open(): Promise<Database> {
  return new Promise((resolve, reject) => {
    openDB<Schema>('gradscape', 4, {
      upgrade(store, before, _now, transaction) {
        if (before < 1) {
          store.createObjectStore('files', { keyPath: 'name' });
          store.createObjectStore('work');
        }
        if (before < 2) for (const name of ['runs', 'run_records', 'run_states'] as const) store.createObjectStore(name);
        if (before < 4) {
          store.createObjectStore('work_weights');
          store.createObjectStore('recent', { keyPath: 'id' });
        }
        if (before > 0 && before < 3) void nestWork(transaction);
        if (before === 3) void partWeights(transaction);
      },
      blocked: () => reject(new DOMException('another window holds it in an earlier form', 'BlockedError')),
      // a later version of the app, in another window, waits for this one to let go
      blocking(_current, _wanted, event) {
        (event.target as IDBDatabase).close();
        opened = null;
      },
      // what the browser kept of this page was deleted
      terminated: () => (opened = null),
    }).then(resolve, reject);
  });
}

/** Before version 3 a slot held the text and the file's name themselves, and nothing of what was in the file. */
async function nestWork(transaction: Upgrade): Promise<void> {
  for (let cursor = await transaction.objectStore('work').openCursor(); cursor; cursor = await cursor.continue()) {
    const { text, fileName, at } = cursor.value as unknown as { text: string; fileName: string | null; at: number };
    await cursor.update({ work: { text, base: text, fileName, handle: null, step: 0 }, at });
  }
}

/** In version 3 a slot held the weights too, and no file to write to. */
async function partWeights(transaction: Upgrade): Promise<void> {
  for (let cursor = await transaction.objectStore('work').openCursor(); cursor; cursor = await cursor.continue()) {
    const { work, at, weights } = cursor.value as KeptSlot & { weights?: Uint8Array<ArrayBuffer> };
    await cursor.update({ work: { ...work, handle: null }, at });
    if (weights) await transaction.objectStore('work_weights').put(new Blob([weights]), cursor.key);
  }
}
