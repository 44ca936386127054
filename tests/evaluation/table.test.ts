import { expect, test } from 'vitest';
import { markdownTable, plainTable, type Table } from './table.ts';

const table: Table = {
  heads: ['run', 'skill'],
  rows: [
    ['a_b', '0.5'],
    ['c', '-12.25'],
  ],
  words: 1,
};

test('words stand to the left and numbers to the right', () => {
  expect(plainTable(table)).toBe(['  run   skill', '  a_b     0.5', '  c    -12.25'].join('\n'));
});

test('Markdown has a rule that says so, and what would be markup is escaped', () => {
  const starred = {
    ...table,
    rows: [
      ['a*b', '0.5'],
      ['c_d', '-12.25'],
    ],
  };
  expect(markdownTable(starred)).toBe(['| run  |  skill |', '| ---- | -----: |', '| a\\*b |    0.5 |', '| c_d  | -12.25 |'].join('\n'));
});
