/**
 * @file MNIST's format: pictures in one IDX file, their labels in another, plain or gzip. A header of big-endian
 * 32-bit words (magic, then one extent for each axis), then bytes.
 */
import { InputError } from '../findings/input-error.ts';
import type { Clause } from '../findings/messages.ts';
import { baseName, givenFile } from './files.ts';
import { inflate, isGzip } from './gzip.ts';
import { MOST_NUMBERS } from './limits.ts';
import { scaleSetting } from './scale.ts';
import type { SourceOf } from './source.ts';
import { validationSetting } from './split.ts';

/** Unsigned bytes (8) with three axes, and with one. */
const PICTURES = 0x00000803;
const LABELS = 0x00000801;

const EXPECTED: { readonly [M in typeof PICTURES | typeof LABELS]: Clause } = {
  [PICTURES]: 'clause:idx_pictures',
  [LABELS]: 'clause:idx_labels',
};

const settings = {
  images: {
    kind: 'file',
    default: '',
    accept: [],
    help: { en: 'The pictures: an idx3-ubyte file, plain or .gz.', hi: 'चित्र: idx3-ubyte file, सीधी या .gz।' },
  },
  labels: {
    kind: 'file',
    default: '',
    accept: [],
    help: { en: 'Their labels: an idx1-ubyte file, plain or .gz.', hi: 'उनके labels: idx1-ubyte file, सीधी या .gz।' },
  },
  validation: validationSetting(0.15),
  scale: scaleSetting('none'),
} as const;

/** Grey pictures with a class each; pixels become numbers from 0 to 1. */
export const idx: SourceOf<typeof settings> = {
  name: 'idx',
  title: { en: 'MNIST files', hi: 'MNIST files' },
  help: {
    en: 'Pictures and labels in the format of MNIST: two IDX files, as they are downloaded.',
    hi: 'MNIST format में चित्र और labels: दो IDX files, जैसी download होती हैं वैसी ही।',
  },
  settings,
  files: ['images', 'labels'],
  async read(values, files) {
    const images = await readIdx(baseName(values.images), givenFile(files, values.images)!, PICTURES);
    const labels = await readIdx(baseName(values.labels), givenFile(files, values.labels)!, LABELS);
    const [rows, height, width] = images.extents as [number, number, number];
    if (labels.extents[0] !== rows)
      throw new InputError('data_idx_counts', {
        images: baseName(values.images),
        labels: baseName(values.labels),
        pictures: rows,
        got: labels.extents[0]!,
      });

    const classes = labels.bytes.reduce((most, label) => Math.max(most, label), 0) + 1;
    if (labels.bytes.every((label) => label === labels.bytes[0]))
      throw new InputError('data_idx_one_class', { data: baseName(values.labels), got: labels.bytes[0]! });
    return {
      name: baseName(values.images),
      rows,
      shape: [height * width],
      features: Float32Array.from(images.bytes, (pixel) => pixel / 255),
      targets: Float32Array.from(labels.bytes),
      targetWidth: 1,
      task: 'classification',
      classes: Array.from({ length: classes }, (_, label) => String(label)),
      columns: [],
      picture: [height, width],
    };
  },
};

interface Idx {
  readonly extents: readonly number[];
  readonly bytes: Uint8Array;
}

/** @throws InputError for another format, a broken gzip, and a file shorter or longer than its header says. */
async function readIdx(data: string, file: Uint8Array, magic: typeof PICTURES | typeof LABELS): Promise<Idx> {
  const axes = magic & 255;
  const headBytes = 4 + 4 * axes;
  const sizeOf = (head: Uint8Array) => headBytes + extentsOf(data, head, magic).reduce((product, extent) => product * extent, 1);
  const bytes = isGzip(file) ? await inflate(data, file, headBytes, sizeOf) : file;
  const expected = sizeOf(bytes);
  if (bytes.length !== expected) throw new InputError('data_idx_size', { data, expected, got: bytes.length });
  return { extents: extentsOf(data, bytes, magic), bytes: bytes.subarray(headBytes) };
}

function extentsOf(data: string, head: Uint8Array, magic: typeof PICTURES | typeof LABELS): number[] {
  const axes = magic & 255;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const found = head.length >= 4 ? view.getUint32(0) : -1;
  if (found === (magic === PICTURES ? LABELS : PICTURES)) throw new InputError('data_idx_swapped', { data, expected: EXPECTED[magic] });
  if (found !== magic) throw new InputError('data_idx_foreign', { data, expected: EXPECTED[magic] });
  if (head.length < 4 + 4 * axes) throw new InputError('data_idx_size', { data, expected: 4 + 4 * axes, got: head.length });
  const extents = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const numbers = extents.reduce((product, extent) => product * extent, 1);
  if (numbers === 0) throw new InputError('data_empty', { data });
  if (numbers > MOST_NUMBERS) throw new InputError('data_numbers_many', { data, got: numbers, most: MOST_NUMBERS });
  return extents;
}
