/** @file Safetensors files as PyTorch would save them, and as nobody should. */
import { writeSafetensors, type Dtype } from '../../core/formats/safetensors.ts';

/** A file of any header and data, right or wrong. */
export function container(header: string | Uint8Array, data = new Uint8Array(), length?: bigint): Uint8Array<ArrayBuffer> {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

const SIZE: { readonly [T in Dtype]?: number } = { F32: 4, F64: 8, F16: 2, BF16: 2, I64: 8, I32: 4, U8: 1, BOOL: 1, F8_E4M3: 1 };

/** Tensors by name as `F32 3 4`; their bytes count up, so that each is another. */
export function tensorsFile(
  tensors: Readonly<Record<string, string>>,
  metadata: Readonly<Record<string, string>> = { format: 'pt' },
): Uint8Array<ArrayBuffer> {
  let next = 1;
  const stored = Object.entries(tensors).map(([name, told]) => {
    const [dtype, ...extents] = told.split(' ') as [Dtype, ...string[]];
    const shape = extents.map(Number);
    const bytes = new Uint8Array(shape.reduce((product, extent) => product * extent, SIZE[dtype]!));
    if (dtype === 'F32') new Float32Array(bytes.buffer).forEach((_, index, values) => (values[index] = next++ / 8));
    return { name, dtype, shape, bytes };
  });
  return writeSafetensors(stored, new Map(Object.entries(metadata)));
}
