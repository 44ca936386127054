/** @file NumPy's .npy: a header that is a Python dictionary, then the numbers (numpy.lib.format, versions 1 to 3). */
import { InputError } from '../findings/input-error.ts';
import { MOST_NUMBERS } from './limits.ts';
import { elementCount, type Shape } from '../tensor/shape.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const;
const ALIGNMENT = 64;

interface Type {
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
}

/** By NumPy's descr; little-endian, or of one byte. */
const TYPES: Readonly<Record<string, Type>> = {
  '<f4': { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  '<f8': { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  '<i8': { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  '<i4': { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  '<i2': { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  '|i1': { bytes: 1, read: (view, at) => view.getInt8(at) },
  '|u1': { bytes: 1, read: (view, at) => view.getUint8(at) },
  '|b1': { bytes: 1, read: (view, at) => view.getUint8(at) },
};

export interface NumpyArray {
  readonly shape: Shape;
  /** In C order, rounded to float32. */
  readonly values: Float32Array;
}

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/** @throws InputError for other versions, types and orders, and for a file shorter or longer than its header says. */
export function readNpy(data: string, bytes: Uint8Array): NumpyArray {
  const broken = () => new InputError('data_npy_broken', { data });
  if (!isNpy(bytes) || bytes.length < 12) throw broken();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6]!;
  if (version < 1 || version > 3) throw broken();
  const headerStart = version === 1 ? 10 : 12;
  const start = headerStart + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > bytes.length) throw broken();
  const header = new TextDecoder('latin1').decode(bytes.subarray(headerStart, start));

  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const extents = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (descr === undefined || fortran === undefined || extents === undefined) throw broken();
  const shape = extents
    .split(',')
    .map((extent) => extent.trim())
    .filter((extent) => extent !== '')
    .map(Number);

  const type = TYPES[descr];
  if (type === undefined) throw new InputError('data_npy_type', { data, got: descr });
  if (fortran === 'True' && shape.length > 1) throw new InputError('data_npy_fortran', { data });
  const count = elementCount(shape);
  if (count > MOST_NUMBERS) throw new InputError('data_numbers_many', { data, got: count, most: MOST_NUMBERS });
  const expected = start + count * type.bytes;
  if (bytes.length !== expected) throw new InputError('data_npy_size', { data, expected, got: bytes.length });

  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = type.read(view, start + i * type.bytes);
  return { shape, values };
}

/** Version 1, float32, C order. */
export function writeNpy({ shape, values }: NumpyArray): Uint8Array {
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const padding = ALIGNMENT - ((10 + dictionary.length + 1) % ALIGNMENT);
  const header = `${dictionary}${' '.repeat(padding % ALIGNMENT)}\n`;
  const start = 10 + header.length;
  const bytes = new Uint8Array(start + 4 * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([...MAGIC, 1, 0]);
  view.setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  for (let i = 0; i < values.length; i++) view.setFloat32(start + 4 * i, values[i]!, true);
  return bytes;
}
