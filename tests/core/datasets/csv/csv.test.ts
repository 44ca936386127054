import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dsvFormat } from 'd3-dsv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv } from '../../../../core/datasets/csv/csv.ts';
import { resolveDataSettings } from '../../../../core/datasets/resolve-settings.ts';
import type { Table } from '../../../../core/datasets/table.ts';
import { InputError } from '../../../../core/findings/input-error.ts';
import { sentence } from '../../../helpers/sentence.ts';

const IRIS = readFileSync(join(import.meta.dirname, '../../../../core/datasets/samples/iris.csv'));

function read(content: string | Uint8Array, settings: Record<string, unknown> = {}): Table {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return csv.read(
    resolveDataSettings(csv.settings, { path: 'my/flowers.csv', ...settings }),
    new Map([['my/flowers.csv', bytes]]),
    1,
  ) as Table;
}

const FLOWERS: Table = {
  name: 'flowers.csv',
  rows: 3,
  shape: [2],
  features: Float32Array.of(5.1, 3.5, -4.9, 0.3, 70, 0),
  targets: Float32Array.of(1, 0, 1),
  targetWidth: 1,
  task: 'classification',
  classes: ['rose', 'tulip'],
  columns: ['length', 'width'],
  picture: null,
};
const UNNAMED = { ...FLOWERS, columns: ['column 1', 'column 2'] };

test.each([
  ['commas', 'length,width,kind\n5.1,3.5,tulip\n-4.9,.3,rose\n7e1,0,tulip\n'],
  ['semicolons', 'length;width;kind\n5.1;3.5;tulip\n-4.9;.3;rose\n7e1;0;tulip\n'],
  ['tabs', 'length\twidth\tkind\n5.1\t3.5\ttulip\n-4.9\t.3\trose\n7e1\t0\ttulip\n'],
  ['spaces, aligned', '  length width kind\n    5.1   3.5 tulip\n   -4.9    .3 rose\n    7e1     0 tulip\n'],
  ['quotes', '"length","width","kind"\n"5.1","3.5","tulip"\n"-4.9",".3","rose"\n"7e1","0","tulip"\n'],
  ['Windows line ends', 'length,width,kind\r\n5.1,3.5,tulip\r\n-4.9,.3,rose\r\n7e1,0,tulip\r\n'],
  ['old Mac line ends', 'length,width,kind\r5.1,3.5,tulip\r-4.9,.3,rose\r7e1,0,tulip\r'],
  ['no line end at its end', 'length,width,kind\n5.1,3.5,tulip\n-4.9,.3,rose\n7e1,0,tulip'],
  ['a byte order mark', '\ufefflength,width,kind\n5.1,3.5,tulip\n-4.9,.3,rose\n7e1,0,tulip\n'],
  ['blank lines', '\nlength,width,kind\n5.1,3.5,tulip\n\n-4.9,.3,rose\n7e1,0,tulip\n\n  \n,,\n'],
  ['a space after each comma', 'length, width, kind\n5.1, 3.5, tulip\n-4.9, .3, rose\n7e1, 0, tulip\n'],
])('a table with %s is read', (_, content) => expect(read(content)).toEqual(FLOWERS));

test('a table without a header is read, its columns numbered', () => {
  expect(read('5.1,3.5,tulip\n-4.9,.3,rose\n70,0,tulip\n')).toEqual(UNNAMED);
});

test('quoted cells may hold delimiters, doubled quotes and line ends', () => {
  const { classes, columns } = read('"a, first","b ""second""",kind\n1,2,"x,y"\n3,4,"line\nend"\n');
  expect(columns).toEqual(['a, first', 'b "second"']);
  expect(classes).toEqual(['line\nend', 'x,y']);
});

test('decimal commas are read when asked for, also without any other delimiter hint than the semicolon', () => {
  expect(read('5,1;3,5;tulip\n-4,9;0,3;rose\n70;0;tulip\n', { decimal: 'comma' })).toEqual(UNNAMED);
});

test('a delimiter and a header can be told', () => {
  expect(read('5,1 3,5 0\n1 2 1\n', { delimiter: 'space', decimal: 'comma' }).features).toEqual(Float32Array.of(5.1, 3.5, 1, 2));
  expect(read('1,2,3\n5,6,a\n7,8,b\n', { header: 'yes' }).columns).toEqual(['1', '2']);
});

test('a comma inside a few names does not pass for the delimiter', () => {
  expect(read('1;2;Doe, Jane\n3;4;Roe\n5;6;Poe, Edgar\n').classes).toEqual(['Doe, Jane', 'Poe, Edgar', 'Roe']);
});

test('one ragged line does not mislead the search for the delimiter', async () => {
  const lines = Array.from({ length: 30 }, (_, row) => `${row},${row + 1},Iris ${row % 2}`);
  lines[20] = '1,2,3,Iris 0';
  expect(await sentence(() => read(lines.join('\n')))).toContain('flowers.csv, line 21: the number of cells is 4');
});

test.each([
  ['by name', 'length', [1, 0, 2], ['-4.9', '5.1', '70']],
  ['by number', 1, [1, 0, 2], ['-4.9', '5.1', '70']],
  ['by a number as text', '1', [1, 0, 2], ['-4.9', '5.1', '70']],
  ['as the last, if empty', '', [0, 1, 2], ['3', '4', '9']],
])('the target is found %s', (_, target, targets, classes) => {
  const table = read('length,width,height\n5.1,3.5,3\n-4.9,.3,4\n70,0,9\n', { target, task: 'classification' });
  expect([...table.targets]).toEqual(targets);
  expect(table.classes).toEqual(classes);
});

test('a column called by a number wins over the number of a column', () => {
  expect(read('3,1,2\n0,10,5\n0,20,6\n', { header: 'yes', target: '1' }).classes).toEqual(['10', '20']);
});

test.each([
  ['text', ['b', 'a', 'b'], 'classification', ['a', 'b']],
  ['few whole numbers, sorted by value', ['10', '9', '1.0', '1'], 'classification', ['1', '9', '10']],
  ['fractions', ['1.5', '2', '3'], 'regression', []],
  ['more than 20 different whole numbers', Array.from({ length: 21 }, (_, i) => `${i}`), 'regression', []],
  ['text beside numbers', ['1', '2', 'many'], 'classification', ['1', '2', 'many']],
])('a target of %s is understood', (_, cells, task, classes) => {
  const table = read(cells.map((cell, row) => `${row}.5,${cell}`).join('\n'));
  expect(table.task).toBe(task);
  expect(table.classes).toEqual(classes);
  if (task === 'regression') expect([...table.targets]).toEqual(cells.map(Number));
});

test('the task can be told', () => {
  expect(read('1,0\n2,1\n', { task: 'regression' })).toMatchObject({ task: 'regression', classes: [] });
  expect(read('1,0.5\n2,5.1\n', { task: 'classification' }).classes).toEqual(['0.5', '5.1']);
});

test("the iris sample is Fisher's: 150 rows, three classes of 50, the means of R", () => {
  const iris = read(IRIS, { target: 'species' });
  expect(iris).toMatchObject({ rows: 150, shape: [4], classes: ['setosa', 'versicolor', 'virginica'], task: 'classification' });
  expect([0, 1, 2].map((target) => iris.targets.filter((value) => value === target).length)).toEqual([50, 50, 50]);
  const means = [0, 1, 2, 3].map((column) => iris.features.reduce((sum, value, i) => sum + (i % 4 === column ? value : 0), 0) / 150);
  [5.843333, 3.057333, 3.758, 1.199333].forEach((mean, column) => expect(means[column]).toBeCloseTo(mean, 5));
});

const HEAD = 'length,width,kind\n1,2,a\n';

test.each([
  ['a missing value', `${HEAD}3,,b\n`, 'flowers.csv, line 3, column "width": the value is missing (""). Fill it in or remove the line.'],
  ['NA', `${HEAD}NA,4,b\n`, 'flowers.csv, line 3, column "length": the value is missing ("NA"). Fill it in or remove the line.'],
  ['NaN', `${HEAD}3,nan,b\n`, 'flowers.csv, line 3, column "width": the value is missing ("nan"). Fill it in or remove the line.'],
  ['null', `${HEAD}3,null,b\n`, 'flowers.csv, line 3, column "width": the value is missing ("null"). Fill it in or remove the line.'],
  ['a missing target', `${HEAD}3,4,?\n`, 'flowers.csv, line 3, column "kind": the value is missing ("?"). Fill it in or remove the line.'],
  [
    'a missing value without header',
    '1,2,a\n3,,b\n',
    'flowers.csv, line 2, column 2: the value is missing (""). Fill it in or remove the line.',
  ],
  [
    'a missing value after a cell of two lines',
    'x,y,kind\n1,2,"a\nb"\n\n3,,b\n',
    'flowers.csv, line 5, column "y": the value is missing (""). Fill it in or remove the line.',
  ],
  [
    'text among the features',
    `${HEAD}3,wide,b\n`,
    'flowers.csv, line 3, column "width": "wide" is not a number. Remove the column or encode it as numbers.',
  ],
  [
    'a hexadecimal number',
    `${HEAD}3,0x10,b\n`,
    'flowers.csv, line 3, column "width": "0x10" is not a number. Remove the column or encode it as numbers.',
  ],
  [
    'names beside numbers in the first line',
    'a,2019,2020\n1,2,3\n',
    'flowers.csv, line 1, column 1: "a" is not a number. If this line holds names, set header to yes; otherwise remove the column or encode it as numbers.',
  ],
  [
    'a decimal comma',
    'x;y;kind\n1;2,5;a\n',
    'flowers.csv, line 2, column "y": "2,5" is a number only with a decimal comma. Set decimal to comma, or correct the cell.',
  ],
  [
    'infinity',
    `${HEAD}3,inf,b\n`,
    'flowers.csv, line 3, column "width": inf is too large for a 32-bit number. Correct the cell or rescale the column.',
  ],
  [
    '1e400',
    `${HEAD}3,1e400,b\n`,
    'flowers.csv, line 3, column "width": 1e400 is too large for a 32-bit number. Correct the cell or rescale the column.',
  ],
  [
    '1e39, finite only in 64 bits',
    `${HEAD}3,-1e39,b\n`,
    'flowers.csv, line 3, column "width": -1e39 is too large for a 32-bit number. Correct the cell or rescale the column.',
  ],
  [
    'an infinite target',
    'x,y\n1,2.5\n2,1e99\n',
    'flowers.csv, line 3, column "y": 1e99 is too large for a 32-bit number. Correct the cell or rescale the column.',
  ],
  [
    'a line too short',
    `${HEAD}3,b\n`,
    'flowers.csv, line 3: the number of cells is 2, but 3 in the first line (cut at each comma). Correct the line, or check the delimiter.',
  ],
  [
    'a line too long',
    `${HEAD}3,4,5,b\n`,
    'flowers.csv, line 3: the number of cells is 4, but 3 in the first line (cut at each comma). Correct the line, or check the delimiter.',
  ],
  ['an open quote', `${HEAD}3,4,"b\n5,6,c\n`, 'flowers.csv, line 3: the quote that opens here is never closed.'],
  [
    'one column',
    'kind\na\nb\n',
    'flowers.csv, line 1: one cell when cut at each comma; a table needs at least one feature and a target. Check the delimiter.',
  ],
  ['a header alone', 'length,width,kind\n', 'flowers.csv has no rows of data.'],
  ['nothing', '', 'flowers.csv has no rows of data.'],
  [
    'one class only',
    `${HEAD}3,4,a\n`,
    'flowers.csv: the target column "kind" is "a" in every row, so there is nothing to learn. Choose another target.',
  ],
])('%s is refused with its place', async (_, content, expected) => expect(await sentence(() => read(content))).toBe(expected));

test.each([
  [
    'a target that the header lacks',
    HEAD,
    { target: 'colour' },
    'flowers.csv has no column "colour" to predict. It has length, width, kind.',
  ],
  ['a target beyond the last column', HEAD, { target: 4 }, 'flowers.csv has no column "4" to predict. It has length, width, kind.'],
  [
    'a name where there is no header',
    '1,2\n3,4\n',
    { target: 'kind' },
    'flowers.csv has no column kind to predict. It has no header, so give a number from 1 to 2.',
  ],
  [
    'text for a regression',
    'x,y\n1,2\n2,b\n',
    { task: 'regression' },
    'flowers.csv, line 3, column "y": "b" is not a number, which a regression needs. Set task to classification, or choose another target.',
  ],
  [
    'a wrong delimiter',
    HEAD,
    { delimiter: 'tab' },
    'flowers.csv, line 1: one cell when cut at each tab; a table needs at least one feature and a target. Check the delimiter.',
  ],
])('%s is refused', async (_, content, settings, expected) => expect(await sentence(() => read(content, settings))).toBe(expected));

test('a thousand and one classes are refused', async () => {
  const content = Array.from({ length: 1001 }, (_, row) => `${row},name${row}`).join('\n');
  expect(await sentence(() => read(content))).toBe(
    'flowers.csv: the target column 2 has 1001 different values; at most 1000 can be classes. Choose another target, or set task to regression if they are numbers.',
  );
});

test.each([
  ['UTF-16', Buffer.from(`\ufeff${HEAD}`, 'utf16le'), 'flowers.csv is encoded as UTF-16. Save it as CSV with UTF-8.'],
  [
    'a spreadsheet',
    Buffer.from('PK\x03\x04\x14\x00\x06\x00', 'latin1'),
    'flowers.csv is not a text file. Export the table as CSV with UTF-8.',
  ],
  ['Latin-1', Buffer.from(`${HEAD}3,4,L\xf6wenzahn\n`, 'latin1'), 'flowers.csv, line 3: not UTF-8 text. Save the file as CSV with UTF-8.'],
])('%s instead of UTF-8 is refused', async (_, content, expected) => expect(await sentence(() => read(content))).toBe(expected));

test('any table comes back as it was written, in every dialect', () => {
  const cell = fc.float({ noNaN: true, noDefaultInfinity: true });
  const dialect = fc.record({ delimiter: fc.constantFrom(',', ';', '\t'), newline: fc.constantFrom('\n', '\r\n'), header: fc.boolean() });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 20 }), dialect, (rows, { delimiter, newline, header }) => {
      const lines = [...(header ? [['a', 'b', 'c', 'kind']] : []), ...rows.map((row, index) => [...row.map(String), `k${index % 2}`])];
      const table = read(dsvFormat(delimiter).formatRows(lines).replaceAll('\n', newline));
      expect(table.features).toEqual(Float32Array.from(rows.flat(), (value) => (Object.is(value, -0) ? 0 : value)));
      expect([...table.targets]).toEqual(rows.map((_, index) => index % 2));
    }),
  );
});

test('whatever a file holds, it is read or refused with one sentence', () => {
  const piece = fc.constantFrom('1', '2.5', ',', ';', '\n', '\r\n', '"', ' ', '\t', 'a', 'NA', '-', '1e999', 'é', '\0', '__proto__');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      try {
        expect(read(pieces.join('')).features.every(Number.isFinite)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 2000 },
  );
});
