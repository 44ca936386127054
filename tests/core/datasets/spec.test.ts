import { expect, test } from 'vitest';
import { missingFiles, namedFiles, parseSpec } from '../../../core/datasets/spec.ts';
import { sentence } from '../../helpers/sentence.ts';

test.each([
  ['spiral', { source: 'spiral' }],
  ['spiral?noise=0.1&rows=300', { source: 'spiral', noise: 0.1, rows: 300 }],
  ['digits?scale=standardise&validation=0.2', { source: 'digits', scale: 'standardise', validation: 0.2 }],
  ['data/iris.csv', { source: 'csv', path: 'data/iris.csv' }],
  ['my, data.CSV?target=species&delimiter=semicolon', { source: 'csv', path: 'my, data.CSV', target: 'species', delimiter: 'semicolon' }],
  ['iris.tsv?target=5', { source: 'csv', path: 'iris.tsv', target: 5 }],
  [
    'train-images-idx3-ubyte.gz,train-labels-idx1-ubyte.gz',
    { source: 'idx', images: 'train-images-idx3-ubyte.gz', labels: 'train-labels-idx1-ubyte.gz' },
  ],
])('--data %s', (text, spec) => expect(parseSpec(text)).toEqual(spec));

test.each([
  [
    'spirale',
    'There is no data set "spirale". Built in are gauss, circle, moons, xor, spiral, plane, bumps, digits; or give a .csv file, or a pair of IDX files as images,labels.',
  ],
  ['spiral?nois=1', 'The data set spiral has no setting "nois". It has rows, noise, classes, validation, scale.'],
  ['spiral?__proto__=1', 'The data set spiral has no setting "__proto__". It has rows, noise, classes, validation, scale.'],
  ['spiral?noise=loud', 'The data setting noise is "loud", but must be a number from 0 to 10.'],
  ['spiral?noise=', 'The data setting noise is "", but must be a number from 0 to 10.'],
  ['spiral?rows=2.5', 'The data setting rows is "2.5", but must be a whole number from 4 to 1000000.'],
  ['digits?scale=big', 'The data setting scale is "big", but must be one of none, standardise, unit.'],
  [
    'data/train-images-idx3-ubyte',
    '"data/train-images-idx3-ubyte" is one file of a pair. Give pictures and labels, separated by a comma: images,labels.',
  ],
])('--data %s is refused', async (text, expected) => expect(await sentence(() => parseSpec(text))).toBe(expected));

test('files are found by the path as written or by its last part', () => {
  const spec = { source: 'csv', path: 'my/data/iris.csv' };
  expect(missingFiles(spec, new Map())).toEqual(['my/data/iris.csv']);
  expect(missingFiles(spec, new Map([['iris.csv', new Uint8Array()]]))).toEqual([]);
  expect(missingFiles(spec, new Map([['my/data/iris.csv', new Uint8Array()]]))).toEqual([]);
  expect(missingFiles({ source: 'idx', images: 'C:\\mnist\\a', labels: 'b' }, new Map([['a', new Uint8Array()]]))).toEqual(['b']);
});

test('a built-in set, an unknown one and one without a path name no files', () => {
  expect(namedFiles({ source: 'spiral', path: 'x' })).toEqual([]);
  expect(namedFiles({ source: 'future' })).toEqual([]);
  expect(namedFiles({ source: 'csv', path: 7 })).toEqual([]);
});
