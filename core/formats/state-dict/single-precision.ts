/** @file Numbers of any floating type as the engine computes with them: float32. */
import type { Dtype } from '../safetensors.ts';

/** Types that weights may be stored as: bytes of a number, and how one is read at a place. */
const FLOATS = {
  F32: { size: 4, read: (data, at) => data.getFloat32(at, true) },
  F64: { size: 8, read: (data, at) => data.getFloat64(at, true) },
  F16: { size: 2, read: (data, at) => data.getFloat16(at, true) },
  // the upper half of a float32
  BF16: { size: 2, read: upperHalf },
} as const satisfies { readonly [T in Dtype]?: { readonly size: number; readonly read: (data: DataView, at: number) => number } };

export type Float = keyof typeof FLOATS;

/** For a sentence. */
export const FLOAT_NAMES = 'F32, F64, F16 or BF16';

const UPPER = new DataView(new ArrayBuffer(4));

function upperHalf(data: DataView, at: number): number {
  UPPER.setUint16(0, data.getUint16(at, true));
  return UPPER.getFloat32(0);
}

export function isFloat(dtype: Dtype): dtype is Float {
  return Object.hasOwn(FLOATS, dtype);
}

export interface Singles {
  readonly values: Float32Array;
  /** The largest change of a number, of its size; 0 where none changed. */
  readonly error: number;
}

/** A copy, whatever the place of `bytes`. A number beyond float32 becomes infinite. */
export function singles(dtype: Float, bytes: Uint8Array): Singles {
  if (dtype === 'F32') return { values: new Float32Array(bytes.slice().buffer), error: 0 };
  const { size, read } = FLOATS[dtype];
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.byteLength / size);
  let error = 0;
  for (let index = 0; index < values.length; index++) {
    const exact = read(data, index * size);
    values[index] = exact;
    const change = Math.abs(values[index]! - exact) / Math.abs(exact);
    if (change > error) error = change;
  }
  return { values, error };
}
