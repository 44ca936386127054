/**
 * @file Files of our own that nobody sees, and that must be known to be whole before anything in them is believed: a line that says what it is,
 * the content, and a line with its length and SHA-256.
 */
import { createHash } from 'node:crypto';
import { DISK, type Disk } from './disk.ts';
import { NewFile } from './new-file.ts';
import { FileInReading } from './read-file.ts';

const NAME = 'gradscape-sealed';
const VERSION = 1;
const HEAD = Buffer.from(`${NAME} ${VERSION}\n`);
const SEAL_BYTES = '\n0000000000000000 '.length + 64 + '\n'.length;

/** Bytes of a piece while a seal is checked. */
const PIECE = 2 ** 23;

const sealOf = (length: number, digest: string) => Buffer.from(`\n${String(length).padStart(16, '0')} ${digest}\n`);

/** A file in the making whose content is sealed at the end. */
export class NewSealedFile {
  readonly #file: NewFile;
  readonly #hash = createHash('sha256');
  #length = 0;

  private constructor(file: NewFile) {
    this.#file = file;
  }

  /** @throws InputError file_unwritable */
  static async begin(path: string, disk: Disk = DISK): Promise<NewSealedFile> {
    const file = await NewFile.begin(path, disk);
    await file.write(HEAD);
    return new NewSealedFile(file);
  }

  /** @throws InputError file_unwritable */
  async write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#length += bytes.byteLength;
    await this.#file.write(bytes);
  }

  /** @throws InputError file_unwritable */
  async finish(): Promise<void> {
    await this.#file.write(sealOf(this.#length, this.#hash.digest('hex')));
    await this.#file.finish();
  }

  async discard(): Promise<void> {
    await this.#file.discard();
  }
}

/** @throws InputError file_unwritable */
export async function writeSealed(path: string, bytes: Uint8Array, disk: Disk = DISK): Promise<void> {
  const file = await NewSealedFile.begin(path, disk);
  await file.write(bytes);
  await file.finish();
}

/** The content of a sealed file that is whole, by pieces. */
export class SealedFileInReading {
  readonly size: number;
  readonly #file: FileInReading;

  private constructor(file: FileInReading) {
    this.#file = file;
    this.size = file.size - HEAD.byteLength - SEAL_BYTES;
  }

  /**
   * Null if there is none: none that is whole, and of this version. What is broken is put aside as PATH.corrupt; what another version of
   * Gradscape has sealed is left to that.
   * @throws InputError file_unreadable if the disk refuses it
   */
  static async begin(path: string, disk: Disk = DISK): Promise<SealedFileInReading | null> {
    const there = await disk.stat(path).catch(() => null);
    if (!there) return null;
    const file = await FileInReading.begin(path, disk);
    let state: Awaited<ReturnType<typeof stateOf>> | null = null;
    try {
      state = await stateOf(file);
      if (state === 'whole') return new SealedFileInReading(file);
    } finally {
      if (state !== 'whole') await file.end();
    }
    if (state === 'broken') await disk.rename(path, `${path}.corrupt`);
    return null;
  }

  /** @throws InputError file_unreadable */
  read(from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#file.read(HEAD.byteLength + from, Math.max(0, Math.min(length, this.size - from)));
  }

  async end(): Promise<void> {
    await this.#file.end();
  }
}

/** As a whole. Null and refusals as above. */
export async function readSealed(path: string, disk: Disk = DISK): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await SealedFileInReading.begin(path, disk);
  if (!file) return null;
  try {
    return await file.read(0, file.size);
  } finally {
    await file.end();
  }
}

async function stateOf(file: FileInReading): Promise<'whole' | 'broken' | 'of another version'> {
  const head = Buffer.from(await file.read(0, HEAD.byteLength));
  if (!head.equals(HEAD)) return new RegExp(`^${NAME} [1-9]`).test(head.toString('latin1')) ? 'of another version' : 'broken';
  const end = file.size - SEAL_BYTES;
  if (end < HEAD.byteLength) return 'broken';
  const hash = createHash('sha256');
  for (let at = HEAD.byteLength; at < end; at += PIECE) hash.update(await file.read(at, Math.min(PIECE, end - at)));
  const seal = sealOf(end - HEAD.byteLength, hash.digest('hex'));
  return seal.equals(await file.read(end, SEAL_BYTES)) ? 'whole' : 'broken';
}
