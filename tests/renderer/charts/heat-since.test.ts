import { expect, test } from 'vitest';
import { sinceColumn } from '../../../renderer/charts/heat-since.ts';

const since = (held: string) => sinceColumn(held.length - 1, (column) => held[column] === 'x');

test.each([
  ['xxxx', 0],
  ['..xx', 2],
  ['xx.xx', 0],
  ['xx..xx', 4],
  ['x.x.x', 0],
  ['.xxx', 1],
  ['...x', 3],
])('in %s it has held since column %i', (held, column) => {
  expect(since(held)).toBe(column);
});
