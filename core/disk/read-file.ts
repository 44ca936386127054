/** @file Reads what is a file: a folder, a pipe without an end and a device are refused, and so is what changes while it is read. */
import { closeSync, constants, fstatSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
import { InputError } from '../findings/input-error.ts';
import { DISK, type Disk } from './disk.ts';
import { stampOf } from './file-stamp.ts';
import { refusal, refused } from './refusal.ts';

/** Bytes of the largest file that is read as a whole. */
export const LARGEST_FILE = 2 ** 31;

/** Bytes that are asked of the disk at a time: Node refuses 2 GiB. */
const PIECE = 2 ** 26;

/** Bytes of the longest that is taken from a pipe, of which nobody knows how much is to come. */
const LONGEST_PIPE = 2 ** 28;

/** How a shell hands over what another command says: `-` in other programs, and `<(...)`. */
const HANDED_OVER = /^\/(dev\/stdin|(dev|proc\/self)\/fd\/\d+)$/;

/** So that no pipe holds up its opening; of files it changes nothing. Windows has neither. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** @throws InputError file_unreadable, file_too_large */
export function readBytes(path: string): Uint8Array<ArrayBuffer> {
  try {
    const status = statSync(path, { bigint: true });
    return status.isFIFO() && HANDED_OVER.test(path) ? readPipe(path) : readRegular(path, status);
  } catch (error) {
    throw refusal('file_unreadable', path, error);
  }
}

function readRegular(path: string, status: BigIntStats): Uint8Array<ArrayBuffer> {
  checkReadable(path, status); // before it is opened, which does things to some devices
  const file = openSync(path, READ_AT_ONCE);
  try {
    const before = fstatSync(file, { bigint: true });
    const bytes = new Uint8Array(checkReadable(path, before));
    for (let done = 0; done < bytes.byteLength;) {
      const read = readSync(file, bytes, done, Math.min(bytes.byteLength - done, PIECE), done);
      if (read === 0) throw refused('file_unreadable', path, 'clause:disk_changed');
      done += read;
    }
    if (stampOf(fstatSync(file, { bigint: true })) !== stampOf(before)) throw refused('file_unreadable', path, 'clause:disk_changed');
    return bytes;
  } finally {
    closeSync(file);
  }
}

function readPipe(path: string): Uint8Array<ArrayBuffer> {
  const file = openSync(path, 'r');
  try {
    const pieces: Uint8Array[] = [];
    for (let total = 0; ;) {
      const piece = new Uint8Array(65_536);
      const read = readSync(file, piece);
      if (read === 0) return joined(pieces, total);
      pieces.push(piece.subarray(0, read));
      total += read;
      if (total > LONGEST_PIPE) throw new InputError('file_too_large', { file: path, got: total, expected: LONGEST_PIPE });
    }
  } finally {
    closeSync(file);
  }
}

function joined(pieces: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}

/** Its size. @throws InputError file_unreadable, file_too_large */
function checkReadable(path: string, status: BigIntStats): number {
  if (status.isDirectory()) throw refused('file_unreadable', path, 'clause:disk_folder');
  if (!status.isFile()) throw refused('file_unreadable', path, 'clause:disk_not_regular');
  const size = Number(status.size);
  if (size > LARGEST_FILE) throw new InputError('file_too_large', { file: path, got: size, expected: LARGEST_FILE });
  return size;
}

/** The bytes of a file that may be growing, a piece at a time, however long it is. @throws InputError file_unreadable */
export async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  try {
    const status = statSync(path);
    if (!status.isFile()) throw refused('file_unreadable', path, status.isDirectory() ? 'clause:disk_folder' : 'clause:disk_not_regular');
    await using file = await DISK.open(path, READ_AT_ONCE);
    for await (const piece of file.createReadStream({ autoClose: false })) yield piece as Uint8Array;
  } catch (error) {
    throw refusal('file_unreadable', path, error);
  }
}

type OpenFile = Awaited<ReturnType<Disk['open']>>;

/** A file that is read by pieces, in any order. It is the same file throughout, whoever takes its name meanwhile. */
export class FileInReading {
  readonly size: number;
  /** Of the state that is read. */
  readonly stamp: string;
  readonly #path: string;
  readonly #file: OpenFile;

  private constructor(path: string, file: OpenFile, size: number, stamp: string) {
    [this.#path, this.#file, this.size, this.stamp] = [path, file, size, stamp];
  }

  /** @throws InputError file_unreadable, file_too_large */
  static async begin(path: string, disk: Disk = DISK): Promise<FileInReading> {
    try {
      checkReadable(path, await disk.stat(path, { bigint: true }));
      const file = await disk.open(path, READ_AT_ONCE);
      try {
        const status = await file.stat({ bigint: true });
        return new FileInReading(path, file, checkReadable(path, status), stampOf(status));
      } catch (error) {
        await file.close();
        throw error;
      }
    } catch (error) {
      throw refusal('file_unreadable', path, error);
    }
  }

  /**
   * `length` bytes, fewer only where the file ends.
   * @throws InputError file_unreadable, also if somebody has written into the file since it was opened
   */
  async read(from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - from)));
      for (let done = 0; done < bytes.byteLength;) {
        const { bytesRead } = await this.#file.read(bytes, done, Math.min(bytes.byteLength - done, PIECE), from + done);
        if (bytesRead === 0) throw refused('file_unreadable', this.#path, 'clause:disk_changed');
        done += bytesRead;
      }
      const now = stampOf(await this.#file.stat({ bigint: true }));
      if (now !== this.stamp) throw refused('file_unreadable', this.#path, 'clause:disk_changed');
      return bytes;
    } catch (error) {
      throw refusal('file_unreadable', this.#path, error);
    }
  }

  async end(): Promise<void> {
    await this.#file.close();
  }
}
