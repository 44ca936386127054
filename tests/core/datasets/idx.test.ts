import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idx } from '../../../core/datasets/idx.ts';
import { resolveDataSettings } from '../../../core/datasets/resolve-settings.ts';
import { InputError } from '../../../core/findings/input-error.ts';
import { sentence } from '../../helpers/sentence.ts';

/** As the MNIST page defines the format: magic and extents as big-endian words, then bytes. */
function file(magic: number, extents: number[], bytes: number[]): Uint8Array {
  const words = [magic, ...extents].flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
  return Uint8Array.from([...words, ...bytes]);
}

const IMAGES = file(0x803, [3, 2, 2], [0, 51, 102, 255, 1, 2, 3, 4, 5, 6, 7, 8]);
const LABELS = file(0x801, [3], [2, 0, 1]);
const settings = resolveDataSettings(idx.settings, { images: 'images', labels: 'labels' });
const read = (images: Uint8Array, labels: Uint8Array) => idx.read(settings, new Map([['images', images], ['labels', labels]]), 1); // prettier-ignore

test.each([
  ['plain', (bytes: Uint8Array) => bytes],
  ['gzip', (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes))],
])('a %s pair is pictures from 0 to 1 with a class each', async (_, pack) => {
  const table = await read(pack(IMAGES), pack(LABELS));
  expect(table).toMatchObject({ rows: 3, shape: [4], picture: [2, 2], task: 'classification', classes: ['0', '1', '2'], targetWidth: 1 });
  expect([...table.targets]).toEqual([2, 0, 1]);
  expect(table.features.slice(0, 4)).toEqual(Float32Array.of(0, 0.2, 0.4, 1));
  expect(table.features.length).toBe(12);
});

test('pictures of several megabytes come through gzip whole', async () => {
  const rows = 5000;
  const pixels = Array.from({ length: rows * 784 }, (_, i) => (i * 7919) % 251);
  const table = await read(
    gzipSync(file(0x803, [rows, 28, 28], pixels)),
    file(
      0x801,
      [rows],
      Array.from({ length: rows }, (_, row) => row % 10),
    ),
  );
  expect(table.features.every((value, i) => value === Math.fround(pixels[i]! / 255))).toBe(true);
});

test.each([
  [
    'swapped files',
    LABELS,
    IMAGES,
    'images is not the file of pictures (idx3-ubyte) but the other one of the pair. Swap images and labels.',
  ],
  ['a foreign file', Buffer.from('GIF89a......'), LABELS, 'images is not an IDX file of pictures (idx3-ubyte).'],
  ['an empty file', new Uint8Array(0), LABELS, 'images is not an IDX file of pictures (idx3-ubyte).'],
  ['floats instead of bytes', file(0xd03, [1, 1, 1], [0, 0, 0, 0]), LABELS, 'images is not an IDX file of pictures (idx3-ubyte).'],
  [
    'a cut header',
    IMAGES.subarray(0, 10),
    LABELS,
    'images has 10 bytes, but its header asks for 16. The file is damaged; download it again.',
  ],
  [
    'cut pictures',
    IMAGES.subarray(0, 27),
    LABELS,
    'images has 27 bytes, but its header asks for 28. The file is damaged; download it again.',
  ],
  [
    'cut pictures in a whole gzip',
    gzipSync(IMAGES.subarray(0, 27)),
    LABELS,
    'images has 27 bytes, but its header asks for 28. The file is damaged; download it again.',
  ],
  [
    'bytes left over',
    IMAGES,
    Uint8Array.of(...LABELS, 0),
    'labels has 12 bytes, but its header asks for 11. The file is damaged; download it again.',
  ],
  ['a cut gzip', gzipSync(IMAGES).subarray(0, 30), LABELS, 'images is a broken or cut gzip file. Download it again.'],
  [
    'a gzip bomb',
    gzipSync(Buffer.concat([IMAGES, Buffer.alloc(50_000_000)])),
    LABELS,
    'images has more than 28 bytes, but its header asks for 28. The file is damaged; download it again.',
  ],
  [
    'a header that claims too much',
    file(0x803, [100_000, 10_000, 10_000], []),
    LABELS,
    'images holds 10000000000000 numbers; at most 134217728 fit. Take fewer rows or columns.',
  ],
  ['no pictures', file(0x803, [0, 28, 28], []), LABELS, 'images has no rows of data.'],
  [
    'counts that differ',
    IMAGES,
    file(0x801, [2], [0, 1]),
    'images has 3 pictures, but labels has 2 labels. Choose two files that belong together.',
  ],
  ['one class', IMAGES, file(0x801, [3], [7, 7, 7]), 'labels: every label is 7, so there is nothing to tell apart.'],
])('%s: refused with the file and the reason', async (_, images, labels, expected) => {
  expect(await sentence(() => read(images, labels))).toBe(expected);
});

test('no damage to a file escapes as anything but one sentence', async () => {
  const packed = new Uint8Array(gzipSync(IMAGES));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(IMAGES, packed), fc.nat(60), fc.nat(255), fc.nat(60), async (whole, at, byte, length) => {
      const bytes = whole.slice(0, length);
      if (at < bytes.length) bytes[at] = byte;
      try {
        await read(bytes, LABELS);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 300 },
  );
});
