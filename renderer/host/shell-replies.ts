/** @file What the shell's bridge gives, as the page takes it: values or errors, and contents as a whole though they cross by pieces. */
import { InputError } from '../../core/findings/input-error.ts';
import { PIECE, type GradscapeBridge, type Reply, type ShellFile, type ShellReading } from '../../electron/bridge.ts';
import type { Contents } from './host.ts';

/** @throws InputError with what the shell refuses */
export async function valueOf<T>(reply: Reply<T>): Promise<T> {
  const got = await reply;
  if (!got.ok) throw new InputError(got.code, got.numbers);
  return got.value;
}

/**
 * All of it. Each piece is a Blob as soon as it is here, which the browser holds outside of the page's memory.
 * @throws InputError when the shell refuses it, or the reason of `signal`
 */
export async function gather(
  bridge: GradscapeBridge,
  { id, size }: ShellReading,
  progress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  try {
    const pieces: Blob[] = [];
    for (let at = 0; at < size; at += PIECE) {
      signal?.throwIfAborted();
      const piece = await valueOf(bridge.readPiece(id, at, Math.min(PIECE, size - at)));
      pieces.push(new Blob([piece as Uint8Array<ArrayBuffer>]));
      progress?.(Math.min(at + PIECE, size), size);
    }
    signal?.throwIfAborted();
    return new Blob(pieces);
  } finally {
    await bridge.endReading(id);
  }
}

/**
 * Makes it and writes it piece by piece, each when the one before is on the disk, and gives it its name.
 * @throws InputError when the shell refuses it, or what `make` throws; then nothing has come of it
 */
export async function handOver(
  bridge: GradscapeBridge,
  saving: string,
  make: () => Contents | Promise<Contents>,
): Promise<ShellFile | null> {
  try {
    const contents = await make();
    const size = contents instanceof Blob ? contents.size : contents.byteLength;
    for (let at = 0; at < size; at += PIECE) await valueOf(bridge.writePiece(saving, await pieceOf(contents, at)));
  } catch (error) {
    await bridge.discardSaving(saving);
    throw error;
  }
  return valueOf(bridge.finishSaving(saving));
}

/** A copy, for a part of a larger buffer would take the whole across with it. */
async function pieceOf(contents: Contents, at: number): Promise<Uint8Array> {
  const piece = contents.slice(at, at + PIECE);
  return piece instanceof Blob ? new Uint8Array(await piece.arrayBuffer()) : piece;
}
