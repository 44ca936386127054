/**
 * @file What files may be instead of a network: each is refused with one sentence that names what is wrong, or opens, and nothing that is
 * open is touched.
 */
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { savedText } from '../../../core/document/own-text.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { InputError } from '../../../core/findings/input-error.ts';
import { readModelFile, writeModelFile } from '../../../core/formats/model-file.ts';
import type { Opened } from '../../../core/formats/opened.ts';
import { readSafetensors, writeSafetensors } from '../../../core/formats/safetensors.ts';
import { sha256 } from '../../../core/formats/sha256.ts';
import { Refused } from '../../../core/session/client.ts';
import { compileDocument } from '../../../core/session/compiled.ts';
import { readNetwork, type Source } from '../../../core/session/reader.ts';
import { listening } from '../../helpers/closed-after-each.ts';
import { moons } from '../../helpers/networks.ts';
import { container, tensorsFile } from '../../helpers/tensors-file.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const ascii = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;
const bytes = (...values: number[]): Bytes => Uint8Array.from(values);

const read = async (name: string, content: Bytes): Promise<Opened> =>
  (await readNetwork({ name, source: new Blob([content]), network: null, beside: null }, () => undefined)) as Opened;

/** `code: sentence`, without the name of the file. */
async function refusal(name: string, content: Bytes): Promise<string> {
  try {
    await read(name, content);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${error.code}: ${error.message.replaceAll(name, 'FILE')}`;
  }
  return 'opened';
}

const NET = 'net.safetensors';
const JSON_NAME = 'net.gradscape.json';
const entry = (dtype: unknown, shape: unknown, data_offsets: unknown) => JSON.stringify({ dtype, shape, data_offsets });
const good = entry('F32', [2], [0, 8]);
const tensor = (dtype: unknown, shape: unknown, offsets: unknown, size = 8) =>
  container(`{"a":${entry(dtype, shape, offsets)}}`, new Uint8Array(size));
const many = (count: number, each: (index: number) => string) => Array.from({ length: count }, (_, index) => each(index)).join(',');

const malformed = (problem: string, line: number, column: number, where = 'FILE (header)') =>
  `json_malformed: ${where} is not valid JSON: ${problem} (line ${line}, column ${column}).`;
const long = (got: string) =>
  `safetensors_header_long: FILE announces a header of ${got} bytes; safetensors allows 100,000,000 bytes. It is damaged or of another kind.`;
const short = (got: number) =>
  `safetensors_short: FILE has ${got} bytes; a safetensors file has at least 8. It is empty or was cut; fetch it again.`;
const cut = (expected: number, got: number) =>
  `safetensors_header_cut: FILE announces a header of ${expected} bytes, but only ${got} follow. It was cut, or it is not a safetensors file.`;
const noObject = 'safetensors_header_foreign: The header of FILE is not a JSON object. It is not a safetensors file.';
const noText = 'safetensors_header_encoding: The header of FILE is not UTF-8 text. It is damaged or not a safetensors file.';
const metadata = 'safetensors_metadata: FILE: __metadata__ must be an object of texts.';
const gap = (name: string, got: number, expected: number) =>
  `safetensors_gap: FILE: the tensor "${name}" begins at byte ${got}, but must begin at ${expected}: tensors may neither overlap nor leave a hole.`;
const offsets = 'safetensors_offsets: FILE: data_offsets of the tensor "a" must be two whole numbers, the first not above the second.';
const shape = 'safetensors_shape: FILE: the shape of the tensor "a" must be a list of at most 64 whole numbers from 0 to 9007199254740991.';
const dtype = (got: string) =>
  `safetensors_dtype: FILE: the tensor "a" has ${got}, which cannot be read. Convert it to F32 with PyTorch: tensor.float().`;
const size = (extents: string, expected: number, got: number) =>
  `safetensors_size: FILE: the tensor "a" of shape ${extents} and type F32 needs ${expected.toLocaleString('en')} bytes, but its data_offsets give it ${got}.`;
const foreign = (what: string, hint: string) => `file_foreign: FILE is ${what}, which Gradscape cannot open. ${hint}`;
const half = (text: string) =>
  `safetensors_text: FILE: "${text}" holds half a character, which no name and no metadata of a safetensors file may. Rename it.`;

const CONTAINERS: readonly (readonly [what: string, content: () => Bytes, said: string])[] = [
  ['an empty file', () => bytes(), foreign('empty', 'It may not have been copied in full; fetch it again.')],
  ['one byte', () => bytes(8), short(1)],
  ['seven bytes', () => new Uint8Array(7), short(7)],
  ['a header of no length', () => new Uint8Array(8), malformed('it ends too early', 1, 1)],
  ['a header that never comes', () => container('', undefined, 8n), cut(8, 0)],
  ['a length of 2^64 - 1', () => container('{}', undefined, 2n ** 64n - 1n), long('18,446,744,073,709,552,000')],
  ['a length of 2^63', () => container('{}', undefined, 2n ** 63n), long('9,223,372,036,854,776,000')],
  ['a length of 2^53 + 1', () => container('{}', undefined, 2n ** 53n + 1n), long('9,007,199,254,740,992')],
  ['a length just above the limit', () => container(new Uint8Array(2).fill(0x20), new Uint8Array(1e6), 100_000_001n), long('100,000,001')],
  ['a header of nothing but spaces', () => container(new Uint8Array(2_000_000).fill(0x20)), malformed('it ends too early', 1, 2_000_001)],
  [
    'a header of nothing but line ends',
    () => container(new Uint8Array(2_000_000).fill(0x0a)),
    malformed('it ends too early', 2_000_001, 1),
  ],
  ['a length beyond the file', () => container('{}', undefined, 3n), cut(3, 2)],
  ['a length in big-endian order', () => bytes(0, 0, 0, 0, 0, 0, 0, 2, 0x7b, 0x7d), long('144,115,188,075,855,870')],
  ['a header that is not UTF-8', () => container(bytes(0x7b, 0xff, 0x7d)), noText],
  ['a byte order mark', () => container(bytes(0xef, 0xbb, 0xbf, 0x7b, 0x7d)), malformed('unexpected "\ufeff"', 1, 1)],
  ['UTF-16', () => container(bytes(0x7b, 0x00, 0x7d, 0x00)), malformed('unexpected "\\u0000"', 1, 2)],
  ['a brace alone', () => container('{'), malformed('it ends too early', 1, 2)],
  ['a cut header', () => container('{"a":{"dtype":"F32","sha'), malformed('a text has no closing quotation mark', 1, 21)],
  ['a list', () => container('[]'), noObject],
  ['null', () => container('null'), noObject],
  ['a text', () => container('"x"'), noObject],
  ['a number', () => container('1'), noObject],
  ['two values', () => container('{} {}'), malformed('unexpected "{"', 1, 4)],
  [
    'space before and after',
    () => container(` \n{"__metadata__":{},"a":${good}}\t\r\n `, new Uint8Array(8)),
    'state_dict_layer: FILE: "a" of shape [2] belongs to no layer that is known here. Only networks of Linear and BatchNorm1d layers can be proposed from tensors: draw it, or open its PyTorch code.',
  ],
  ['NaN', () => container('{"a":NaN}'), malformed('unexpected "N"', 1, 6)],
  ['Infinity', () => container('{"a":{"shape":[Infinity]}}'), malformed('unexpected "I"', 1, 16)],
  ['a comment', () => container('{/**/}'), malformed('unexpected "/"', 1, 2)],
  ['a trailing comma', () => container(`{"a":${good},}`, new Uint8Array(8)), malformed('unexpected "}"', 1, 55)],
  [
    'a tensor twice',
    () => container(`{"a":${good},"\\u0061":${good}}`, new Uint8Array(8)),
    malformed('the name "a" occurs twice in one object', 1, 55),
  ],
  [
    'metadata twice',
    () => container('{"__metadata__":{},"__metadata__":{}}'),
    malformed('the name "__metadata__" occurs twice in one object', 1, 20),
  ],
  ['metadata as a list', () => container('{"__metadata__":[]}'), metadata],
  ['metadata as null', () => container('{"__metadata__":null}'), metadata],
  ['metadata as a number', () => container('{"__metadata__":1}'), metadata],
  [
    'a number in the metadata',
    () => container('{"__metadata__":{"a":1}}'),
    'safetensors_metadata_text: FILE: "a" in __metadata__ must be a text.',
  ],
  [
    'an object in the metadata',
    () => container('{"__metadata__":{"a":{}}}'),
    'safetensors_metadata_text: FILE: "a" in __metadata__ must be a text.',
  ],
  [
    '100,000 tensors on one place',
    () => container(`{${many(100_000, (index) => `"${index}":${good}`)}}`, new Uint8Array(8)),
    gap('1', 0, 8),
  ],
  [
    'nothing but counts, of which there are many',
    () => container(`{${many(150_000, (index) => `"${index}":${entry('U8', [0], [0, 0])}`)}}`),
    'state_dict_empty: FILE holds neither a drawing nor tensors. Save the weights again, or choose another file.',
  ],
  [
    'tensors beyond count',
    () => container(`{${many(200_001, (index) => `"${index}":${entry('U8', [0], [0, 0])}`)}}`),
    'safetensors_crowded: FILE lists more than 200000 tensors; a network that can be trained here has far fewer. It is damaged or of another kind.',
  ],
  [
    'metadata beyond count',
    () => container(`{"__metadata__":{${many(10_001, (index) => `"${index}":""`)}}}`),
    'safetensors_crowded: FILE lists more than 10000 entries in its metadata; a network that can be trained here has far fewer. It is damaged or of another kind.',
  ],
  ['a hole between tensors', () => container(`{"a":${good},"b":${entry('F32', [1], [12, 16])}}`, new Uint8Array(16)), gap('b', 12, 8)],
  ['a hole before the first', () => tensor('F32', [1], [4, 8]), gap('a', 4, 0)],
  ['an end before its beginning', () => tensor('F32', [2], [8, 0]), offsets],
  ['negative offsets', () => tensor('F32', [2], [-8, 0]), offsets],
  ['fractional offsets', () => tensor('F32', [2], [0.5, 8.5]), offsets],
  [
    'offsets with a fraction of zero',
    () => container('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0.0,8]}}', new Uint8Array(8)),
    offsets,
  ],
  ['offsets as texts', () => tensor('F32', [2], ['0', '8']), offsets],
  [
    'an offset beyond the file',
    () => tensor('F32', [4], [0, 16]),
    'safetensors_cut: FILE has 8 bytes of numbers, but its header promises 16. It was cut; fetch it again.',
  ],
  [
    'bytes after the last tensor',
    () => tensor('F32', [2], [0, 8], 9),
    'safetensors_trailing: FILE has 1 bytes after its last tensor, which the format forbids.',
  ],
  [
    'data that are a byte short',
    () => tensor('F32', [2], [0, 8], 7),
    'safetensors_cut: FILE has 7 bytes of numbers, but its header promises 8. It was cut; fetch it again.',
  ],
  [
    'data that are two bytes short',
    () => tensor('F32', [2], [0, 8], 6),
    'safetensors_cut: FILE has 6 bytes of numbers, but its header promises 8. It was cut; fetch it again.',
  ],
  ['a shape too small', () => tensor('F32', [1], [0, 8]), size('[1]', 4, 8)],
  ['a shape too large', () => tensor('F32', [3], [0, 8]), size('[3]', 12, 8)],
  [
    'an extent beyond 2^53',
    () => container('{"a":{"dtype":"F32","shape":[2,18446744073709551614],"data_offsets":[0,8]}}', new Uint8Array(8)),
    shape,
  ],
  [
    'an extent of 2^63 - 1',
    () => container('{"a":{"dtype":"F32","shape":[2,9223372036854775807],"data_offsets":[0,8]}}', new Uint8Array(8)),
    shape,
  ],
  ['a product beyond 2^64', () => tensor('F32', [2 ** 33, 2 ** 33], [0, 8]), size('[8589934592, 8589934592]', 2 ** 66, 8)],
  [
    'a product beyond 2^64 before a zero',
    () => tensor('F32', [2 ** 33, 2 ** 33, 0], [0, 0], 0),
    size('[8589934592, 8589934592, 0]', 2 ** 66, 0),
  ],
  ['a negative extent', () => tensor('F32', [-2], [0, 8]), shape],
  ['a fractional extent', () => tensor('F32', [1.5], [0, 8]), shape],
  ['an extent with an exponent', () => container('{"a":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}', new Uint8Array(8)), shape],
  ['an extent as text', () => tensor('F32', ['2'], [0, 8]), shape],
  ['an extent of null', () => tensor('F32', [null], [0, 8]), shape],
  ['10,000 extents', () => tensor('F32', Array(10_000).fill(1), [0, 4], 4), shape],
  ['an unknown type', () => tensor('F31', [2], [0, 8]), dtype('the type F31')],
  ['a type in lower case', () => tensor('f32', [2], [0, 8]), dtype('the type f32')],
  ['no type', () => tensor(undefined, [2], [0, 8]), dtype('no type')],
  ['a type of four bits', () => tensor('F4', [16], [0, 8]), dtype('the type F4')],
  ['a type of six bits', () => tensor('F6_E2M3', [16], [0, 8]), dtype('the type F6_E2M3')],
  [
    'a type of eight bits',
    () => tensor('F8_E4M3', [2, 4], [0, 8]).slice(),
    'state_dict_layer: FILE: "a" of shape [2, 4] belongs to no layer that is known here. Only networks of Linear and BatchNorm1d layers can be proposed from tensors: draw it, or open its PyTorch code.',
  ],
  [
    'a tensor called __proto__',
    () => container(`{"__proto__":${good}}`, new Uint8Array(8)),
    malformed('the name "__proto__" is not allowed', 1, 2),
  ],
  [
    'a metadata name of __proto__',
    () => container('{"__metadata__":{"__proto__":""}}'),
    malformed('the name "__proto__" is not allowed', 1, 18),
  ],
  ['a tensor name with half a character', () => container(`{"a\\ud800":${good}}`, new Uint8Array(8)), half('a\\ud800')],
  ['metadata with half a character', () => container('{"__metadata__":{"a":"\\udc00"}}'), half('\\udc00')],
  ...(['constructor', 'toString', '', '../../etc/passwd', 'a\u0000b'] as const).map(
    (name) =>
      [
        `a tensor called ${JSON.stringify(name)}`,
        () => container(`{${JSON.stringify(name)}:${good}}`, new Uint8Array(8)),
        `state_dict_layer: FILE: "${name.replace('\u0000', '\\u0000')}" of shape [2] belongs to no layer that is known here. Only networks of Linear and BatchNorm1d layers can be proposed from tensors: draw it, or open its PyTorch code.`,
      ] as const,
  ),
  [
    'a name that turns the sentence around',
    () => container(`{"\u202eabc":${good}}`, new Uint8Array(8)),
    'state_dict_layer: FILE: "\\u202eabc" of shape [2] belongs to no layer that is known here. Only networks of Linear and BatchNorm1d layers can be proposed from tensors: draw it, or open its PyTorch code.',
  ],
  [
    'a name of a million letters',
    () => container(`{"${'x'.repeat(1e6)}":${good}}`, new Uint8Array(8)),
    `state_dict_layer: FILE: "${'x'.repeat(80)}…" of shape [2] belongs to no layer that is known here. Only networks of Linear and BatchNorm1d layers can be proposed from tensors: draw it, or open its PyTorch code.`,
  ],
  [
    'a tensor of truth values',
    () => tensorsFile({ 'fc.weight': 'BOOL 2 4' }),
    'state_dict_dtype: FILE: the tensor "fc.weight" is stored as BOOL, but weights must be F32, F64, F16 or BF16. Convert it with PyTorch: tensor.float().',
  ],
];

const saveFile = 'In PyTorch, save the weights with safetensors.torch.save_file(model.state_dict(), "model.safetensors").';
const OTHERS: readonly (readonly [what: string, content: () => Bytes, said: string])[] = [
  ['a zip archive', () => ascii('PK\u0003\u0004'), foreign('a zip archive, as PyTorch (.pt, .pth) and NumPy (.npz) write', saveFile)],
  [
    'an empty zip archive',
    () => ascii('PK\u0005\u0006'),
    foreign('a zip archive, as PyTorch (.pt, .pth) and NumPy (.npz) write', saveFile),
  ],
  ['gzip', () => bytes(0x1f, 0x8b, 8, 0), foreign('compressed with gzip', 'Unpack it first.')],
  ['a pickle', () => bytes(0x80, 2, 0x8a, 0x0a), foreign('a Python pickle, which can run code when it is opened', saveFile)],
  [
    'HDF5',
    () => bytes(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a),
    foreign('an HDF5 file, as Keras writes', 'Draw its network, or export it to PyTorch first.'),
  ],
  [
    'a web page',
    () => ascii('\n<!DOCTYPE html><html>'),
    foreign('a web page', 'The download saved the page around the file; use its download link.'),
  ],
  [
    'a Git LFS pointer',
    () => ascii('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n'),
    foreign('a Git LFS pointer, not the file itself', 'Fetch the file with: git lfs pull.'),
  ],
  ['a picture', () => bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), foreign('a PNG picture', 'Choose the model file beside it.')],
];

const node = { id: 'a', layer: 'Linear', name: 'fc1', settings: {}, position: [0, 0] };
const drawing = (fields: Record<string, unknown>) => JSON.stringify({ ...moons(), ...fields });
const invalid = (path: string, got: string, expected: string) => `document_invalid: FILE: ${path} is ${got}, but must be ${expected}.`;
/** What both a document's file and the drawing in a model file can be; `where` JSON goes wrong in it. */
const DRAWINGS: readonly (readonly [what: string, text: () => string, said: string])[] = [
  ['no JSON', () => 'network', malformed('unexpected "n"', 1, 1, 'FILE')],
  ['lists 100,000 deep', () => '['.repeat(100_000), malformed('it is nested more than 64 deep', 1, 65, 'FILE')],
  ['lists a million deep', () => '['.repeat(1_000_000), malformed('it is nested more than 64 deep', 1, 65, 'FILE')],
  ['a million values', () => `[${'{},'.repeat(1_000_000)}0]`, malformed('it holds more than 1000000 values', 1, 2_999_999, 'FILE')],
  ['objects 100,000 deep', () => '{"a":'.repeat(100_000), malformed('it is nested more than 64 deep', 1, 321, 'FILE')],
  [
    '20,001 blocks',
    () => drawing({ nodes: Array(20_001).fill(node), edges: [] }),
    invalid('nodes', 'a list of 20001', 'at most 20000 long'),
  ],
  [
    '100,001 wires',
    () => drawing({ edges: Array(100_001).fill({ from: ['a', ''], to: ['', ''] }) }),
    invalid('edges', 'a list of 100001', 'at most 100000 long'),
  ],
  ['__proto__ in the document', () => '{"__proto__":{"polluted":1}}', malformed('the name "__proto__" is not allowed', 1, 2, 'FILE')],
  [
    '__proto__ in a setting',
    () => drawing({ nodes: [] }).replace('[]', '[{"settings":{"__proto__":1}}]'),
    malformed('the name "__proto__" is not allowed', 1, 71, 'FILE'),
  ],
  ['a number beyond all', () => '{"format":"gradscape","version":1e400}', malformed('the number 1e400 is out of range', 1, 33, 'FILE')],
  ['a text for a number', () => drawing({ training: { epochs: '5' } }), invalid('training.epochs', '"5"', 'a number')],
  [
    'a place that is no number',
    () => drawing({ nodes: [{ ...node, position: ['NaN', 0] }] }),
    invalid('nodes[0].position[0]', '"NaN"', 'a number'),
  ],
  [
    'a place out of this world',
    () => drawing({ nodes: [{ ...node, position: [0, 1e300] }] }),
    invalid('nodes[0].position[1]', '1e+300', 'a number from -10000000 to 10000000'),
  ],
  ['no version', () => drawing({ version: undefined }), 'document_incomplete: FILE: version is missing.'],
  ['version 0', () => drawing({ version: 0 }), invalid('version', '0', 'a whole number from 1 to 1')],
  [
    'version 999',
    () => drawing({ version: 999 }),
    'document_newer: FILE was saved by a newer version of Gradscape (format 999; this version reads up to 1). Update Gradscape to open it.',
  ],
  ['a version with more to it', () => drawing({ version: '1; drop' }), invalid('version', '"1; drop"', 'a whole number from 1 to 1')],
  [
    'a drawing of another program',
    () => '{"type":"excalidraw","version":2,"elements":[]}',
    'document_foreign: FILE is JSON, but not a Gradscape document: it does not say "format": "gradscape". Choose a file that Gradscape saved.',
  ],
  [
    'a list',
    () => '[]',
    'document_foreign: FILE is JSON, but not a Gradscape document: it does not say "format": "gradscape". Choose a file that Gradscape saved.',
  ],
];

const model = async (changes: Record<string, string | null>): Promise<Bytes> => {
  const { tensors, metadata: known } = readSafetensors('x', await small());
  const changed = new Map(known);
  for (const [name, text] of Object.entries(changes))
    if (text === null) changed.delete(name);
    else changed.set(name, text);
  return writeSafetensors(
    Array.from(tensors, ([name, each]) => ({ name, ...each })),
    changed,
  );
};
const small = () =>
  writeModelFile({
    document: moons(),
    weights: { state: [{ name: 'fc1.bias', shape: [2], values: Float32Array.of(1, 2) }], optimizer: [], step: 3, data: null, summary: {} },
  });

const MODELS: readonly (readonly [what: string, content: () => Promise<Bytes>, said: string])[] = [
  [
    'a checksum of other numbers',
    () => model({ 'gradscape.sha256': 'f'.repeat(64) }),
    `model_damaged: The numbers in FILE are not those that were saved (SHA-256 b9c80b5adeca450753a16950c3cc655d271f7bef7a485bc83f112b72fef21d37, expected ${'f'.repeat(64)}). The file is damaged: restore it from a copy. If a program changed them on purpose, let it leave gradscape.sha256 out of the metadata.`,
  ],
  [
    'a newer form',
    () => model({ 'gradscape.version': '2' }),
    'document_newer: FILE was saved by a newer version of Gradscape (format 2; this version reads up to 1). Update Gradscape to open it.',
  ],
  [
    'a form that is no number',
    () => model({ 'gradscape.version': '1; drop' }),
    'model_metadata: FILE: the metadata "gradscape.version" is damaged: it must be a whole number from 1 on.',
  ],
  [
    'a run that is null',
    () => model({ 'gradscape.run': 'null' }),
    'model_metadata: FILE: the metadata "gradscape.run" is damaged: it must be an object.',
  ],
  [
    'a run before its beginning',
    () => model({ 'gradscape.run': '{"step":-1}' }),
    'model_metadata: FILE: the metadata "gradscape.run" is damaged: step must be a whole number from 0 on.',
  ],
  [
    'a drawing of 21 MB',
    () => model({ gradscape: ' '.repeat(21_000_000) }),
    'document_too_large: FILE holds 21 MB of text; a network drawing has at most 20 MB.',
  ],
];

test.each(CONTAINERS)('a container: %s', async (_, content, said) => expect(await refusal(NET, content())).toBe(said));
test.each(OTHERS)('another file: %s', async (_, content, said) => {
  expect(await refusal(NET, content())).toBe(said);
  expect(await refusal(JSON_NAME, content())).toBe(said);
});
test.each(DRAWINGS)('a drawing: %s', async (_, text, said) => {
  expect(await refusal(JSON_NAME, ascii(text()))).toBe(said);
  expect(await refusal(NET, await model({ gradscape: text() }))).toBe(said);
});
test.each(MODELS)('a model file: %s', async (_, content, said) => expect(await refusal(NET, await content())).toBe(said));
test('text that is too much', async () => {
  const said = (got: string, expected: number) =>
    `file_too_large: FILE has ${got} bytes; the largest file of this kind that is opened has ${expected}. It holds something other than a network, or one that is too large to be trained here.`;
  const endless = (size: number, first: string): Source => ({
    size,
    slice: (begin, end) => endless(end - begin, first),
    arrayBuffer: () => Promise.resolve(ascii(first.padEnd(size)).buffer),
  });
  const refused = (source: Source) =>
    readNetwork({ name: 'FILE', source, network: null, beside: null }, () => undefined).catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      return `${error.code}: ${error.message}`;
    });
  expect(await refused(endless(1e9, '{'))).toBe(said('1,000,000,000', 20_000_000));
  expect(await refused(endless(1e9, ' '))).toBe(said('1,000,000,000', 64_000_000));
  expect(await refused(endless(5e9, '\u0008\0\0\0\0\0\0\0{'))).toBe(said('5,000,000,000', 2_147_483_648));
});

describe('a source', () => {
  const whole = ascii(printDocument(moons()));
  const refused = (source: Source) =>
    readNetwork({ name: 'FILE', source, network: null, beside: null }, () => undefined).catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      return `${error.code}: ${error.message}`;
    });
  const source = (size: number, piece: (begin: number, end: number) => Promise<ArrayBuffer>): Source => ({
    size,
    slice: (begin, end) => ({ ...source(end - begin, piece), arrayBuffer: () => piece(begin, end) }),
    arrayBuffer: () => piece(0, size),
  });
  const gone = 'file_gone: FILE can no longer be read: it was moved, deleted or changed. Choose it again.';
  const changed = (got: number, expected: number) =>
    `file_changed: FILE changed while it was read: ${got.toLocaleString('en')} bytes came where ${expected} were expected. Nothing was changed here; open it again.`;

  test('that shrinks while it is read', async () => {
    const at = (begin: number, end: number) => Promise.resolve(whole.slice(begin, end === whole.length ? end - 10 : end).buffer);
    expect(await refused(source(whole.length, at))).toBe(changed(whole.length - 10, whole.length));
  });

  test('that has less, or more, than it says', async () => {
    expect(await refused(source(1e6, () => Promise.resolve(whole.buffer)))).toBe(changed(whole.length, 512));
    expect(await refused(source(20, () => Promise.resolve(whole.buffer)))).toBe(changed(whole.length, 20));
  });

  test('that cannot be read, from the first byte or from a later one', async () => {
    expect(await refused(source(100, () => Promise.reject(new Error('NotReadableError'))))).toBe(gone);
    let asked = 0;
    const later = (begin: number, end: number) =>
      asked++ === 0 ? Promise.resolve(whole.slice(begin, end).buffer) : Promise.reject(new Error('EIO'));
    expect(await refused(source(whole.length, later))).toBe(gone);
  });
});

describe('opens, and the compiler says what is wrong', () => {
  const findings = async (document: Document | Record<string, unknown>) => {
    const opened = await read(JSON_NAME, ascii(JSON.stringify(document)));
    return compileDocument(opened.document, null).findings.map(({ code }) => code);
  };
  const { nodes, edges } = moons();
  const [first, second, ...others] = nodes;
  const wire = (from: string, to: string) => ({ from: [from, 'out'], to: [to, 'in'] });
  const setting = (name: string, value: unknown) => ({ nodes: [first!, { ...second!, settings: { [name]: value } }, ...others] });

  test.each<[string, Record<string, unknown>, string]>([
    ['two blocks of one id', { nodes: [...nodes, { ...second!, name: 'twin' }] }, 'node_id_duplicate'],
    ['a wire to no block', { edges: [...edges, wire('fc1', 'nobody')] }, 'edge_dangling'],
    ['a wire to no port', { edges: [...edges, { from: ['fc1', 'out'], to: ['head', 'valueOf'] }] }, 'edge_dangling'],
    ['two wires on one port', { edges: [...edges, wire('input', 'head')] }, 'port_taken'],
    ['a block that feeds itself', { edges: [...edges.slice(1), wire('fc1', 'fc1')] }, 'cycle'],
    ['an unknown layer', { nodes: [first!, { ...second!, layer: 'constructor' }, ...others] }, 'layer_unknown'],
    ['a width of 0', setting('out_features', 0), 'setting_invalid'],
    ['a width of -1', setting('out_features', -1), 'setting_invalid'],
    ['a width of 2^31', setting('out_features', 2 ** 31), 'setting_invalid'],
    ['a width of 2^53', setting('out_features', 2 ** 53), 'setting_invalid'],
    ['a width as text', setting('out_features', 'NaN'), 'setting_invalid'],
    ['settings of no layer', setting('constructor', { prototype: 1 }), 'setting_unknown'],
  ])('%s', async (_, change, code) => expect(await findings({ ...moons(), ...change })).toContain(code));

  test('groups within themselves are left out', async () => {
    const group = { id: 'g', name: 'A', nodes: ['fc1', 'g'] };
    expect(await findings({ ...moons(), groups: [group, { ...group, id: 'h' }] })).toEqual(await findings(moons()));
  });
});

test('payloads in names and notes are text like any other', async () => {
  const payload = '<img src=x onerror=alert(1)><script>alert(1)</script>javascript:alert(1)';
  const document = {
    ...moons(),
    name: payload,
    notes: payload,
    nodes: moons().nodes.map((each) => ({ ...each, settings: { ...each.settings, comment: payload } })),
  };
  expect((await read(JSON_NAME, ascii(JSON.stringify(document)))).document).toEqual(document);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('opens', () => {
  test.each<[string, () => Bytes]>([
    ['empty tensors beside others', () => tensorsFile({ 'fc.weight': 'F32 2 4', empty: 'I64 0 3' })],
    ['a scalar beside others', () => tensorsFile({ 'fc.weight': 'F32 2 4', steps: 'I64' })],
    ['names that look alike', () => tensorsFile({ '\u00e9.weight': 'F32 4 4', 'e\u0301.weight': 'F32 4 4' })],
    ['data at an odd place', () => container(`{"fc.weight":${entry('F32', [1, 2], [0, 8])}} `, bytes(0, 0, 128, 63, 0, 0, 0, 64))],
    ['a header after space', () => container(`\n{"fc.weight":${entry('F32', [1, 2], [0, 8])}}`, new Uint8Array(8))],
  ])('%s', async (_, content) => expect((await read(NET, content())).origin).toBe('state_dict'));

  test('numbers that are none, and says so where they would be trained', async () => {
    const values = Float32Array.of(NaN, -Infinity, 1e-45, 4);
    const file = writeSafetensors([{ name: 'fc.weight', dtype: 'F32', shape: [2, 2], bytes: new Uint8Array(values.buffer) }], new Map());
    expect((await read(NET, file as Bytes)).weights!.state[0]!.values).toEqual(values);
    const { client } = listening();
    const { findings, weights } = await client.open({ name: NET, bytes: file });
    expect(weights).toBe(false);
    expect(findings.at(-1)!.code).toBe('weights_lost');
  });

  test('a number with an exponent, and what is not written as we write it: it is saved as it was', async () => {
    const text = `\ufeff${JSON.stringify({ ...moons(), training: { batch_size: 8 } }, null, '\t').replace('"batch_size": 8', '"batch_size": 8e0')}\r\n`;
    const opened = await read(JSON_NAME, ascii(text));
    expect(opened.document.training.batch_size).toBe(8);
    expect(savedText(opened.document, opened.text)).toBe(text);
    expect(savedText({ ...opened.document, name: 'Other' }, opened.text)).toBe(printDocument({ ...opened.document, name: 'Other' }));
  });

  test('tensors that belong to no block, which are kept', async () => {
    const { tensors, metadata: known } = readSafetensors('x', await small());
    const changed = new Map([...known, ['licence', 'MIT']]);
    changed.delete('gradscape.sha256');
    const extra = { name: 'ghost.weight', dtype: 'F32' as const, shape: [1], bytes: new Uint8Array(4) };
    const file = writeSafetensors([...Array.from(tensors, ([name, each]) => ({ name, ...each })), extra], changed);
    const opened = await read(NET, file as Bytes);
    expect(opened.findings.map(({ message }) => message)).toEqual([
      'net.safetensors holds tensors that belong to no block: ghost.weight. They are not used, and are saved again with the rest.',
    ]);
    const again = readSafetensors('x', await writeModelFile({ document: opened.document, weights: opened.weights! }));
    expect(again.tensors.has('ghost.weight')).toBe(true);
    expect(again.metadata.get('licence')).toBe('MIT');
  });

  test('a model whose numbers do not fit its drawing, without them, and says which', async () => {
    const { client } = listening();
    const { weights, findings } = await client.open({ name: NET, bytes: await small() });
    expect(weights).toBe(false);
    expect(findings.map(({ code }) => code)).toEqual(['weights_misfit']);
  });
});

test('what is open, and a run that goes on, are left as they are by all that is refused', async () => {
  const hostile = [...CONTAINERS, ...OTHERS].map(([, content]) => content);
  const ended = async (disturb: boolean) => {
    const listener = listening();
    const { client } = listener;
    await client.edit(moons());
    await client.start();
    if (disturb)
      for (const content of hostile) {
        const file = { name: NET, bytes: content() };
        if (file.bytes.length < 1e5) await expect(client.open(file)).rejects.toBeInstanceOf(Refused);
      }
    await listener.rest();
    const { document, weights } = await readModelFile('x', (await client.save(moons())).bytes);
    const { seconds: _, ...summary } = weights.summary;
    return { document, weights: { ...weights, summary } };
  };
  expect(await ended(true)).toEqual(await ended(false));
});

describe('an unchanged model file is saved to the same bytes', () => {
  test('as opened, through training as far as it is known, and with what only another version or program knows', async () => {
    const one = listening();
    await one.client.edit(moons());
    await one.client.start();
    await one.rest();
    const { bytes: saved } = await one.client.save(moons());

    const { tensors, metadata: known } = readSafetensors('x', saved);
    const run = JSON.parse(known.get('gradscape.run')!) as object;
    const changed = new Map<string, string>([
      ['author', 'Asha'],
      ...known,
      ['gradscape', JSON.stringify(moons(), null, 4)],
      ['gradscape.run', JSON.stringify({ ...run, later: [1, 2] })],
      ['gradscape.later', 'x'],
    ]);
    const extra = { name: 'gradscape.ema.fc1.weight', dtype: 'BF16' as const, shape: [1], bytes: bytes(1, 2) };
    changed.delete('gradscape.sha256');
    const unsealed = writeSafetensors([...Array.from(tensors, ([name, each]) => ({ name, ...each })), extra], changed);
    changed.set('gradscape.sha256', await sha256(readSafetensors('x', unsealed).data));
    const foreignKnows = writeSafetensors([...Array.from(tensors, ([name, each]) => ({ name, ...each })), extra], changed);

    for (const file of [saved, foreignKnows]) {
      const other = listening();
      const { document } = await other.client.open({ name: NET, bytes: file });
      expect((await other.client.save(document)).bytes).toEqual(file);
      await other.client.edit(document);
      expect((await other.client.save(document)).bytes).toEqual(file);
      if (file !== foreignKnows) continue;
      await other.client.start(3);
      await other.rest();
      const trained = readSafetensors('x', (await other.client.save(document)).bytes);
      expect(trained.metadata.get('author')).toBe('Asha');
      expect(trained.tensors.get(extra.name)!.bytes).toEqual(extra.bytes);
    }
  });
});
