import { expect, test } from 'vitest';
import { finding } from '../../../core/findings/messages.ts';
import { FindingHistory } from '../../../renderer/state/finding-history.ts';

const dead = (fraction: number) => [finding('nothing_to_rewind', { node: `n${fraction}` }, {})];

test('at a step stands the last list at or before it', () => {
  const history = new FindingHistory();
  history.add(0, []);
  history.add(50, dead(1));
  history.add(90, dead(2));
  expect([49, 50, 89, 90, 1000].map((step) => history.at(step)[0]?.where.node)).toEqual([undefined, 'n1', 'n1', 'n2', 'n2']);
  expect(history.upTo(60).at(1000)[0]!.where.node).toBe('n1');
});

test('a second list of one step takes the place of the first, and what is told of no run is no list', () => {
  const history = new FindingHistory();
  history.add(50, dead(1));
  history.add(50, dead(2));
  history.add(0, []);
  expect(history.lists.map(({ step }) => step)).toEqual([50]);
  expect(history.at(50)[0]!.where.node).toBe('n2');
});

test('of many lists those go whose findings are those of the next, so that the first step of each finding is kept', () => {
  const history = new FindingHistory();
  for (let step = 1; step <= 2000; step++) history.add(step, step < 1000 ? dead(1) : dead(2));
  expect(history.lists.length).toBeLessThanOrEqual(401);
  expect([0, 1, 999, 1000, 2000].map((step) => history.at(step)[0]?.where.node)).toEqual([undefined, 'n1', 'n1', 'n2', 'n2']);
  expect(history.lists.at(-1)!.step).toBe(2000);
});
