import { expect, test } from 'vitest';
import { rowLabels, shortened } from '../../../renderer/charts/row-labels.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `fc${index + 1}`);

test('each row is named in its middle where there is room', () => {
  expect(rowLabels(names(4), 80, 11).map(({ text, y }) => [text, y])).toEqual([
    ['fc1', 10],
    ['fc2', 30],
    ['fc3', 50],
    ['fc4', 70],
  ]);
});

test('names of many rows never come nearer than a line of text', () => {
  const labels = rowLabels(names(200), 190, 11);
  expect(labels.length).toBeGreaterThan(10);
  for (let i = 1; i < labels.length; i++) expect(labels[i]!.y - labels[i - 1]!.y).toBeGreaterThanOrEqual(11);
});

test('a long name keeps its beginning and its number', () => {
  expect(shortened('encoder_block_projection_12', 11)).toBe('encoder…_12');
  expect(shortened('encoder_block_projection_12', 11)).toHaveLength(11);
  expect(shortened('fc1', 11)).toBe('fc1');
  expect(shortened('परत१', 4)).toBe('परत१');
});
