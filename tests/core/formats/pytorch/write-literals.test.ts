import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comment, float32, literal, literalInLines, quoted, wrapped } from '../../../../core/formats/pytorch/write-literals.ts';
import { pythonWith, runPython } from '../../../helpers/python.ts';

const HOSTILE = [
  '"""',
  "'''",
  '\\',
  '\\"',
  '"; import os #',
  '\nBROKEN = 1\n',
  '\r\nBROKEN = 1',
  '\rBROKEN = 1',
  '\f\nBROKEN = 1',
  '\u2028BROKEN = 1',
  '\u0085',
  '{x}',
  '%s',
  '\0',
  '\u202eevil',
  '\ud800',
  '\udc00\ud800',
  '😀',
  'क्‍ष',
  '\\N{BULLET}',
  '\\u0041',
  '__class__',
];

describe('literals', () => {
  test('say what they say in Python', () => {
    expect(literal({ a: [1, -0, 1e-7, 1e21], b: null, c: true, d: false, e: undefined, 'f"': 'x' })).toBe(
      '{"a": [1, -0.0, 1e-7, 1e+21], "b": None, "c": True, "d": False, "f\\"": "x"}',
    );
  });

  test('a string stays in its line whatever it holds, and what is not seen is spelt out', () => {
    expect(quoted('a"b\\c\nd\u202ee\u{e0041}')).toBe('"a\\"b\\\\c\\nd\\u202ee\\U000e0041"');
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), (text) => {
        expect(quoted(text)).toMatch(/^"[^\p{C}\p{Zl}\p{Zp}]*"$/u);
      }),
      { seed: 1 },
    );
  });

  test('an item stands in a line, and what is left out is left out', () => {
    expect(literalInLines({ name: 'n', nodes: [{ id: 'a' }, { id: 'b' }], empty: [], gone: undefined, of: { x: 1 } })).toBe(
      '{\n    "name": "n",\n    "nodes": [\n        {"id": "a"},\n        {"id": "b"},\n    ],\n    "empty": [],\n    "of": {\n        "x": 1,\n    },\n}',
    );
  });

  test('a number of 32 bits takes as few digits as say it', () => {
    expect([0.1, 1 / 3, 1e-30, 16777217, -2].map((value) => float32(Math.fround(value)))).toEqual([
      '0.1',
      '0.33333334',
      '1e-30',
      '16777216',
      '-2',
    ]);
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => Math.fround(Number(float32(value))) === value),
      { seed: 1 },
    );
  });

  test('a long list goes over lines', () => expect(wrapped(['1', '2', '3'], '  ', 7)).toBe('  1, 2,\n  3,'));

  test('a comment stays one, and keeps the joiners that Hindi is spelt with', () => {
    expect(comment('one\r\ntwo\u2028three\u202e\tक्‍ष')).toBe('# one\n# two\n# three  क्‍ष');
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), (text) => {
        for (const line of comment(text).split('\n')) expect(line).toMatch(/^#( [^\n\r\f\v\u0085\u2028\u2029]*)?$/u);
      }),
      { seed: 1 },
    );
  });
});

const python = pythonWith('ast');

test('Python reads every string as it was, and in a comment nothing', (context) => {
  if (python === null) return context.skip('not run: this machine has no python3');
  const texts = [...HOSTILE, ...fc.sample(fc.string({ unit: 'binary', maxLength: 30 }), { numRuns: 2000, seed: 1 })];
  const strings = `[${texts.map(quoted).join(', ')}]`;
  const comments = texts.map(comment).join('\n');
  const script = `
import ast, json, sys
assert ast.parse(${quoted(comments)}).body == []
print(json.dumps(ast.literal_eval(json.loads(sys.argv[1]))))`;
  // a command line holds no lone surrogate
  expect(runPython(python, script, JSON.stringify(strings))).toEqual(texts);
});
