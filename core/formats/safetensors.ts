/**
 * @file The safetensors container, to the letter of its reference reader (github.com/huggingface/safetensors, README
 * "Format" and safetensors/src/tensor.rs): 8 bytes of little-endian header length, a JSON header, and the tensors end to
 * end. What the reference refuses is refused here; bytes are never copied while reading.
 */
import { parseJson } from '../document/json.ts';
import type { FindingCode } from '../findings/messages.ts';
import type { Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import type { Shape } from '../tensor/shape.ts';

/** Bytes of one number, in the order in which the reference writer ranks types; the types below a byte are not read. */
const BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  F8_E8M0: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  C64: 8,
  F64: 8,
  I64: 8,
  U64: 8,
} as const;

export type Dtype = keyof typeof BYTES;

export interface StoredTensor {
  readonly dtype: Dtype;
  readonly shape: Shape;
  /** Little-endian, row-major. When read, a view of the file, at any alignment. */
  readonly bytes: Uint8Array;
}

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: ReadonlyMap<string, string>;
  /** All tensors end to end, as stored. */
  readonly data: Uint8Array;
}

const PREFIX = 8;
const LONGEST_HEADER = 100_000_000;
const METADATA = '__metadata__';

/**
 * Takes a file apart. `file` names it in a refusal.
 * @throws InputError safetensors_* or json_malformed
 */
export function readSafetensors(file: string, bytes: Uint8Array): Safetensors {
  const header = readHeader(file, bytes);
  const data = bytes.subarray(PREFIX + headerLength(bytes));
  const metadata = readMetadata(file, header[METADATA]);
  const entries = Object.entries(header).filter(([name]) => name !== METADATA);
  const placed = entries.map(([name, entry]) => readEntry(file, name, entry));

  // in the order of the file, each begins where the one before it ends
  placed.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = 0;
  for (const tensor of placed) {
    if (tensor.begin !== end) refuse('safetensors_gap', { file, name: tensor.name, got: tensor.begin, expected: end });
    end = tensor.end;
  }
  if (end > data.length) refuse('safetensors_cut', { file, got: data.length, expected: end });
  if (end < data.length) refuse('safetensors_trailing', { file, got: data.length - end });

  const tensors = new Map<string, StoredTensor>();
  for (const { name, dtype, shape, begin, end } of placed) tensors.set(name, { dtype, shape, bytes: data.subarray(begin, end) });
  return { tensors, metadata, data };
}

function refuse(code: FindingCode, numbers: Numbers): never {
  throw new InputError(code, numbers);
}

/** Exact up to 2^53 and never smaller than what is written beyond. */
function headerLength(bytes: Uint8Array): number {
  return Number(new DataView(bytes.buffer, bytes.byteOffset, PREFIX).getBigUint64(0, true));
}

function readHeader(file: string, bytes: Uint8Array): Record<string, unknown> {
  if (bytes.length < PREFIX) refuse('safetensors_short', { file, got: bytes.length });
  const length = headerLength(bytes);
  if (length > LONGEST_HEADER) refuse('safetensors_header_long', { file, got: length, expected: LONGEST_HEADER });
  if (length > bytes.length - PREFIX) refuse('safetensors_header_cut', { file, got: bytes.length - PREFIX, expected: length });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(PREFIX, PREFIX + length));
  } catch {
    return refuse('safetensors_header_encoding', { file });
  }
  const header = parseJson(`${file} (header)`, text);
  return isObject(header) ? header : refuse('safetensors_header_foreign', { file });
}

function readMetadata(file: string, metadata: unknown): Map<string, string> {
  if (metadata === undefined) return new Map();
  if (!isObject(metadata)) return refuse('safetensors_metadata', { file });
  const texts = new Map<string, string>();
  for (const [name, text] of Object.entries(metadata)) {
    if (typeof text !== 'string') return refuse('safetensors_metadata_text', { file, name });
    texts.set(name, text);
  }
  return texts;
}

interface Placed {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: Shape;
  readonly begin: number;
  readonly end: number;
}

function readEntry(file: string, name: string, entry: unknown): Placed {
  if (!isObject(entry)) return refuse('safetensors_entry', { file, name });
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(BYTES, dtype)) return refuse('safetensors_dtype', { file, name, got: String(dtype) });
  if (!isCounts(shape)) return refuse('safetensors_shape', { file, name });
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[1]! < offsets[0]!) return refuse('safetensors_offsets', { file, name });
  const [begin, end] = offsets as [number, number];
  // a product of counts beyond 2^53 is inexact, but stays beyond
  const size = shape.reduce((product, extent) => product * extent, BYTES[dtype as Dtype]);
  if (size !== end - begin)
    return refuse('safetensors_size', { file, name, shape: `[${shape.join(', ')}]`, dtype, expected: size, got: end - begin });
  return { name, dtype: dtype as Dtype, shape, begin, end };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
}

/** Tensors in the order in which the reference writer stores them: by rank of type, the largest first, then by name. */
function inFileOrder<T extends { readonly name: string; readonly dtype: Dtype }>(tensors: readonly T[]): T[] {
  const rank = Object.keys(BYTES);
  return tensors.toSorted((a, b) => rank.indexOf(b.dtype) - rank.indexOf(a.dtype) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The data section that a file of these tensors has. */
export function dataSection(tensors: readonly (StoredTensor & { readonly name: string })[]): Uint8Array<ArrayBuffer> {
  return copyInto(new Uint8Array(byteCount(tensors)), inFileOrder(tensors));
}

function byteCount(tensors: readonly StoredTensor[]): number {
  return tensors.reduce((total, { bytes }) => total + bytes.length, 0);
}

function copyInto<T extends Uint8Array>(target: T, tensors: readonly StoredTensor[]): T {
  let offset = 0;
  for (const { bytes } of tensors) {
    target.set(bytes, offset);
    offset += bytes.length;
  }
  return target;
}

/**
 * A file as the reference writer would write it: equal tensors and metadata give equal bytes.
 * @throws InputError safetensors_header_long, for such a file could not be read
 */
export function writeSafetensors(
  tensors: readonly (StoredTensor & { readonly name: string })[],
  metadata: ReadonlyMap<string, string>,
): Uint8Array<ArrayBuffer> {
  const ordered = inFileOrder(tensors);
  let offset = 0;
  // written by hand, for an object would put names such as "0" first
  const entries = ordered.map(({ name, dtype, shape, bytes }) => {
    const data_offsets = [offset, (offset += bytes.length)];
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets })}`;
  });
  if (metadata.size > 0) entries.unshift(`${JSON.stringify(METADATA)}:${JSON.stringify(Object.fromEntries(metadata))}`);
  const text = new TextEncoder().encode(`{${entries.join(',')}}`);
  const length = Math.ceil(text.length / 8) * 8;
  if (length > LONGEST_HEADER) refuse('safetensors_header_long', { file: 'The model file', got: length, expected: LONGEST_HEADER });

  const file = new Uint8Array(PREFIX + length + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.fill(0x20, PREFIX, PREFIX + length);
  file.set(text, PREFIX);
  copyInto(file.subarray(PREFIX + length), ordered);
  return file;
}
