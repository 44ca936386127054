import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../../core/findings/input-error.ts';
import { sentence } from '../../helpers/sentence.ts';
import { readNpy, writeNpy } from '../../../core/datasets/npy.ts';

/** Written by NumPy: build/npy-fixtures.py. */
const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/npy', `${name}.npy`)));
const REAL = [1.5, -2, 3, 0.25, Math.fround(0.001), 7];
const WHOLE = [1, -2, 3, 4, 5, 127];

test.each([
  ['float32', REAL],
  ['float64', REAL],
  ['version-2', REAL],
  ['int64', WHOLE],
  ['int32', WHOLE],
  ['int16', WHOLE],
  ['int8', WHOLE],
  ['uint8', WHOLE.map(Math.abs)],
  ['bool', [0, 0, 1, 1, 1, 1]],
])('an array that NumPy saved as %s is read', (name, values) => {
  expect(readNpy('x.npy', fixture(name))).toEqual({ shape: [2, 3], values: Float32Array.from(values) });
});

test('a float32 array is written byte for byte as NumPy writes it', () => {
  expect(writeNpy({ shape: [2, 3], values: Float32Array.from(REAL) })).toEqual(fixture('float32'));
  expect(writeNpy({ shape: [3], values: Float32Array.of(0, 1, 2) })).toEqual(fixture('one-axis'));
});

test.each([
  ['big-endian', 'x.npy holds numbers of type >f4. Save it from NumPy with .astype("float32").'],
  ['text', 'x.npy holds numbers of type <U1. Save it from NumPy with .astype("float32").'],
  ['fortran', 'x.npy is stored column by column. Save it from NumPy with numpy.ascontiguousarray.'],
])('an array that is %s is refused with what to do', async (name, expected) => {
  expect(await sentence(() => readNpy('x.npy', fixture(name)))).toBe(expected);
});

test('a file cut short or with bytes left over is refused', async () => {
  const bytes = fixture('float32');
  expect(await sentence(() => readNpy('x.npy', bytes.subarray(0, 151)))).toBe(
    'x.npy has 151 bytes, but its header asks for 152. Save it again.',
  );
  expect(await sentence(() => readNpy('x.npy', Uint8Array.of(...bytes, 0)))).toBe(
    'x.npy has 153 bytes, but its header asks for 152. Save it again.',
  );
});

test('a header that claims more numbers than fit is refused before they are allocated', async () => {
  const text = Buffer.from(fixture('float32')).toString('latin1').replace('(2, 3), }           ', '(999999, 99999), }  ');
  expect(await sentence(() => readNpy('x.npy', Buffer.from(text, 'latin1')))).toBe(
    'x.npy holds 99998900001 numbers; at most 134217728 fit. Take fewer rows or columns.',
  );
});

test('no damage to a file escapes as anything but one sentence', () => {
  fc.assert(
    fc.property(fc.nat(151), fc.nat(255), fc.nat(152), (at, byte, length) => {
      const bytes = fixture('float32').slice(0, length);
      if (at < length) bytes[at] = byte;
      try {
        readNpy('x.npy', bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 500 },
  );
});
