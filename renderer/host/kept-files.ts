/** @file The data files that the person chose, by name, for the next time. */
import { database, type KeptFile } from './database.ts';

export async function keepFile(file: KeptFile): Promise<void> {
  await (await database()).put('files', file);
}

export async function keptFile(name: string): Promise<KeptFile | null> {
  return (await (await database()).get('files', name)) ?? null;
}
