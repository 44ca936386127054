/** @file Reading and writing files, with a sentence where the disk says no. Writing is all or nothing. */
import { randomUUID } from 'node:crypto';
import {
  createReadStream,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../findings/input-error.ts';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EFBIG: 'it would be too large',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'it may not be opened',
  EPERM: 'it may not be opened',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

function refusal(code: 'file_unreadable' | 'file_unwritable', file: string, error: unknown): unknown {
  const name = (error as NodeJS.ErrnoException).code;
  return name === undefined ? error : new InputError(code, { file, problem: PROBLEMS[name] ?? name });
}

/** @throws InputError file_unreadable */
export function readBytes(file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    throw refusal('file_unreadable', file, error);
  }
}

/** The bytes of a file, a piece at a time. @throws InputError file_unreadable */
export async function* readPieces(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file)) yield piece as Uint8Array;
  } catch (error) {
    throw refusal('file_unreadable', file, error);
  }
}

/**
 * A file in the making: a temporary one beside it, that takes its name when it is whole. What is never finished leaves
 * nothing behind, and the file that was there stays as it is.
 */
export class NewFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #descriptor: number;
  #open = true;
  readonly #discardAtExit = () => this.discard();

  /** Opened at once, so that a place that cannot be written is known before any work is done. @throws InputError file_unwritable */
  constructor(path: string) {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there && !there.isFile()) {
      const problem = there.isDirectory() ? PROBLEMS['EISDIR']! : 'it is not a regular file';
      throw new InputError('file_unwritable', { file: path, problem });
    }
    // a link keeps pointing where it does: what it points to is replaced
    this.#path = there ? realpathSync(path) : path;
    this.#temporary = join(dirname(this.#path), `.${basename(this.#path)}.${process.pid}.${randomUUID().slice(0, 8)}.tmp`);
    this.#descriptor = this.#attempt(() => openSync(this.#temporary, 'wx'));
    process.on('exit', this.#discardAtExit);
  }

  write(content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.#attempt(() => {
      for (let done = 0; done < bytes.length;) done += writeSync(this.#descriptor, bytes, done);
    });
  }

  /** Flushes the content, gives the file its name, and flushes the folder that holds the name. */
  finish(): void {
    this.#attempt(() => {
      fsyncSync(this.#descriptor);
      this.#close();
      renameSync(this.#temporary, this.#path);
      if (process.platform === 'win32') return; // folders cannot be flushed there
      const folder = openSync(dirname(this.#path), 'r');
      fsyncSync(folder);
      closeSync(folder);
    });
  }

  /** Leaves nothing behind of a file that was not finished; does nothing to one that was. */
  discard(): void {
    this.#close();
    rmSync(this.#temporary, { force: true });
  }

  #close(): void {
    if (this.#open) closeSync(this.#descriptor);
    this.#open = false;
    process.off('exit', this.#discardAtExit);
  }

  #attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      rmSync(this.#temporary, { force: true });
      throw refusal('file_unwritable', this.#path, error);
    }
  }
}

export function writeWhole(path: string, content: string | Uint8Array): void {
  const file = new NewFile(path);
  file.write(content);
  file.finish();
}
