/** @file Tells what a file is by its first bytes; names lie. */
import type { Clause } from '../findings/messages.ts';

/** What is opened, and what is only told apart to say a useful sentence. */
export type FileKind = 'safetensors' | 'onnx' | 'json' | 'python' | keyof typeof FOREIGN | 'unknown';

/** Kinds that are known and not opened: what it is, and what to do about it. */
export const FOREIGN = {
  empty: { what: 'clause:is_empty', hint: 'clause:hint_fetch_again' },
  zip: { what: 'clause:is_zip', hint: 'clause:hint_save_file' },
  pickle: { what: 'clause:is_pickle', hint: 'clause:hint_save_file' },
  hdf5: { what: 'clause:is_hdf5', hint: 'clause:hint_draw' },
  html: { what: 'clause:is_html', hint: 'clause:hint_download_link' },
  gitLfs: { what: 'clause:is_git_lfs', hint: 'clause:hint_git_lfs' },
  png: { what: 'clause:is_png', hint: 'clause:hint_model_beside' },
  gzip: { what: 'clause:is_gzip', hint: 'clause:hint_unpack' },
} as const satisfies Record<string, { what: Clause; hint: Clause }>;

/** The magic numbers of kinds that have one. */
const MAGIC: readonly (readonly [kind: keyof typeof FOREIGN, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['hdf5', [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['pickle', [0x80, 0x02]],
  ['pickle', [0x80, 0x03]],
  ['pickle', [0x80, 0x04]],
  ['pickle', [0x80, 0x05]],
];

const BRACE = 0x7b;
/** Bytes of a text that tell what it is: a licence may stand before the first line of code. */
const LOOKED_AT = 16_384;
/** A line that takes something of PyTorch, or a module that is made. */
const PYTHON = /^[ \t]*(?:import|from)[ \t]+torch\b|\bnn\.[A-Z]\w*\(|\(nn\.Module\)/m;
const SPACE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);

/** Bytes of the largest file of each kind that is read; a person's network is far smaller, and a machine's memory is not much larger. */
export const LARGEST: Readonly<Record<Exclude<FileKind, keyof typeof FOREIGN>, number>> = {
  safetensors: 2 ** 31,
  // what Protocol Buffers allow
  onnx: 2 ** 31,
  json: 20e6,
  // code is a thousandth of it; the rest are rows of data that stand in the file
  python: 5e6,
  unknown: 64e6,
};

export function isForeign(kind: FileKind): kind is keyof typeof FOREIGN {
  return Object.hasOwn(FOREIGN, kind);
}

export function sniff(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  // a header of 640 bytes begins like a pickle, so this goes first: no magic number has four zeros and a brace in its wake
  if (isSafetensors(bytes)) return 'safetensors';
  for (const [kind, magic] of MAGIC) if (magic.every((byte, index) => bytes[index] === byte)) return kind;
  if (isOnnx(bytes)) return 'onnx';
  const text = new TextDecoder().decode(bytes.subarray(0, LOOKED_AT)).trimStart();
  const start = text.slice(0, 512).toLowerCase();
  if (start.startsWith('{') || start.startsWith('[')) return 'json';
  if (/^<(!doctype html|html|head|body|\?xml)/.test(start)) return 'html';
  if (start.startsWith('version https://git-lfs.github.com/spec/')) return 'gitLfs';
  return PYTHON.test(text) ? 'python' : 'unknown';
}

/** A length below 2^32, space and a brace: the reference reads a header that begins with space, though it writes none. */
function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length <= 8 || bytes.subarray(4, 8).some((byte) => byte !== 0)) return false;
  return bytes.subarray(8).find((byte) => !SPACE.has(byte)) === BRACE;
}

/** The version of its form, the first field of every ONNX file, and the tag of another field of ModelProto that is a length with bytes or a number. */
function isOnnx([first, version = 0, next = 0]: Uint8Array): boolean {
  return first === 0x08 && version > 0 && version < 0x80 && [0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42, 0x72].includes(next);
}
