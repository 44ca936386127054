import { expect, test } from 'vitest';
import { emptyDocument, type Document, type Edge } from '../../../core/document/document.ts';
import { inDepthOrder } from '../../../renderer/editing/depth-order.ts';

function drawn(nodes: string, ...wires: string[]): Document {
  return {
    ...emptyDocument(),
    nodes: [...nodes].map((id) => ({ id, layer: 'ReLU', name: id, settings: {}, position: [0, 0] })),
    edges: wires.map(([from, to]): Edge => ({ from: [from!, 'out'], to: [to!, 'in'] })),
  };
}

const order = (document: Document, ids = document.nodes.map(({ id }) => id)) => inDepthOrder(document, ids).join('');

test('a block comes after all that feed it, whatever the order of the document', () => {
  expect(order(drawn('dcba', 'ab', 'bc', 'cd', 'ad'))).toBe('abcd');
});

test('blocks that nothing orders stay in the order of the document', () => {
  expect(order(drawn('cab'))).toBe('cab');
});

test('blocks on a circle come last', () => {
  expect(order(drawn('abc', 'ab', 'ba'))).toBe('cab');
});

test('only the blocks asked for are told', () => {
  expect(order(drawn('dcba', 'ab', 'bc', 'cd'), ['d', 'b'])).toBe('bd');
});
