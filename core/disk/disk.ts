import * as fs from 'node:fs/promises';

/** What reading, writing and sweeping need of the disk. A test gives one that is full, that fails, or that stops at a chosen step. */
export interface Disk extends Pick<
  typeof fs,
  'access' | 'lstat' | 'open' | 'readdir' | 'readlink' | 'realpath' | 'rename' | 'stat' | 'unlink'
> {
  /** Whether the list of a folder can be flushed. */
  readonly flushesFolders: boolean;
  /** Milliseconds to wait, each time, before a renaming that was refused is tried again. */
  readonly patience: readonly number[];
}

const windows = process.platform === 'win32';

/** Windows flushes no folders, and there a virus scanner or an indexer may hold a file that was written just now: for ten seconds at most. */
export const DISK: Disk = {
  ...fs,
  flushesFolders: !windows,
  patience: windows ? [10, 20, 50, 100, 200, 400, 800, 1600, 3200, 3600] : [],
};
