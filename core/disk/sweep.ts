/** @file Takes away what a process that was killed while it wrote has left behind. */
import { join } from 'node:path';
import { DISK, type Disk } from './disk.ts';
import { IN_THE_MAKING } from './in-the-making.ts';
import { makerOf } from './temporary-name.ts';

/** Whoever makes a file touches it at least as often as this, in milliseconds, however long it takes. */
export const TOUCHED_EVERY = 10 * 60_000;

/** A file of another machine, whose processes cannot be asked for, is left behind if it was not touched for as long as this, in milliseconds. */
const ABANDONED_AFTER = 6 * TOUCHED_EVERY;

/**
 * Removes our temporary files of processes that are gone. Nobody else's file is touched, nor one that is still being made, here or on another
 * machine; what cannot be removed stays.
 * @param now milliseconds since 1970
 * @returns how many there were
 */
export async function sweep(folder: string, disk: Disk = DISK, now = Date.now()): Promise<number> {
  const names = await disk.readdir(folder).catch(() => []);
  let swept = 0;
  for (const name of names) {
    const maker = makerOf(name);
    if (!maker) continue;
    const path = join(folder, name);
    try {
      const { mtimeMs } = await regular(path, disk);
      const left = maker.here ? isGone(maker.pid, path) : now - mtimeMs > ABANDONED_AFTER;
      if (!left) continue;
      await disk.unlink(path);
      swept += 1;
    } catch {
      continue; // somebody else was faster, or it is not ours to remove
    }
  }
  return swept;
}

const sweptFolders = new Set<string>();

/** The first time that this process writes to a folder. */
export async function sweepOnce(folder: string, disk: Disk): Promise<void> {
  if (sweptFolders.has(folder)) return;
  sweptFolders.add(folder);
  await sweep(folder, disk);
}

async function regular(path: string, disk: Disk) {
  const status = await disk.lstat(path);
  if (!status.isFile()) throw new Error('not made by us');
  return status;
}

/** A process of that number may be there again, and be this one. */
function isGone(pid: number, path: string): boolean {
  if (pid === process.pid) return !IN_THE_MAKING.has(path);
  try {
    process.kill(pid, 0); // asks only
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
