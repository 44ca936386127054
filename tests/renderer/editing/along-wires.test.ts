import { expect, test } from 'vitest';
import { emptyDocument, type Document } from '../../../core/document/document.ts';
import { branchOf, fedBy, feeding } from '../../../renderer/editing/along-wires.ts';

/** a → b → c → sum → d, and b → s → sum; apart from them, lone. */
const network: Document = {
  ...emptyDocument(),
  nodes: ['lone', 'd', 'sum', 's', 'c', 'b', 'a'].map((id) => ({ id, layer: 'ReLU', name: id, settings: {}, position: [0, 0] })),
  edges: ['a b', 'b c', 'c sum', 'b s', 's sum', 'sum d'].map((pair) => {
    const [from, to] = pair.split(' ') as [string, string];
    return { from: [from, 'out'], to: [to, 'in'] };
  }),
};
const sorted = (ids: readonly string[]) => [...ids].sort().join(' ');

test('what feeds a block is all from which wires lead to it, and itself', () => {
  expect(sorted(feeding(network, ['c']))).toBe('a b c');
  expect(sorted(feeding(network, ['sum']))).toBe('a b c s sum');
});

test('what a block feeds is all to which wires lead from it, and itself', () => {
  expect(sorted(fedBy(network, ['s']))).toBe('d s sum');
  expect(sorted(fedBy(network, ['a', 'lone']))).toBe('a b c d lone s sum');
});

test('a branch ends where wires part or come together', () => {
  expect(sorted(branchOf(network, ['a']))).toBe('a b');
  expect(sorted(branchOf(network, ['c']))).toBe('c');
  expect(sorted(branchOf(network, ['d']))).toBe('d sum');
});

test('a circle of wires has an end', () => {
  const circle: Document = { ...network, edges: [...network.edges, { from: ['d', 'out'], to: ['a', 'in'] }] };
  expect(sorted(fedBy(circle, ['s']))).toBe('a b c d s sum');
});
