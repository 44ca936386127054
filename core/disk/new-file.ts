/**
 * @file Writes a file as a whole: a temporary one beside it, flushed, takes its name, and the folder is flushed. Whatever fails, and whenever
 * the process or the machine stops, the old content is there or the new.
 */
import { constants, type BigIntStats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DISK, type Disk } from './disk.ts';
import { stampOf } from './file-stamp.ts';
import { IN_THE_MAKING } from './in-the-making.ts';
import { refusal, refused } from './refusal.ts';
import { sweepOnce, TOUCHED_EVERY } from './sweep.ts';
import { temporaryName } from './temporary-name.ts';

type OpenFile = Awaited<ReturnType<Disk['open']>>;

/** Bytes that are handed to the disk at a time: Node refuses 2 GiB. */
const PIECE = 2 ** 26;

/** Links that are followed before they are taken for a circle, as Linux does. */
const MOST_LINKS = 40;

/** What a disk says that knows no flushing. */
const FLUSHES_NOTHING: ReadonlySet<string | undefined> = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP']);

/** What Windows says of a file that somebody holds. */
const HELD: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** A file in the making. What is never finished leaves nothing behind, and the file that was there stays as it is. */
export class NewFile {
  readonly #path: string;
  readonly #target: string;
  readonly #temporary: string;
  readonly #file: OpenFile;
  readonly #disk: Disk;
  readonly #touching: NodeJS.Timeout;
  #written = 0;
  #closed = false;
  /** Steps are taken one after another, in the order in which they were asked for. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(path: string, target: string, temporary: string, file: OpenFile, disk: Disk) {
    [this.#path, this.#target, this.#temporary, this.#file, this.#disk] = [path, target, temporary, file, disk];
    const touch = () => void file.utimes(new Date(), new Date()).catch(() => {}); // a sweep elsewhere sees that it is not left behind
    this.#touching = setInterval(touch, TOUCHED_EVERY).unref();
  }

  /**
   * Opened at once, so that a place that cannot be written is known before any work is done. A link keeps pointing where it does: what it
   * points to is replaced, whose mode and owner are kept.
   * @throws InputError file_unwritable
   */
  static async begin(path: string, disk: Disk = DISK): Promise<NewFile> {
    try {
      const target = await targetOf(path, disk);
      const old = await statOf(target, disk);
      if (old && !old.isFile())
        throw refused('file_unwritable', path, old.isDirectory() ? 'clause:disk_folder' : 'clause:disk_not_regular');
      if (old) await disk.access(target, constants.W_OK); // replacing needs the folder only, but who made a file read-only meant it
      await sweepOnce(dirname(target), disk);
      const { temporary, file } = await openTemporary(target, disk);
      const made = new NewFile(path, target, temporary, file, disk);
      if (old) await made.#step(() => keepOwner(file, old));
      return made;
    } catch (error) {
      throw refusal('file_unwritable', path, error);
    }
  }

  /**
   * Resolves when the disk has taken it; who does not wait must catch.
   * @throws InputError file_unwritable; then nothing is left of the new file
   */
  write(content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return this.#step(async () => {
      for (let done = 0; done < bytes.byteLength;) {
        const { bytesWritten } = await this.#file.write(bytes, done, Math.min(bytes.byteLength - done, PIECE));
        if (bytesWritten === 0) throw refused('file_unwritable', this.#path, 'clause:disk_full');
        done += bytesWritten;
        this.#written += bytesWritten;
      }
    });
  }

  /**
   * Gives the file its name once all of it is on the disk.
   * @returns its stamp
   * @throws InputError file_unwritable
   */
  finish(): Promise<string> {
    return this.#step(async () => {
      await flush(this.#file);
      const status = await this.#file.stat({ bigint: true });
      if (status.size !== BigInt(this.#written)) throw refused('file_unwritable', this.#path, 'clause:disk_broken');
      await this.#close();
      await this.#rename();
      IN_THE_MAKING.delete(this.#temporary);
      await flushFolder(dirname(this.#target), this.#disk);
      return stampOf(status);
    });
  }

  /** Leaves nothing behind of a file that was not finished; does nothing to one that was. */
  async discard(): Promise<void> {
    await this.#last.catch(() => {});
    await this.#takeBack();
  }

  #step<T>(action: () => Promise<T>): Promise<T> {
    const taken = this.#last.then(action).catch(async (error: unknown) => {
      await this.#takeBack();
      throw refusal('file_unwritable', this.#path, error);
    });
    this.#last = taken;
    return taken;
  }

  async #rename(): Promise<void> {
    for (const pause of this.#disk.patience)
      try {
        return await this.#disk.rename(this.#temporary, this.#target);
      } catch (error) {
        if (!HELD.has(codeOf(error))) throw error;
        await wait(pause);
      }
    await this.#disk.rename(this.#temporary, this.#target);
  }

  async #takeBack(): Promise<void> {
    await this.#close().catch(() => {}); // what it did not take is not wanted any more
    if (IN_THE_MAKING.delete(this.#temporary)) await this.#disk.unlink(this.#temporary).catch(() => {}); // a later sweep tries again
  }

  async #close(): Promise<void> {
    clearInterval(this.#touching);
    if (this.#closed) return;
    this.#closed = true;
    await this.#file.close();
  }
}

/** @throws InputError file_unwritable; the old file is then untouched */
export async function writeWhole(path: string, content: string | Uint8Array, disk: Disk = DISK): Promise<void> {
  const file = await NewFile.begin(path, disk);
  await file.write(content);
  await file.finish();
}

/** Where a path leads to: through its links, also through one whose file is yet to be made. */
async function targetOf(path: string, disk: Disk): Promise<string> {
  let at = resolve(path);
  for (let links = 0; links < MOST_LINKS; links++)
    try {
      return await disk.realpath(at);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      const link = await disk.readlink(at).catch(() => null);
      if (link === null) return at;
      at = resolve(await disk.realpath(dirname(at)), link);
    }
  throw Object.assign(new Error('links in a circle'), { code: 'ELOOP' });
}

async function statOf(path: string, disk: Disk): Promise<BigIntStats | null> {
  try {
    return await disk.stat(path, { bigint: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function openTemporary(target: string, disk: Disk): Promise<{ temporary: string; file: OpenFile }> {
  for (;;) {
    const temporary = join(dirname(target), temporaryName(basename(target)));
    if (IN_THE_MAKING.has(temporary)) continue;
    IN_THE_MAKING.add(temporary);
    try {
      return { temporary, file: await disk.open(temporary, 'wx') };
    } catch (error) {
      IN_THE_MAKING.delete(temporary);
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** The owner is kept where this account may give files away. */
async function keepOwner(file: OpenFile, old: BigIntStats): Promise<void> {
  const { uid, gid } = await file.stat({ bigint: true });
  if (uid !== old.uid || gid !== old.gid) await file.chown(Number(old.uid), Number(old.gid)).catch(() => {});
  await file.chmod(Number(old.mode & 0o777n));
}

async function flush(file: OpenFile): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    if (!FLUSHES_NOTHING.has(codeOf(error))) throw error;
  }
}

/** The new name is there already; this makes it outlast a power cut. Who may write to a folder need not be allowed to open it. */
async function flushFolder(path: string, disk: Disk): Promise<void> {
  if (!disk.flushesFolders) return;
  const folder = await disk.open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'EACCES') return null;
    throw error;
  });
  try {
    if (folder) await flush(folder);
  } finally {
    await folder?.close();
  }
}
