/**
 * @file Runs as they are kept across restarts: an entry for the list, what the run has told, and the states that it can be taken up from, each
 * for itself, so that the list is read without the numbers. What they consist of is for whoever keeps them to say. Other windows hear of it.
 */
import { database } from './database.ts';

const STORES = ['runs', 'run_records', 'run_states'] as const;
const news = new BroadcastChannel('gradscape.runs');

/** `states` undefined leaves those that are kept. */
export async function keepRun(id: string, entry: unknown, record?: unknown, states?: unknown): Promise<void> {
  const transaction = (await database()).transaction(STORES, 'readwrite');
  await Promise.all([
    transaction.objectStore('runs').put(entry, id),
    record === undefined ? null : transaction.objectStore('run_records').put(record, id),
    states === undefined ? null : transaction.objectStore('run_states').put(states, id),
    transaction.done,
  ]);
  news.postMessage(id);
}

export async function keptEntries(): Promise<unknown[]> {
  return (await database()).getAll('runs');
}

export async function keptRecord(id: string): Promise<unknown> {
  return (await database()).get('run_records', id);
}

export async function keptStates(id: string): Promise<unknown> {
  return (await database()).get('run_states', id);
}

export async function forgetRun(id: string): Promise<void> {
  const transaction = (await database()).transaction(STORES, 'readwrite');
  await Promise.all([...STORES.map((store) => transaction.objectStore(store).delete(id)), transaction.done]);
  news.postMessage(id);
}

/** Calls back when another window has kept, changed or forgotten a run. */
export function onRunsElsewhere(heard: () => void): void {
  news.addEventListener('message', heard);
}
