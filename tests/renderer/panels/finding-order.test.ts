import { expect, test } from 'vitest';
import { finding } from '../../../core/findings/messages.ts';
import { byGravity, countBySeverity } from '../../../renderer/panels/finding-order.ts';

const list = [
  finding('converged', {}, { loss: 0.1 }),
  finding('output_unused', { node: 'a' }, { name: 'a' }),
  finding('input_missing', {}, {}),
  finding('output_unused', { node: 'b' }, { name: 'b' }),
];

test('errors come first, then warnings in their order, then notes', () => {
  expect(byGravity(list).map(({ code, where }) => [code, where.node])).toEqual([
    ['input_missing', undefined],
    ['output_unused', 'a'],
    ['output_unused', 'b'],
    ['converged', undefined],
  ]);
});

test('only severities that occur are counted', () => {
  expect(countBySeverity(list.slice(1, 2))).toEqual([{ severity: 'warning', count: 1 }]);
  expect(countBySeverity(list).map(({ count }) => count)).toEqual([1, 2, 1]);
});
