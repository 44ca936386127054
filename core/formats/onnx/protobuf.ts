/**
 * @file Messages of Protocol Buffers by tables of their fields (protobuf.dev/programming-guides/encoding): read strictly, written plainly.
 * pbf reads and writes the single numbers; that they are there at all is found out here first. Nothing is made on the word of a length, and
 * since tables nest and never recur, no file decides how deep reading goes.
 */
import { PbfReader, PbfWriter } from 'pbf';
import { InputError } from '../../findings/input-error.ts';
import type { Clause } from '../../findings/messages.ts';
import type { Numbers } from '../../findings/finding.ts';

/** What a field holds. A mark is kept of what is not looked into. */
interface Scalars {
  readonly int: number;
  readonly float: number;
  readonly double: number;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly mark: true;
}
type Scalar = keyof Scalars;

export interface Field {
  readonly number: number;
  readonly holds: Scalar | Table;
  readonly many: boolean;
}

/** In the order of their numbers, which is the order they are written in. */
export interface Table {
  readonly [field: string]: Field;
}

export function one<const H extends Scalar | Table>(number: number, holds: H): { number: number; holds: H; many: false } {
  return { number, holds, many: false };
}

export function many<const H extends Scalar | Table>(number: number, holds: H): { number: number; holds: H; many: true } {
  return { number, holds, many: true };
}

type Held<H> = H extends Scalar ? Scalars[H] : H extends Table ? Message<H> : never;
type List<H> = H extends 'float' ? Float32Array : H extends 'int' | 'double' ? Float64Array : readonly Held<H>[];

/** A field that is left out is undefined or an empty list. An integer beyond 2^53 is the double nearest to it. */
export type Message<T extends Table> = {
  readonly [F in keyof T]: T[F] extends { many: true; holds: infer H }
    ? List<H>
    : T[F] extends { holds: infer H }
      ? Held<H> | undefined
      : never;
};

/** Of the kinds there are; 3 and 4, groups, are long gone, and ONNX has none. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

const WIRE_TYPE: Readonly<Record<Scalar, number>> = {
  int: VARINT,
  float: FIXED32,
  double: FIXED64,
  text: LENGTH,
  bytes: LENGTH,
  mark: LENGTH,
};

/** Bytes of the longest number of variable length: 64 bits, 7 in each. */
const LONGEST_VARINT = 10;
/** Fields are numbered up to 2^29 - 1. */
const LONGEST_TAG = 5;

/** Of messages in messages, and of fields in all: the largest network that can be shown has as many. */
const MOST_MESSAGES = 100_000;
const MOST_FIELDS = 500_000;
/** Numbers in a run that are kept one by one, each as a field; in an array of their own they would take a multiple. */
const SHORT_RUN = 256;
/** In all lists: integers are shapes, axes and flags, seldom weights, and eight times as large in memory as in a file. */
const MOST_INTEGERS = 2 ** 21;

/**
 * The message that `bytes` are, by its table. Fields that it does not name are passed over.
 * @throws InputError onnx_wire, onnx_limit: the byte and the field where they are not sound
 */
export function readMessage<T extends Table>(file: string, bytes: Uint8Array, table: T): Message<T> {
  return new Reader(file, bytes).message(table, bytes.length);
}

interface NamedField extends Field {
  readonly name: string;
}

/** A table as a reader uses it: fields by their numbers, and a message of which nothing has been read. */
interface Form {
  readonly fields: ReadonlyMap<number, NamedField>;
  readonly blank: Readonly<Record<string, unknown>>;
}

const FORMS = new WeakMap<Table, Form>();

function formOf(table: Table): Form {
  const known = FORMS.get(table);
  if (known) return known;
  const fields = Object.entries(table).map(([name, field]) => ({ ...field, name }));
  const form = {
    fields: new Map(fields.map((field) => [field.number, field])),
    blank: Object.fromEntries(fields.map(({ name, holds, many }) => [name, many ? joined(holds, []) : undefined])),
  };
  FORMS.set(table, form);
  return form;
}

class Reader {
  readonly #file: string;
  readonly #pbf: PbfReader;
  readonly #bytes: Uint8Array;
  readonly #text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** The fields that lead to what is being read, and of each that is repeated what there is of it. */
  readonly #path: string[] = [];
  readonly #lists: (readonly unknown[] | null)[] = [];
  #messages = 0;
  #fields = 0;
  #integers = 0;

  constructor(file: string, bytes: Uint8Array) {
    this.#file = file;
    this.#bytes = bytes;
    this.#pbf = new PbfReader(bytes);
  }

  /** From where the reader stands to `end`. */
  message<T extends Table>(table: T, end: number): Message<T> {
    const { fields, blank } = formOf(table);
    const read = { ...blank };
    let lists: Map<NamedField, unknown[]> | null = null;
    while (this.#pbf.pos < end) {
      const tag = this.#varint(end, LONGEST_TAG);
      const number = Math.floor(tag / 8);
      const wireType = tag % 8;
      if (number === 0) this.#refuse('clause:onnx_field_zero', {});
      const field = fields.get(number);
      if (!field) {
        this.#skip(wireType, end);
        continue;
      }
      this.#count(1);
      const { name, holds, many } = field;
      let list: unknown[] | null = null;
      if (many) {
        lists ??= new Map();
        list = lists.get(field) ?? [];
        if (list.length === 0) lists.set(field, list);
      }
      this.#path.push(name);
      this.#lists.push(list);
      const expected = typeof holds === 'string' ? WIRE_TYPE[holds] : LENGTH;
      if (list && wireType === LENGTH && expected !== LENGTH) {
        const run = this.#packed(holds as Scalar, end);
        if (run.length < SHORT_RUN) {
          this.#count(run.length);
          list.push(...run);
        } else list.push(run);
      } else {
        if (wireType !== expected) this.#refuse('clause:onnx_field_kind', { got: wireType, expected });
        if (!list && read[name] !== undefined) this.#refuse('clause:onnx_field_twice', {});
        const value = typeof holds === 'string' ? this.#scalar(holds, end) : this.#nested(holds, end);
        if (list) list.push(value);
        else read[name] = value;
      }
      this.#path.pop();
      this.#lists.pop();
    }
    if (lists) for (const [{ name, holds }, list] of lists) read[name] = joined(holds, list);
    return read as Message<T>;
  }

  #nested(table: Table, end: number): Message<Table> {
    if (++this.#messages > MOST_MESSAGES) this.#refuseLimit('clause:onnx_messages', MOST_MESSAGES);
    return this.message(table, this.#end(end));
  }

  #scalar(holds: Scalar, end: number): Scalars[Scalar] {
    switch (holds) {
      case 'int':
        return this.#varint(end, LONGEST_VARINT);
      case 'float':
        this.#demand(4, end);
        return this.#pbf.readFloat();
      case 'double':
        this.#demand(8, end);
        return this.#pbf.readDouble();
      case 'text':
        return this.#decoded(this.#span(end));
      case 'bytes':
        return this.#span(end);
      case 'mark':
        this.#span(end);
        return true;
      default:
        return holds satisfies never;
    }
  }

  /** Numbers of one kind, end to end. */
  #packed(holds: Scalar, end: number): Float32Array | Float64Array {
    const last = this.#end(end);
    const bytes = this.#bytes.subarray(this.#pbf.pos, last);
    if (holds === 'int') {
      // each ends with the one byte that has no high bit
      let count = 0;
      for (let at = 0; at < bytes.length; at++) if (bytes[at]! < 0x80) count++;
      if ((this.#integers += count) > MOST_INTEGERS) this.#refuseLimit('clause:onnx_integers', MOST_INTEGERS);
      const values = new Float64Array(count);
      for (let index = 0; this.#pbf.pos < last; index++) values[index] = this.#varint(last, LONGEST_VARINT);
      return values;
    }
    const size = holds === 'float' ? Float32Array.BYTES_PER_ELEMENT : Float64Array.BYTES_PER_ELEMENT;
    if (bytes.length % size !== 0) this.#refuse('clause:onnx_cut', { got: bytes.length % size, expected: size });
    this.#pbf.pos = last;
    // a copy begins where numbers may lie, and in the order of bytes that every machine of now has
    const { buffer } = bytes.slice();
    return holds === 'float' ? new Float32Array(buffer) : new Float64Array(buffer);
  }

  /** Below 2^63 and from -2^63 on. */
  #varint(end: number, longest: number): number {
    const { pos } = this.#pbf;
    let last = pos;
    while (last < end && this.#bytes[last]! >= 0x80) last++;
    // the tenth byte has room for the sixty-fourth bit alone
    if (last - pos >= longest || (last - pos === LONGEST_VARINT - 1 && this.#bytes[last]! > 1))
      this.#refuse('clause:onnx_varint_long', { expected: longest });
    if (last >= end) this.#refuse('clause:onnx_cut', { got: end - pos, expected: end - pos + 1 });
    return this.#pbf.readVarint(true);
  }

  /** Where the field that begins with its length ends. */
  #end(end: number): number {
    const length = this.#varint(end, LONGEST_VARINT);
    // beyond 2^63 it is read as negative
    const expected = length < 0 ? length + 2 ** 64 : length;
    const got = end - this.#pbf.pos;
    if (expected > got) this.#refuse('clause:onnx_cut', { got, expected });
    return this.#pbf.pos + length;
  }

  #span(end: number): Uint8Array {
    const last = this.#end(end);
    const span = this.#bytes.subarray(this.#pbf.pos, last);
    this.#pbf.pos = last;
    return span;
  }

  #decoded(span: Uint8Array): string {
    try {
      return this.#text.decode(span);
    } catch {
      return this.#refuse('clause:onnx_text', {});
    }
  }

  #skip(wireType: number, end: number): void {
    if (wireType === VARINT) this.#varint(end, LONGEST_VARINT);
    else if (wireType === LENGTH) this.#span(end);
    else if (wireType === FIXED32 || wireType === FIXED64) {
      const size = wireType === FIXED32 ? 4 : 8;
      this.#demand(size, end);
      this.#pbf.pos += size;
    } else this.#refuse('clause:onnx_wire_type', { got: wireType });
  }

  #count(fields: number): void {
    this.#fields += fields;
    if (this.#fields > MOST_FIELDS) this.#refuseLimit('clause:onnx_fields', MOST_FIELDS);
  }

  #demand(expected: number, end: number): void {
    const got = end - this.#pbf.pos;
    if (got < expected) this.#refuse('clause:onnx_cut', { got, expected });
  }

  #refuse(problem: Clause, numbers: Numbers): never {
    const steps = this.#path.map((name, depth) => (this.#lists[depth] ? `${name}[${this.#lists[depth].length}]` : name));
    const part = steps.length > 0 ? steps.join('.') : 'clause:onnx_model';
    throw new InputError('onnx_wire', { ...numbers, file: this.#file, at: this.#pbf.pos, part, problem });
  }

  #refuseLimit(what: Clause, most: number): never {
    throw new InputError('onnx_limit', { file: this.#file, what, most });
  }
}

/** A list of numbers in one piece; it comes in runs or number by number. */
function joined(holds: Field['holds'], list: readonly unknown[]): unknown {
  // a list that grew has room for more: without it, it takes a tenth where it is short
  if (holds !== 'int' && holds !== 'float' && holds !== 'double') return list.slice();
  if (list.length === 1 && typeof list[0] === 'object') return list[0];
  const runs = list as readonly (number | Float32Array | Float64Array)[];
  const count = runs.reduce<number>((sum, run) => sum + (typeof run === 'number' ? 1 : run.length), 0);
  const numbers = holds === 'float' ? new Float32Array(count) : new Float64Array(count);
  let at = 0;
  for (const run of runs) {
    if (typeof run === 'number') numbers[at++] = run;
    else {
      numbers.set(run, at);
      at += run.length;
    }
  }
  return numbers;
}

/** The bytes of a message; lists of numbers one by one, as Protocol Buffers of version 2 write them unless told otherwise. */
export function writeMessage<T extends Table>(message: Message<T>, table: T, size: number): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter(new Uint8Array(size));
  writeFields(pbf, message, table);
  return pbf.finish().slice();
}

function writeFields(pbf: PbfWriter, message: Message<Table>, table: Table): void {
  for (const [name, { number, holds, many }] of Object.entries(table)) {
    const value: unknown = message[name];
    if (value === undefined) continue;
    for (const item of many ? (value as Iterable<unknown>) : [value]) {
      if (typeof holds === 'string') writeScalar(pbf, number, holds, item);
      else pbf.writeMessage(number, (nested: Message<Table>) => writeFields(pbf, nested, holds), item as Message<Table>);
    }
  }
}

function writeScalar(pbf: PbfWriter, number: number, holds: Scalar, value: unknown): void {
  switch (holds) {
    case 'int':
      return pbf.writeVarintField(number, value as number);
    case 'float':
      return pbf.writeFloatField(number, value as number);
    case 'double':
      return pbf.writeDoubleField(number, value as number);
    case 'text':
      // not with pbf's own writer of texts, which mistakes characters from U+20000 on
      return pbf.writeBytesField(number, new TextEncoder().encode(value as string));
    case 'bytes':
      return pbf.writeBytesField(number, value as Uint8Array);
    case 'mark':
      throw new Error('What was not looked into cannot be written.');
    default:
      return holds satisfies never;
  }
}
