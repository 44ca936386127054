import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { refusalOf, replacedBy } from '../../../renderer/editing/connection.ts';

const document: Document = {
  format: 'gradscape',
  version: 1,
  name: 'three',
  nodes: ['a', 'b', 'c'].map((id) => ({ id, layer: 'ReLU', name: `relu_${id}`, settings: {}, position: [0, 0] })),
  edges: [{ from: ['a', 'out'], to: ['b', 'in'] }],
  training: {},
};
const refusal = (source: string, target: string, targetHandle = 'in') =>
  refusalOf(document, { source, sourceHandle: 'out', target, targetHandle });

test('a free input takes a wire', () => expect(refusal('b', 'c')).toBeNull());

test('a block does not feed itself', () => expect(refusal('c', 'c')).toBe('relu_c cannot feed itself.'));

test('a wire that would close a circle is refused with the way that is there already', () =>
  expect(refusal('b', 'a')).toBe('This wire would close a circle: relu_a already leads to relu_b (relu_a → relu_b).'));

test('a wire that is pulled off its input is not in the way of its own new course', () => {
  const pulled = document.edges[0]!;
  expect(refusalOf(document, { source: 'c', target: 'b', targetHandle: 'in' }, pulled)).toBeNull();
  expect(refusalOf(document, { source: 'b', target: 'a', targetHandle: 'in' }, pulled)).toBeNull();
});

test('of a long way round the ends are told', () => {
  const ids = Array.from({ length: 10 }, (_, index) => `n${index}`);
  const chain: Document = {
    ...document,
    nodes: ids.map((id) => ({ id, layer: 'ReLU', name: id, settings: {}, position: [0, 0] })),
    edges: ids.slice(1).map((id, index) => ({ from: [ids[index]!, 'out'], to: [id, 'in'] })),
  };
  expect(refusalOf(chain, { source: 'n9', sourceHandle: 'out', target: 'n0', targetHandle: 'in' })).toBe(
    'This wire would close a circle: n0 already leads to n9 (n0 → n1 → n2 → … → n7 → n8 → n9).',
  );
});

test('an input that has a wire takes another in its place, and it is known which one goes', () => {
  const ends = { source: 'c', sourceHandle: 'out', target: 'b', targetHandle: 'in' };
  expect(refusalOf(document, ends)).toBeNull();
  expect(replacedBy(document, ends)).toBe(document.edges[0]);
  expect(replacedBy(document, { ...ends, target: 'c' })).toBeNull();
  expect(replacedBy(document, { ...ends, source: 'a' })).toBeNull();
});

test.each([
  ['c', 'sum', 'b', 'in', 'relu_c has no output "sum".'],
  ['c', 'out', 'b', 'in2', 'relu_b has no input "in2".'],
  ['gone', 'out', 'b', 'in', 'One end of this wire is at a block that is not there any more.'],
])('from %s.%s to %s.%s leads no wire, and the sentence says why', (source, sourceHandle, target, targetHandle, sentence) =>
  expect(refusalOf(document, { source, sourceHandle, target, targetHandle })).toBe(sentence),
);
