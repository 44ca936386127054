/**
 * @file Reads a network from a file, away from whatever the person is doing: a thread of its own (reader-worker.ts) that holds nothing and
 * can be ended at any time. Nothing is taken on the word of the file: how much of it is read at all depends on what its first bytes say it is.
 */
import { compileDocument } from './compiled.ts';
import type { Document } from '../document/document.ts';
import { InputError } from '../findings/input-error.ts';
import { foreign, openFile } from '../formats/open-file.ts';
import type { Choice, Opened, Wish } from '../formats/opened.ts';
import { isForeign, LARGEST, sniff } from '../formats/sniff.ts';
import type { Reason } from './protocol.ts';
import { networkOf } from './written-blocks.ts';

/** A file that has not been read yet: a Blob of the page, or bytes. */
export interface Source {
  readonly size: number;
  slice(begin: number, end: number): Source;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface ReadRequest {
  readonly name: string;
  readonly source: Source;
  /** Of several networks in PyTorch code, the one that is wanted. */
  readonly network: string | null;
  /** What is open: tensors without a drawing may be its weights. */
  readonly beside: Document | null;
}

export type ReadMessage =
  /** Bytes, of `total`. */
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'read'; readonly result: Opened | Choice }
  | ({ readonly type: 'refused' } & Reason);

/** Bytes that are read at a time; between two of them the reader can be told to stop. */
const PIECE = 8 * 2 ** 20;
/** Enough to tell what a file is. */
const START = 512;

/** @throws InputError one sentence that says what the file is, or what is wrong in it and where */
export async function readNetwork(
  { name, source, network, beside }: ReadRequest,
  progress: (done: number, total: number) => void,
): Promise<Opened | Choice> {
  const kind = sniff(await read(name, source, 0, Math.min(START, source.size)));
  if (isForeign(kind)) throw foreign(name, kind);
  const largest = LARGEST[kind];
  if (source.size > largest) throw new InputError('file_too_large', { file: name, got: source.size, expected: largest });
  const bytes = new Uint8Array(source.size);
  for (let at = 0; at < source.size; at += PIECE) {
    bytes.set(await read(name, source, at, Math.min(at + PIECE, source.size)), at);
    progress(Math.min(at + PIECE, source.size), source.size);
  }
  return openFile(name, bytes, wishOf(network, beside));
}

/** From `begin` to before `end`. @throws InputError file_gone, file_changed */
async function read(name: string, source: Source, begin: number, end: number): Promise<Uint8Array> {
  let piece: ArrayBuffer;
  try {
    piece = await source.slice(begin, end).arrayBuffer();
  } catch {
    // whatever the host says of a file that was deleted, that changed, that may no longer be read
    throw new InputError('file_gone', { file: name });
  }
  if (piece.byteLength !== end - begin) throw new InputError('file_changed', { file: name, got: piece.byteLength, expected: end - begin });
  return new Uint8Array(piece);
}

function wishOf(network: string | null, beside: Document | null): Wish {
  const plan = beside && compileDocument(beside, null).plan;
  const state = plan?.tensors.filter(({ role }) => role === 'parameter' || role === 'buffer');
  return {
    networkOf,
    ...(network === null ? {} : { network }),
    ...(beside && state ? { beside: { document: beside, state: state.map(({ name, shape }) => ({ name, shape })) } } : {}),
  };
}
