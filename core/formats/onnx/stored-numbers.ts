/** @file The numbers of a tensor: how each type of ONNX stores them, as raw bytes or in a typed field (TensorProto in onnx.proto). */
import { InputError } from '../../findings/input-error.ts';
import type { DataType } from './graph.ts';
import type { Message } from './protobuf.ts';
import type { TENSOR } from './schema.ts';

export type Values = Float32Array | Float64Array;

interface Storage {
  /** Bytes of one number. */
  readonly size: number;
  /** The typed field that may hold them; of the half floats it holds the bits. */
  readonly field: 'float_data' | 'int32_data' | 'int64_data' | 'double_data';
  /** A float32 holds each of its numbers. */
  readonly single: boolean;
  readonly get: (data: DataView, at: number) => number;
  readonly set: (data: DataView, at: number, value: number) => void;
}

const STORAGE: { readonly [T in DataType]: Storage } = {
  FLOAT: {
    size: 4,
    field: 'float_data',
    single: true,
    get: (data, at) => data.getFloat32(at, true),
    set: (data, at, value) => data.setFloat32(at, value, true),
  },
  UINT8: {
    size: 1,
    field: 'int32_data',
    single: true,
    get: (data, at) => data.getUint8(at),
    set: (data, at, value) => data.setUint8(at, value),
  },
  INT8: {
    size: 1,
    field: 'int32_data',
    single: true,
    get: (data, at) => data.getInt8(at),
    set: (data, at, value) => data.setInt8(at, value),
  },
  INT32: {
    size: 4,
    field: 'int32_data',
    single: false,
    get: (data, at) => data.getInt32(at, true),
    set: (data, at, value) => data.setInt32(at, value, true),
  },
  INT64: {
    size: 8,
    field: 'int64_data',
    single: false,
    get: (data, at) => Number(data.getBigInt64(at, true)),
    set: (data, at, value) => data.setBigInt64(at, BigInt(value), true),
  },
  BOOL: {
    size: 1,
    field: 'int32_data',
    single: true,
    get: (data, at) => data.getUint8(at),
    set: (data, at, value) => data.setUint8(at, value),
  },
  FLOAT16: {
    size: 2,
    field: 'int32_data',
    single: true,
    get: (data, at) => data.getFloat16(at, true),
    set: (data, at, value) => data.setFloat16(at, value, true),
  },
  DOUBLE: {
    size: 8,
    field: 'double_data',
    single: false,
    get: (data, at) => data.getFloat64(at, true),
    set: (data, at, value) => data.setFloat64(at, value, true),
  },
  // the upper half of a float32
  BFLOAT16: {
    size: 2,
    field: 'int32_data',
    single: true,
    get: (data, at) => float32Of(data.getUint16(at, true) * 2 ** 16),
    set: (data, at, value) => data.setUint16(at, bitsOf(value) >>> 16, true),
  },
};

/** Numbers that are faster read one by one: memory of its own costs an array as much as a dozen of them. */
const FEW = 16;
const FIELDS = ['float_data', 'int32_data', 'int64_data', 'double_data'] as const;

/**
 * The `count` numbers of a tensor, in memory of their own.
 * @throws InputError onnx_tensor_twice, onnx_tensor_size
 */
export function numbersOf(file: string, name: string, type: DataType, count: number, tensor: Message<typeof TENSOR>): Values {
  const { size, field, single, get } = STORAGE[type];
  const { raw_data: raw = new Uint8Array() } = tensor;
  const typed = FIELDS.filter((each) => tensor[each].length > 0);
  if (typed.length + (raw.length > 0 ? 1 : 0) > 1) throw new InputError('onnx_tensor_twice', { file, name });
  const numbers = tensor[field];
  const got = numbers.length > 0 ? numbers.length * size : raw.length;
  if (got !== count * size)
    throw new InputError('onnx_tensor_size', { file, name, shape: `[${tensor.dims.join(', ')}]`, type, expected: count * size, got });

  if (numbers.length === 0 && type === 'FLOAT' && count > FEW) return new Float32Array(raw.slice().buffer);
  const Numbers = single ? Float32Array : Float64Array;
  if (numbers.length > 0 && numbers instanceof Numbers) return numbers;
  const data = numbers.length > 0 ? packed(numbers, size) : new DataView(raw.buffer, raw.byteOffset, raw.length);
  const values = new Numbers(count);
  for (let index = 0; index < count; index++) values[index] = get(data, index * size);
  return values;
}

/** Whole numbers of one or two bytes that were stored in four. */
function packed(numbers: Values, size: number): DataView {
  const data = new DataView(new ArrayBuffer(numbers.length * size));
  numbers.forEach((number, index) => (size === 1 ? data.setUint8(index, number) : data.setUint16(index * size, number, true)));
  return data;
}

/** The raw data of a tensor. */
export function rawBytes(type: DataType, values: Values): Uint8Array {
  const { size, set } = STORAGE[type];
  if (type === 'FLOAT' && values instanceof Float32Array) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const bytes = new Uint8Array(values.length * size);
  const data = new DataView(bytes.buffer);
  values.forEach((value, index) => set(data, index * size, value));
  return bytes;
}

const word = new DataView(new ArrayBuffer(4));

function float32Of(bits: number): number {
  word.setUint32(0, bits);
  return word.getFloat32(0);
}

function bitsOf(value: number): number {
  word.setFloat32(0, value);
  return word.getUint32(0);
}
