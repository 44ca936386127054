import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../core/findings/input-error.ts';
import { dataSection, readSafetensors, writeSafetensors, type StoredTensor } from '../../../core/formats/safetensors.ts';

const ascii = (text: string) => new TextEncoder().encode(text);

/** A file of any header and data, right or wrong. */
function container(header: string | Uint8Array, data = new Uint8Array(), length?: bigint): Uint8Array {
  const text = typeof header === 'string' ? ascii(header) : header;
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

const entry = (dtype: unknown, shape: unknown, data_offsets: unknown) => JSON.stringify({ dtype, shape, data_offsets });
const tensor = (dtype: unknown, shape: unknown, data_offsets: unknown, bytes = 8) =>
  container(`{"a":${entry(dtype, shape, data_offsets)}}`, new Uint8Array(bytes));
const good = entry('F32', [2], [0, 8]);

function codeOf(bytes: Uint8Array): string {
  try {
    readSafetensors('net.safetensors', bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toMatch(/\{\w+\}/);
    return (error as InputError).code;
  }
  return 'accepted';
}

describe('a container that is cut or foreign is refused', () => {
  test.each([
    ['no byte at all', new Uint8Array(), 'safetensors_short'],
    ['seven bytes', new Uint8Array(7), 'safetensors_short'],
    ['a header of no length', new Uint8Array(8), 'json_malformed'],
    ['a header that never comes', container('', undefined, 8n), 'safetensors_header_cut'],
    ['a length of 2^64 - 1', container('{}', undefined, 2n ** 64n - 1n), 'safetensors_header_long'],
    ['a length of 2^63', container('{}', undefined, 2n ** 63n), 'safetensors_header_long'],
    ['a length of 2^53 + 1', container('{}', undefined, 2n ** 53n + 1n), 'safetensors_header_long'],
    ['a length just above the limit', container('{}', undefined, 100_000_001n), 'safetensors_header_long'],
    ['a length beyond the file', container('{}', undefined, 3n), 'safetensors_header_cut'],
    ['a length in big-endian order', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 2, 0x7b, 0x7d), 'safetensors_header_long'],
    ['a header that is not UTF-8', container(Uint8Array.of(0x7b, 0xff, 0x7d)), 'safetensors_header_encoding'],
    ['a byte order mark', container(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)), 'json_malformed'],
    ['UTF-16', container(Uint8Array.of(0x7b, 0x00, 0x7d, 0x00)), 'json_malformed'],
    ['a cut header', container('{'), 'json_malformed'],
    ['a list', container('[]'), 'safetensors_header_foreign'],
    ['null', container('null'), 'safetensors_header_foreign'],
    ['a text', container('"x"'), 'safetensors_header_foreign'],
    ['a number', container('1'), 'safetensors_header_foreign'],
    ['two values', container('{} {}'), 'json_malformed'],
    ['NaN in JSON', container('{"a":NaN}'), 'json_malformed'],
    ['a comment in JSON', container('{/**/}'), 'json_malformed'],
    ['a trailing comma', container(`{"a":${good},}`, new Uint8Array(8)), 'json_malformed'],
    ['a deep header', container('{"a":'.repeat(100_000)), 'json_malformed'],
  ])('%s', (_, bytes, code) => expect(codeOf(bytes)).toBe(code));
});

describe('a header that does not describe its data is refused', () => {
  test.each([
    ['a name twice', container(`{"a":${good},"a":${good}}`, new Uint8Array(8)), 'json_malformed'],
    ['a name twice, once escaped', container(`{"a":${good},"\\u0061":${good}}`, new Uint8Array(8)), 'json_malformed'],
    ['metadata twice', container('{"__metadata__":{},"__metadata__":{}}'), 'json_malformed'],
    ['metadata as a list', container('{"__metadata__":[]}'), 'safetensors_metadata'],
    ['metadata as null', container('{"__metadata__":null}'), 'safetensors_metadata'],
    ['a number in the metadata', container('{"__metadata__":{"a":1}}'), 'safetensors_metadata_text'],
    ['an object in the metadata', container('{"__metadata__":{"a":{}}}'), 'safetensors_metadata_text'],
    ['an entry that is a list', container('{"a":[]}'), 'safetensors_entry'],
    ['an entry that is null', container('{"a":null}'), 'safetensors_entry'],
    ['a tensor called __proto__', container(`{"__proto__":${good}}`, new Uint8Array(8)), 'json_malformed'],
    ['a hole between tensors', container(`{"a":${good},"b":${entry('F32', [1], [12, 16])}}`, new Uint8Array(16)), 'safetensors_gap'],
    ['a hole before the first', tensor('F32', [1], [4, 8]), 'safetensors_gap'],
    ['an overlap', container(`{"a":${good},"b":${entry('F32', [2], [4, 12])}}`, new Uint8Array(12)), 'safetensors_gap'],
    ['two tensors in one place', container(`{"a":${good},"b":${good}}`, new Uint8Array(8)), 'safetensors_gap'],
    ['an end before its beginning', tensor('F32', [2], [8, 0]), 'safetensors_offsets'],
    ['negative offsets', tensor('F32', [2], [-8, 0]), 'safetensors_offsets'],
    ['fractional offsets', tensor('F32', [2], [0.5, 8.5]), 'safetensors_offsets'],
    ['offsets as texts', tensor('F32', [2], ['0', '8']), 'safetensors_offsets'],
    ['one offset', tensor('F32', [2], [8]), 'safetensors_offsets'],
    ['no offsets', tensor('F32', [2], undefined), 'safetensors_offsets'],
    ['an offset beyond 2^53', tensor('F32', [2], [0, 2 ** 53]), 'safetensors_offsets'],
    ['data that end early', tensor('F32', [2], [0, 8], 7), 'safetensors_cut'],
    ['no data at all', tensor('F32', [2], [0, 8], 0), 'safetensors_cut'],
    ['bytes after the last tensor', tensor('F32', [2], [0, 8], 9), 'safetensors_trailing'],
    ['data without tensors', container('{}', new Uint8Array(1)), 'safetensors_trailing'],
    ['a shape too small for its bytes', tensor('F32', [1], [0, 8]), 'safetensors_size'],
    ['a shape too large for its bytes', tensor('F32', [3], [0, 8]), 'safetensors_size'],
    [
      'an extent beyond 2^53',
      container('{"a":{"dtype":"U8","shape":[2,18446744073709551614],"data_offsets":[0,8]}}', new Uint8Array(8)),
      'safetensors_shape',
    ],
    ['a product beyond 2^64', tensor('U8', [2 ** 33, 2 ** 33], [0, 8]), 'safetensors_size'],
    ['a product of 64 extents', tensor('F32', Array(64).fill(2), [0, 8]), 'safetensors_size'],
    ['65 extents', tensor('F32', Array(65).fill(1), [0, 4], 4), 'safetensors_shape'],
    ['a million extents and more', container(`{"a":{"shape":[${'0,'.repeat(1_000_100)}0]}}`), 'safetensors_crowded'],
    ['a million unknown values and more', container(`{"a":{"x":[${'0,'.repeat(1_000_000)}0]}}`), 'safetensors_crowded'],
    ['10,000 extents', tensor('F32', Array(10_000).fill(2), [0, 8]), 'safetensors_shape'],
    ['a negative extent', tensor('F32', [-2], [0, 8]), 'safetensors_shape'],
    ['a fractional extent', tensor('F32', [1.5], [0, 8]), 'safetensors_shape'],
    ['an extent as text', tensor('F32', ['2'], [0, 8]), 'safetensors_shape'],
    ['an extent of null', tensor('F32', [null], [0, 8]), 'safetensors_shape'],
    ['no shape', tensor('F32', undefined, [0, 8]), 'safetensors_shape'],
    ['an unknown type', tensor('F31', [2], [0, 8]), 'safetensors_dtype'],
    ['a type in lower case', tensor('f32', [2], [0, 8]), 'safetensors_dtype'],
    ['a type of four bits', tensor('F4', [16], [0, 8]), 'safetensors_dtype'],
    ['a type called toString', tensor('toString', [2], [0, 8]), 'safetensors_dtype'],
    ['no type', tensor(undefined, [2], [0, 8]), 'safetensors_dtype'],
  ])('%s', (_, bytes, code) => expect(codeOf(bytes)).toBe(code));

  test('20,000 tensors on one place, without hanging', () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => `"${index}":${good}`);
    expect(codeOf(container(ascii(`{${entries.join(',')}}`), new Uint8Array(8)))).toBe('safetensors_gap');
  });
});

describe('what the format allows is read', () => {
  test.each([
    ['an empty header', container('{}')],
    ['space before the header', container(`  \n{"a":${good}}`, new Uint8Array(8))],
    ['space after the header', container(`{"a":${good}}\t\r\n `, new Uint8Array(8))],
    ['an empty tensor', tensor('F32', [0, 3], [0, 0], 0)],
    [
      'empty tensors between others',
      container(`{"b":${good},"a":${entry('I8', [0], [8, 8])},"c":${entry('I8', [0], [0, 0])}}`, new Uint8Array(8)),
    ],
    ['a scalar', tensor('F64', [], [0, 8])],
    [
      'fields of an entry that the format does not know',
      container(`{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1],"x":1}}`, new Uint8Array(1)),
    ],
    [
      'names that objects have by nature',
      container(`{"constructor":${entry('U8', [1], [0, 1])},"toString":${entry('U8', [1], [1, 2])}}`, new Uint8Array(2)),
    ],
    ['odd names', container(`{"":${entry('U8', [1], [0, 1])},"../../x\\u0000\\u202e":${entry('U8', [1], [1, 2])}}`, new Uint8Array(2))],
  ])('%s', (_, bytes) => expect(codeOf(bytes)).toBe('accepted'));

  test('tensors are views of the file, at any alignment', () => {
    const file = container(`{"a":${good}} `, Uint8Array.of(0, 0, 128, 63, 0, 0, 0, 64));
    const { tensors } = readSafetensors('x', file);
    expect(tensors.get('a')!.bytes.buffer).toBe(file.buffer);
    expect(new Float32Array(tensors.get('a')!.bytes.slice().buffer)).toEqual(Float32Array.of(1, 2));
  });
});

const sizes = { BOOL: 1, U8: 1, F8_E4M3: 1, I16: 2, BF16: 2, F32: 4, I32: 4, C64: 8, F64: 8, I64: 8 } as const;
const anyTensor = fc
  .record({
    name: fc.string({ unit: 'binary', maxLength: 8 }).filter((name) => !['__metadata__', '__proto__'].includes(name)),
    dtype: fc.constantFrom(...(Object.keys(sizes) as (keyof typeof sizes)[])),
    shape: fc.array(fc.nat(3), { maxLength: 3 }),
    fill: fc.nat(255),
  })
  .map(({ name, dtype, shape, fill }) => ({
    name,
    dtype,
    shape,
    bytes: new Uint8Array(shape.reduce((a, b) => a * b, sizes[dtype])).fill(fill),
  }));
const anyTensors = fc.uniqueArray(anyTensor, { selector: ({ name }) => name, maxLength: 6 });
const anyMetadata = fc
  .dictionary(
    fc.string({ maxLength: 6 }).filter((name) => name !== '__proto__'),
    fc.string({ unit: 'binary' }),
  )
  .map((texts) => new Map(Object.entries(texts)));

describe('writing', () => {
  test('reading gives back what was written, whatever the order it came in', () => {
    fc.assert(
      fc.property(anyTensors, anyMetadata, (tensors, metadata) => {
        const file = writeSafetensors(tensors, metadata);
        const read = readSafetensors('x', file);
        const expected = new Map<string, StoredTensor>(tensors.map(({ name, ...tensor }) => [name, tensor]));
        expect(read.tensors).toEqual(expected);
        expect(read.metadata).toEqual(metadata);
        expect(read.data).toEqual(dataSection(tensors));
        expect(writeSafetensors(tensors.toReversed(), metadata)).toEqual(file);
      }),
      { seed: 1 },
    );
  });

  test('writes a header like the reference: largest type first, then by name, padded so that data are aligned', () => {
    const f32 = (name: string, ...values: number[]) => ({
      name,
      dtype: 'F32' as const,
      shape: [values.length],
      bytes: new Uint8Array(Float32Array.from(values).buffer),
    });
    const file = writeSafetensors(
      [
        f32('b', 1),
        { name: 'n', dtype: 'I64', shape: [], bytes: new Uint8Array(8) },
        { name: 'm', dtype: 'BOOL', shape: [1], bytes: new Uint8Array(1) },
        f32('a', 2, 3),
        f32('0', 4),
      ],
      new Map([['format', 'pt']]),
    );
    const length = new DataView(file.buffer).getUint32(0, true);
    expect(length % 8).toBe(0);
    expect(new TextDecoder().decode(file.subarray(8, 8 + length)).trimEnd()).toBe(
      '{"__metadata__":{"format":"pt"},"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]},' +
        '"0":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"a":{"dtype":"F32","shape":[2],"data_offsets":[12,20]},' +
        '"b":{"dtype":"F32","shape":[1],"data_offsets":[20,24]},"m":{"dtype":"BOOL","shape":[1],"data_offsets":[24,25]}}',
    );
    expect(new Float32Array(file.slice(8 + length + 8, 8 + length + 24).buffer)).toEqual(Float32Array.of(4, 2, 3, 1));
  });
});

describe('a damaged file is refused or read, and never breaks the reader', () => {
  const file = writeSafetensors(
    [
      { name: 'fc1.weight', dtype: 'F32', shape: [2, 2], bytes: new Uint8Array(16) },
      { name: 'bn1.num_batches_tracked', dtype: 'I64', shape: [], bytes: new Uint8Array(8) },
    ],
    new Map([['gradscape', '{"nodes":[]}']]),
  );

  test('cut at every byte', () => {
    for (let length = 0; length < file.length; length++) expect(codeOf(file.subarray(0, length)), `${length} bytes`).not.toBe('accepted');
  });

  test('with any bit flipped', () => {
    for (let bit = 0; bit < file.length * 8; bit++) {
      const flipped = file.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      codeOf(flipped);
    }
  });

  test('with bytes replaced, inserted, removed and repeated', () => {
    const change = fc.tuple(fc.nat(file.length), fc.nat(20), fc.uint8Array({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let bytes = [...file];
        for (const [at, gone, come] of changes) bytes = [...bytes.slice(0, at), ...come, ...bytes.slice(at + gone)];
        codeOf(Uint8Array.from(bytes));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
