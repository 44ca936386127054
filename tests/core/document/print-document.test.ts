import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyDocument, FARTHEST, type Document } from '../../../core/document/document.ts';
import { parseDocument } from '../../../core/document/parse-document.ts';
import { printDocument } from '../../../core/document/print-document.ts';

const example = readFileSync(new URL('../../fixtures/documents/iris-residual.gradscape.json', import.meta.url));
const text = fc.string({ unit: 'binary', maxLength: 20 });
const setting = fc.jsonValue({ maxDepth: 3 });
const coordinate = fc.double({ noNaN: true, min: -FARTHEST, max: FARTHEST });

const anyDocument: fc.Arbitrary<Document> = fc.record({
  format: fc.constant('gradscape' as const),
  version: fc.constant(1 as const),
  name: text,
  nodes: fc.array(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 20 }),
      layer: fc.constantFrom('Linear', 'Wormhole'),
      name: text,
      settings: fc.dictionary(
        fc.string().filter((name) => name !== '__proto__'),
        setting,
      ),
      position: fc.tuple(coordinate, coordinate),
    }),
  ),
  edges: fc.array(fc.record({ from: fc.tuple(text, text), to: fc.tuple(text, text) })),
  training: fc.record({ lr: fc.double({ noNaN: true, noDefaultInfinity: true }), clip_grad_norm: fc.constant(null) }),
  notes: fc.oneof(
    text,
    fc.array(fc.record({ id: fc.string({ minLength: 1, maxLength: 20 }), text, position: fc.tuple(coordinate, fc.constant(-4.5)) })),
  ),
});
const withProto = (value: unknown) => JSON.stringify(value).includes('__proto__');

describe('printDocument', () => {
  test('parses back to an equal document', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        fc.pre(!withProto(document));
        const printed = printDocument(document);
        expect(parseDocument('x', printed)).toEqual(document);
        expect(printDocument(parseDocument('x', printed))).toBe(printed);
      }),
      { seed: 1 },
    );
  });

  test('writes a node and a wire per line', () => {
    const document = parseDocument('x', example);
    const lines = printDocument(document).split('\n');
    expect(lines).toContain('    { "id": "e", "layer": "Add", "name": "add1", "settings": {}, "position": [900, 0] },');
    expect(lines).toContain('    { "from": ["g", "out"], "to": ["h", "in"] }');
    expect(lines).toContain('    "optimizer": { "kind": "Adam", "lr": 0.01, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0 },');
  });

  test('refuses a number that JSON cannot hold', () => {
    const document = { ...emptyDocument(), training: { epochs: Number.NaN } };
    expect(() => printDocument(document)).toThrow('A document holds finite numbers, got NaN');
  });
});
