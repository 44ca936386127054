import { expect, test } from 'vitest';
import { bypass, canBypass } from '../../../renderer/editing/bypass.ts';
import { done, drawn } from '../../helpers/drawn-network.ts';

const DRAWN = drawn('x:Input > fc1:Linear > c:Unheard > sum:Add > loss:CrossEntropyLoss');
const bypassed = (document = DRAWN) => document.nodes.filter((node) => node.bypassed).map(({ id }) => id);

test('what enters the network and what ends it cannot be bypassed, every other block can', () =>
  expect(DRAWN.nodes.filter(canBypass).map(({ id }) => id)).toEqual(['fc1', 'c', 'sum']));

test('all are bypassed unless all are, then they are in use again', () => {
  const all = DRAWN.nodes.map(({ id }) => id);
  const one = done(DRAWN, bypass(DRAWN, ['fc1']));
  expect(bypassed(one)).toEqual(['fc1']);
  const three = done(one, bypass(one, all));
  expect(bypassed(three)).toEqual(['fc1', 'c', 'sum']);
  expect(done(three, bypass(three, all))).toEqual(DRAWN);
});

test('there is nothing to bypass in an Input and a loss', () => {
  expect(bypass(DRAWN, ['x', 'loss'])).toBeNull();
  expect(bypass(DRAWN, [])).toBeNull();
});
