import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { refusalOf } from '../../../renderer/editing/connection.ts';

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
  expect(refusal('b', 'a')).toBe('This wire would close a circle: relu_a already leads to relu_b.'));

test('a wire that is pulled off its input is not in the way of its own new course', () => {
  const pulled = document.edges[0]!;
  expect(refusalOf(document, { source: 'c', target: 'b', targetHandle: 'in' }, pulled)).toBeNull();
  expect(refusalOf(document, { source: 'b', target: 'a', targetHandle: 'in' }, pulled)).toBeNull();
});

test('an input that has a wire takes no second one, and the sentence says what to do', () =>
  expect(refusal('c', 'b')).toBe('The input "in" of relu_b has a wire already. Remove that one first, or join the two with Add.'));
