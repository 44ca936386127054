import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyDocument } from '../../../core/document/document.ts';
import { parseDocument } from '../../../core/document/parse-document.ts';
import { InputError } from '../../../core/findings/input-error.ts';

const example = readFileSync(new URL('../../fixtures/documents/iris-residual.gradscape.json', import.meta.url));
const node = { id: 'a', layer: 'Linear', name: 'fc1', settings: {}, position: [0, 0] };
const withField = (field: string, value: unknown) => JSON.stringify({ ...emptyDocument(), [field]: value });

function refusal(source: string | Uint8Array): InputError {
  try {
    parseDocument('net.gradscape.json', source);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error('it was accepted');
}

describe('parseDocument', () => {
  test('opens a document from a file as it is', () => {
    expect(parseDocument('example', example)).toEqual(JSON.parse(example.toString()));
  });

  test('keeps unknown fields at every level, and the order of all fields', () => {
    const text = JSON.stringify({
      colour: 'red',
      ...emptyDocument(),
      nodes: [{ zoom: 2, ...node, settings: { constructor: 1, future: [null] } }],
      edges: [{ from: ['a', 'out'], to: ['a', 'in'], bend: 3 }],
      training: { warmup: 5, optimizer: { kind: 'Lion', lr: 1 } },
    });
    expect(JSON.stringify(parseDocument('x', text))).toBe(text);
  });

  test('fills in settings and training that were left out', () => {
    const { training: _, ...bare } = { ...emptyDocument(), nodes: [{ ...node, settings: undefined }] };
    const document = parseDocument('x', JSON.stringify(bare));
    expect([document.training, document.nodes[0]!.settings]).toEqual([{}, {}]);
  });

  test('reads past a byte order mark', () => {
    expect(parseDocument('x', Uint8Array.of(0xef, 0xbb, 0xbf, ...example))).toEqual(parseDocument('x', example));
  });

  test.each([
    ['[]', 'document_foreign'],
    ['{"format": "excalidraw", "version": 2}', 'document_foreign'],
    [withField('version', 2), 'document_newer'],
    [withField('version', 999), 'document_newer'],
    [Uint8Array.of(0xff, 0xfe, 0x7b, 0x00), 'text_encoding'],
    [Uint8Array.of(0x7b, 0xff), 'text_encoding'],
    ['{', 'json_malformed'],
    [' '.repeat(20_000_001), 'document_too_large'],
  ])('refuses text %# with a code of its own', (source, code) => {
    expect(refusal(source).code).toBe(code);
  });

  test.each([
    ['version', 0, 'version is 0, but must be a whole number from 1 to 1.'],
    ['version', '1; drop', 'version is "1; drop", but must be a whole number from 1 to 1.'],
    ['name', 7, 'name is 7, but must be a text.'],
    ['nodes', undefined, 'nodes is missing.'],
    ['nodes', {}, 'nodes is an object, but must be a list.'],
    ['nodes', [node, null], 'nodes[1] is null, but must be an object.'],
    ['nodes', [node, node, node, { ...node, position: ['0', 0] }], 'nodes[3].position[0] is "0", but must be a number.'],
    ['nodes', [{ ...node, position: [0, 1e300] }], 'nodes[0].position[1] is 1e+300, but must be a number from -10000000 to 10000000.'],
    ['nodes', [{ ...node, position: 5 }], 'nodes[0].position is 5, but must be a list.'],
    ['nodes', [{ ...node, position: [5] }], 'nodes[0].position[1] is missing.'],
    ['nodes', [{ ...node, id: '' }], 'nodes[0].id is "", but must be at least 1 long.'],
    ['nodes', [{ ...node, name: 'x'.repeat(300) }], `nodes[0].name is "${'x'.repeat(59)}…, but must be at most 200 long.`],
    ['nodes', [{ ...node, settings: [] }], 'nodes[0].settings is a list of 0, but must be an object.'],
    ['nodes', Array(20_001).fill(node), 'nodes is a list of 20001, but must be at most 20000 long.'],
    ['edges', [{ from: ['a', 'out'] }], 'edges[0].to is missing.'],
    ['training', [], 'training is a list of 0, but must be an object.'],
    ['training', { optimizer: 'Adam' }, 'training.optimizer is "Adam", but must be an object.'],
    ['training', { epochs: '5' }, 'training.epochs is "5", but must be a number.'],
    ['dataset', 'digits', 'dataset is "digits", but must be an object.'],
  ])('names the place of a bad field in %s: %#', (field, value, sentence) => {
    expect(refusal(withField(field, value)).message).toBe(`net.gradscape.json: ${sentence}`);
  });
});
