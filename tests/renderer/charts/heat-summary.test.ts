import { expect, test } from 'vitest';
import { describeHeat, summarise } from '../../../renderer/charts/heat-summary.ts';
import { fakeSource } from './fake-source.ts';

const source = (rows: number) => fakeSource(Array.from({ length: rows }, () => [0]));

test('rows far below healthy are named as a range, with the worst and its number', () => {
  const words = describeHeat([-2.9, -2.7, -2.4, -2.1, -1.5, -0.5, 0, 0], source(8), 1240);
  expect(words).toBe(
    'Step 1,240. More than 2 decades below healthy: fc1 to fc4 (4 of 8 layers). Farthest: fc1 at -2.9 decades from healthy.',
  );
});

test('if none is far, one decade is worth a word', () => {
  expect(describeHeat([-1.4, 0, 1.2], source(3), 5)).toBe(
    'Step 5. More than 1 decade below healthy: fc1 (1 of 3 layers). More than 1 decade above healthy: fc3 (1 of 3 layers). Farthest: fc1 at -1.4 decades from healthy.',
  );
});

test('health is said', () => {
  expect(describeHeat([0.1, -0.3, 0], source(3), 7)).toContain('All 3 layers are within 1 decade of healthy.');
});

test('zeros and what is not finite are said apart, and before the rest', () => {
  const words = describeHeat([-Infinity, 0, Infinity, 0.2], source(4), 9);
  expect(words).toContain('Not finite: fc3 (1 of 4 layers).');
  expect(words).toContain('Exactly zero: fc1 (1 of 4 layers).');
  expect(words.indexOf('fc3')).toBeLessThan(words.indexOf('fc1'));
});

test('rows here and there are listed, many of them counted', () => {
  const values = [-3, 0, -3, 0, -3, 0, -3];
  expect(describeHeat(values, source(7), 1)).toContain('fc1, fc3 and 2 more (4 of 7 layers)');
});

test('of a share of something that should not be, more than half is worth a word', () => {
  const scale = { ...source(3).scale, kind: 'warning' as const, low: 0, high: 1, caption: 'of units never fire' };
  const { above, below, worst } = summarise([0.1, 0.6, 0.9], { scale });
  expect(above.rows).toEqual([1, 2]);
  expect(below.rows).toEqual([]);
  expect(worst).toBe(2);
  expect(describeHeat([0.1, 0.6, 0.9], { ...source(3), scale }, 4)).toBe(
    'Step 4. Above 0.5: fc2, fc3 (2 of 3 layers). Largest: fc3 at 0.9 of units never fire.',
  );
});

test('of a magnitude the largest and the smallest are told, and no threshold that nobody knows', () => {
  const scale = { ...source(3).scale, kind: 'magnitude' as const, low: -8, high: 2, caption: 'norm of the weight gradient' };
  expect(describeHeat([-1, -9, 0.5], { ...source(3), scale }, 4)).toBe(
    'Step 4. Largest: fc3 at 0.5 norm of the weight gradient. Smallest: fc2 at -9.',
  );
});

test('rows above healthy are told with what that means', () => {
  const scale = { ...source(2).scale, note: 'Training often raises it.' };
  expect(describeHeat([1.4, 0], { ...source(2), scale }, 4)).toMatch(/Training often raises it\.$/);
  expect(describeHeat([-1.4, 0], { ...source(2), scale }, 4)).not.toContain('Training');
});

test('of a forecast it says so, and at no step', () => {
  expect(describeHeat([-4, -1.2, NaN], source(3), null)).toBe(
    'Forecast, before training. More than 3 decades below healthy: fc1 (1 of 3 layers). Farthest: fc1 at -4 decades from healthy.',
  );
});

/** Rows of cells, column by column from step 10 on, in tens. */
function past(values: number[][]) {
  return {
    column: values[0]!.length - 1,
    cell: (row: number, column: number) => values[row]![column]!,
    firstStepOf: (column: number) => 10 * column + 10,
  };
}

const told = (values: number[][]) =>
  describeHeat(
    values.map((row) => row.at(-1)!),
    source(values.length),
    100,
    past(values),
  );

test('each departure is told with the step since which all of its rows have had it', () => {
  const words = told([
    [0, -3.5, -3.6, -3.2, -3.4],
    [0, 0, 0, -3.1, -3.1],
    [0, 0, 0, 0, 0],
    [Infinity, 0, Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity, -Infinity, -Infinity],
  ]);
  expect(words).toContain('More than 3 decades below healthy since step 40: fc1, fc2 (2 of 5 layers).');
  // a break of one column is no end of it, and what holds from the first column on holds since its step
  expect(words).toContain('Not finite since step 10: fc4 (1 of 5 layers).');
  expect(words).toContain('Exactly zero since step 10: fc5 (1 of 5 layers).');
});

test('of many layers, one that has but now come to the others does not change since when it has been so', () => {
  const long = [-3.5, -3.5, -3.5, -3.5];
  const ten = [...Array.from({ length: 9 }, () => long), [0, 0, 0, -3.5]];
  expect(told(ten)).toContain('More than 3 decades below healthy since step 10: fc1 to fc10 (10 of 10 layers).');
  expect(told([...ten.slice(1), [0, 0, 0, -3.5]])).toContain('More than 3 decades below healthy: fc1 to fc10 (10 of 10 layers).');
});

test('a layer that is alone is called by its name', () => {
  expect(told([[0, 0.1]])).toContain('fc1 is within 1 decade of healthy.');
});

test('what has just begun is told without a since', () => {
  expect(told([[0, 0, 0, -3.5]])).toContain('More than 3 decades below healthy: fc1 (1 of 1 layers).');
});

test('a break of two columns is an end of it', () => {
  expect(told([[-3.5, -3.5, 0, 0, -3.5, -3.5]])).toContain('since step 50:');
});
