/**
 * @file The safetensors container, to the letter of its reference reader (github.com/huggingface/safetensors, README
 * "Format" and safetensors/src/tensor.rs): 8 bytes of little-endian header length, a JSON header, and the tensors end to
 * end. What the reference refuses is refused here; bytes are never copied while reading.
 */
import { JsonReader } from '../document/json-reader.ts';
import { shownName } from '../document/shown.ts';
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

/** A network of as many blocks as a document may have, each with its weights and its optimizer's state, stays below. */
const MOST_TENSORS = 200_000;
const MOST_METADATA = 10_000;
/** Values that the format does not know. */
const MOST_SKIPPED = 1_000_000;
/** Axes of one tensor; PyTorch has as many. */
const MOST_AXES = 64;
/** The reference counts in 64 bits and refuses what does not fit, even where a later extent is 0. */
const OVERFLOW = 2 ** 64;

/**
 * Takes a file apart. `file` names it in a refusal.
 * @throws InputError safetensors_* or json_malformed
 */
export function readSafetensors(file: string, bytes: Uint8Array): Safetensors {
  const { placed, metadata } = readHeader(file, headerText(file, bytes));
  const data = bytes.subarray(PREFIX + headerLength(bytes));

  // in the order of the file, each begins where the one before it ends
  placed.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = 0;
  for (const tensor of placed) {
    if (tensor.begin !== end) refuse('safetensors_gap', { file, name: shownName(tensor.name), got: tensor.begin, expected: end });
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

function headerText(file: string, bytes: Uint8Array): string {
  if (bytes.length < PREFIX) refuse('safetensors_short', { file, got: bytes.length });
  const length = headerLength(bytes);
  if (length > LONGEST_HEADER) refuse('safetensors_header_long', { file, got: length, expected: LONGEST_HEADER });
  if (length > bytes.length - PREFIX) refuse('safetensors_header_cut', { file, got: bytes.length - PREFIX, expected: length });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(PREFIX, PREFIX + length));
  } catch {
    return refuse('safetensors_header_encoding', { file });
  }
}

interface Placed {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: Shape;
  readonly begin: number;
  readonly end: number;
}

/** What the format does not know is gone over, but not for ever. */
class HeaderReader extends JsonReader {
  readonly #file: string;
  #skipped = 0;

  constructor(file: string, text: string) {
    super(`${file} (header)`, text);
    this.#file = file;
  }

  override skip(): void {
    this.#skipped++;
    if (this.#skipped > MOST_SKIPPED)
      refuse('safetensors_crowded', { file: this.#file, most: MOST_SKIPPED, what: 'clause:unknown_values' });
    super.skip();
  }
}

/** In one sweep that keeps nothing of what does not belong there: a header can be a hundred million bytes long. */
function readHeader(file: string, text: string): { placed: Placed[]; metadata: Map<string, string> } {
  const json = new HeaderReader(file, text);
  const placed: Placed[] = [];
  const metadata = new Map<string, string>();
  if (isOtherJson(json.peek())) refuse('safetensors_header_foreign', { file });
  json.object((name) => {
    if (name === METADATA) readMetadata(file, json, metadata);
    else if (placed.length === MOST_TENSORS) refuse('safetensors_crowded', { file, most: MOST_TENSORS, what: 'clause:tensors' });
    else placed.push(readEntry(file, name, json));
  });
  json.end();
  return { placed, metadata };
}

/** Whether a JSON value that begins so is no object. */
function isOtherJson(first: string | undefined): boolean {
  return first !== undefined && /[["\-0-9tfn]/.test(first);
}

function readMetadata(file: string, json: JsonReader, metadata: Map<string, string>): void {
  if (!isNext(json, '{')) refuse('safetensors_metadata', { file });
  json.object((name) => {
    if (metadata.size === MOST_METADATA) refuse('safetensors_crowded', { file, most: MOST_METADATA, what: 'clause:metadata_entries' });
    if (!isNext(json, '"')) refuse('safetensors_metadata_text', { file, name: shownName(name) });
    metadata.set(whole(file, name), whole(file, json.string()));
  });
}

/** Half a character, written as an escape, is text to JSON and to nobody else: the reference does not read it. */
function whole(file: string, text: string): string {
  return text.isWellFormed() ? text : refuse('safetensors_text', { file, text: shownName(text) });
}

function readEntry(file: string, name: string, json: JsonReader): Placed {
  whole(file, name);
  const about = { file, name: shownName(name) };
  if (!isNext(json, '{')) return refuse('safetensors_entry', about);
  let dtype: string | null = null;
  let shape: number[] | null = null;
  let offsets: number[] | null = null;
  json.object((field) => {
    if (field === 'dtype') dtype = isNext(json, '"') ? json.string() : null;
    else if (field === 'shape') shape = readCounts(json, MOST_AXES);
    else if (field === 'data_offsets') offsets = readCounts(json, 2);
    else json.skip();
  });
  return placedBy(about, name, dtype, shape, offsets);
}

function placedBy(about: Numbers, name: string, dtype: string | null, shape: Shape | null, offsets: Shape | null): Placed {
  if (dtype === null) return refuse('safetensors_dtype', { ...about, got: 'clause:no_type' });
  if (!isDtype(dtype)) return refuse('safetensors_dtype', { ...about, got: 'clause:the_type', dtype: shownName(dtype) });
  if (!shape) return refuse('safetensors_shape', { ...about, axes: MOST_AXES });
  const [begin, end] = offsets ?? [];
  if (begin === undefined || end === undefined || end < begin) return refuse('safetensors_offsets', about);
  const [size, overflows] = byteSize(shape, dtype);
  if (overflows || size !== end - begin)
    return refuse('safetensors_size', { ...about, shape: `[${shape.join(', ')}]`, dtype, expected: size, got: end - begin });
  return { name, dtype, shape, begin, end };
}

function isDtype(text: string): text is Dtype {
  return Object.hasOwn(BYTES, text);
}

/** A product of counts beyond 2^53 is inexact, but stays beyond. */
function byteSize(shape: Shape, dtype: Dtype): [size: number, overflows: boolean] {
  let size = 1;
  for (const factor of [...shape, BYTES[dtype]]) {
    size *= factor;
    if (size >= OVERFLOW) return [size, true];
  }
  return [size, false];
}

/** Whether a value that begins so comes next; over any other it goes, which may be no JSON at all. */
function isNext(json: JsonReader, first: string): boolean {
  if (json.peek() === first) return true;
  json.skip();
  return false;
}

/** A list of at most `most` whole numbers; null for anything else. */
function readCounts(json: JsonReader, most: number): number[] | null {
  if (!isNext(json, '[')) return null;
  const counts: number[] = [];
  let others = 0;
  json.array(() => {
    const count = others === 0 && counts.length < most ? readCount(json) : skipped(json);
    if (count === null) others++;
    else counts.push(count);
  });
  return others === 0 ? counts : null;
}

function skipped(json: JsonReader): null {
  json.skip();
  return null;
}

/** Neither 2.0 nor 2e0 nor -0 is a count to the reference. */
function readCount(json: JsonReader): number | null {
  if (!/[-0-9]/.test(json.peek() ?? '')) return skipped(json);
  const digits = json.digits();
  const count = Number(digits);
  return /^\d+$/.test(digits) && Number.isSafeInteger(count) ? count : null;
}

/** Tensors in the order in which the reference writer stores them: by rank of type, the largest first, then by name. */
function inFileOrder<T extends { readonly name: string; readonly dtype: Dtype }>(tensors: readonly T[]): T[] {
  const rank = Object.keys(BYTES);
  return tensors.toSorted((a, b) => rank.indexOf(b.dtype) - rank.indexOf(a.dtype) || compareTexts(a.name, b.name));
}

/** By code points, as the bytes of UTF-8 compare. */
function compareTexts(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at++) {
    const difference = rankOfUnit(a.charCodeAt(at)) - rankOfUnit(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Halves of characters above U+FFFF stand below U+E000 in UTF-16. */
function rankOfUnit(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
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
 * A file as the reference writer would write it: equal tensors and metadata give equal bytes. The reference has no order of metadata; here
 * they keep theirs.
 * @throws InputError safetensors_header_long, safetensors_crowded, safetensors_text, for such a file could not be read
 */
export function writeSafetensors(
  tensors: readonly (StoredTensor & { readonly name: string })[],
  metadata: ReadonlyMap<string, string>,
): Uint8Array<ArrayBuffer> {
  const file = 'The model file';
  if (tensors.length > MOST_TENSORS) refuse('safetensors_crowded', { file, most: MOST_TENSORS, what: 'clause:tensors' });
  const quoted = (text: string) => JSON.stringify(whole(file, text));
  const ordered = inFileOrder(tensors);
  let offset = 0;
  // written by hand, for an object would put names such as "0" first
  const entries = ordered.map(({ name, dtype, shape, bytes }) => {
    const data_offsets = [offset, (offset += bytes.length)];
    return `${quoted(name)}:${JSON.stringify({ dtype, shape, data_offsets })}`;
  });
  const texts = Array.from(metadata, ([name, text]) => `${quoted(name)}:${quoted(text)}`);
  if (texts.length > 0) entries.unshift(`${quoted(METADATA)}:{${texts.join(',')}}`);
  const text = new TextEncoder().encode(`{${entries.join(',')}}`);
  const length = Math.ceil(text.length / 8) * 8;
  if (length > LONGEST_HEADER) refuse('safetensors_header_long', { file, got: length, expected: LONGEST_HEADER });

  const bytes = new Uint8Array(PREFIX + length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.fill(0x20, PREFIX, PREFIX + length);
  bytes.set(text, PREFIX);
  copyInto(bytes.subarray(PREFIX + length), ordered);
  return bytes;
}
