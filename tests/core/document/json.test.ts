import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../core/document/json.ts';
import { InputError } from '../../../core/findings/input-error.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJson', () => {
  test('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(undefined, 2, '\t\r\n'), (value, space) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        expect(parseJson('x', JSON.stringify(value, null, space))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 1 },
    );
  });

  test('says what JSON.parse says of any text, except where it is stricter on purpose', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '"b"',
      '\\',
      '\\u0041',
      '0',
      '-1',
      '1.',
      '.5',
      '1e3',
      'true',
      'nul',
      'null',
      ' ',
      '\n',
      '\u0007',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let strict: unknown;
        try {
          strict = parseJson('x', text);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          if (!/twice/.test((error as Error).message)) expect(() => JSON.parse(text)).toThrow(SyntaxError);
          return;
        }
        expect(strict).toEqual(JSON.parse(text));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test.each([
    ['', 'it ends too early (line 1, column 1)'],
    ['{"a": 1,\n  b: 2}', 'unexpected "b" (line 2, column 3)'],
    ['[1, 2,]', 'unexpected "]" (line 1, column 7)'],
    ['{"a": NaN}', 'unexpected "N" (line 1, column 7)'],
    ['[] // note', 'unexpected "/" (line 1, column 4)'],
    ['[1] [2]', 'unexpected "[" (line 1, column 5)'],
    ['["never closed]', 'a text has no closing quotation mark (line 1, column 2)'],
    ['["\\x"]', 'a text has a bad escape or a control character (line 1, column 2)'],
    ['{"a": 1, "\\u0061": 2}', 'the name "a" occurs twice in one object (line 1, column 10)'],
    ['[{"__proto__": {}}]', 'the name "__proto__" is not allowed (line 1, column 3)'],
    ['[\n-1e400]', 'the number -1e400 is out of range (line 2, column 1)'],
    [nested(65), 'it is nested more than 64 deep (line 1, column 65)'],
    [nested(1_000_000), 'it is nested more than 64 deep (line 1, column 65)'],
  ])('refuses text %#', (text, problem) => {
    expect(() => parseJson('net.json', text)).toThrow(`net.json is not valid JSON: ${problem}.`);
  });

  test('nests 64 deep', () => {
    expect(parseJson('x', nested(64))).toEqual(JSON.parse(nested(64)));
  });

  test('keeps names that an object has by nature', () => {
    expect(parseJson('x', '{"constructor": 1, "toString": 2}')).toEqual({ constructor: 1, toString: 2 });
  });
});
