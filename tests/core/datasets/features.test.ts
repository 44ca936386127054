import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFeatures } from '../../../core/datasets/features.ts';
import { sentence } from '../../helpers/sentence.ts';

const npy = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/npy', `${name}.npy`)));
const text = (content: string) => new TextEncoder().encode(content);
const TWO = { width: 2, columns: ['length', 'width'] };

test('columns are taken by name: their order does not matter, and what is beside them is left alone', () => {
  expect(readFeatures('x.csv', text('kind,width,length\nrose,2,1\n?,4,3\n'), TWO)).toEqual({
    rows: 2,
    values: Float32Array.of(1, 2, 3, 4),
  });
});

test('without a header, or under other names, columns are taken in their order', () => {
  const expected = { rows: 2, values: Float32Array.of(1, 2, 3, 4) };
  expect(readFeatures('x.csv', text('1;2\n3;4\n'), TWO)).toEqual(expected);
  expect(readFeatures('x.csv', text('a\tb\n1\t2\n3\t4\n'), TWO)).toEqual(expected);
});

test('a column for a network of one number is read', () => {
  expect(readFeatures('x.csv', text('x\n1\n2\n'), { width: 1, columns: ['x'] })).toEqual({ rows: 2, values: Float32Array.of(1, 2) });
  expect(readFeatures('x.npy', npy('one-axis'), { width: 1, columns: [] }).rows).toBe(3);
});

test('decimal commas are read where the training data had them', () => {
  expect(readFeatures('x.csv', text('1,5;2\n'), { ...TWO, decimal: 'comma' }).values).toEqual(Float32Array.of(1.5, 2));
});

test('an array of NumPy is rows of its first axis, the others flattened', () => {
  expect(readFeatures('x.npy', npy('pictures'), { width: 4, columns: [] })).toEqual({
    rows: 2,
    values: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
  });
  expect(readFeatures('x.npy', npy('one-axis'), { width: 3, columns: [] }).rows).toBe(1);
});

test.each([
  ['a missing value', '1,2\n3,\n', 'x.csv, line 2, column 2: the value is missing (""). Fill it in or remove the line.'],
  ['text', 'length,width\n1,2\n3,b\n', 'x.csv, line 3, column "width": "b" is not a number. Remove the column or encode it as numbers.'],
  ['another width', '1,2,3\n', 'x.csv has 3 numbers per row, but the network takes 2.'],
  [
    'a ragged line',
    '1,2\n3\n',
    'x.csv, line 2: the number of cells is 1, but 2 in the first line (cut at each comma). Correct the line, or check the delimiter.',
  ],
  ['no rows', 'length,width\n', 'x.csv has no rows of data.'],
])('%s is refused with its place', async (_, content, expected) =>
  expect(await sentence(() => readFeatures('x.csv', text(content), TWO))).toBe(expected),
);

test('an array of another width or with a NaN is refused with its place', async () => {
  expect(await sentence(() => readFeatures('x.npy', npy('float32'), TWO))).toBe('x.npy has 3 numbers per row, but the network takes 2.');
  expect(await sentence(() => readFeatures('x.npy', npy('not-a-number'), { width: 3, columns: [] }))).toBe(
    'x.npy, row 2, column 2: the value is NaN. Every number must be finite.',
  );
});
