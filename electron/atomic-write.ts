import { randomUUID } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What writing needs of the disk; a test gives one that fails at a chosen step. */
export type Disk = Pick<typeof disk, 'open' | 'realpath' | 'rename' | 'stat' | 'unlink'>;

/**
 * Replaces a file as a whole: a new file beside it, flushed, takes its name, and the folder is flushed. Whatever fails, and whenever
 * the machine stops, either the old content is there or the new. A link keeps pointing to the file it points to; the mode is kept.
 * @throws what the disk said; the old file is then untouched
 */
export async function writeAtomically(
  path: string,
  bytes: Uint8Array,
  { open, realpath, rename, stat, unlink }: Disk = disk,
): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (status) => status.mode & 0o777,
    () => 0o666,
  );
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      // One call may write less than it is given, and is refused above 2 GiB.
      for (let written = 0; written < bytes.byteLength;)
        written += (await file.write(bytes, written, Math.min(bytes.byteLength - written, 2 ** 26))).bytesWritten;
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => {}); // it may not have come to be
    throw error;
  }
  if (process.platform === 'win32') return; // folders cannot be flushed there
  const folder = await open(dirname(target), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
