import { expect, test } from 'vitest';
import { CAPACITY, HeatCells } from '../../../renderer/charts/heat-cells.ts';
import { fakeSource } from './fake-source.ts';

test('only new columns are computed, and the newest again, for it may have been half full', () => {
  const source = fakeSource([[1, 2, 3]]);
  const cells = new HeatCells(source);
  expect(cells.refresh()).toBe(3);
  source.values[0]!.push(4);
  source.filled.length = 0;
  expect(cells.refresh()).toBe(2);
  expect(source.filled).toEqual([2, 3]);
  expect([0, 1, 2, 3].map((column) => cells.cell(0, column))).toEqual([1, 2, 3, 4]);
});

test('when columns merge, all are computed anew', () => {
  const source = fakeSource([[1, 2, 3, 4]]);
  let stride = 1;
  Object.defineProperty(source, 'stride', { get: () => stride });
  const cells = new HeatCells(source);
  cells.refresh();
  stride = 2;
  source.values = [[20, 40, 50, 60]];
  expect(cells.refresh()).toBe(4);
  expect(cells.cell(0, 0)).toBe(20);
});

test('a window that moves on keeps the columns it had', () => {
  let first = 0;
  const source = fakeSource([Array.from({ length: 100 }, (_, i) => i)]);
  source.idOf = (column) => first + column;
  source.fill = (column, out) => {
    source.filled.push(column);
    out[0] = first + column;
  };
  const cells = new HeatCells(source);
  cells.refresh();
  for (first = 30; first < 3 * CAPACITY; first += 30) {
    source.filled.length = 0;
    expect(cells.refresh()).toBe(31);
    expect(cells.cell(0, 0)).toBe(first);
    expect(cells.cell(0, 99)).toBe(first + 99);
  }
});

test('what is measured now and then is held until it is measured again, and nothing is held before the first', () => {
  const cells = new HeatCells(fakeSource([[NaN, 0.25, NaN, NaN, 0.5, NaN]], { held: true }));
  cells.refresh();
  expect([0, 1, 2, 3, 4, 5].map((column) => cells.cell(0, column))).toEqual([NaN, 0.25, 0.25, 0.25, 0.5, 0.5]);
});

test('what is measured at each step is not held: a gap stays one', () => {
  const cells = new HeatCells(fakeSource([[1, NaN, 2]]));
  cells.refresh();
  expect(cells.cell(0, 1)).toBeNaN();
  expect(cells.urgency(0, 1)).toBe(-1);
});
