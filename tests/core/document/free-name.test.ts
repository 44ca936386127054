import { expect, test } from 'vitest';
import { emptyDocument, type Node } from '../../../core/document/document.ts';
import { freeId, freeName } from '../../../core/document/free-name.ts';

const node = (id: string, name: string): Node => ({ id, layer: 'Linear', name, settings: {}, position: [0, 0] });

test('the first free number is taken', () => {
  const document = { ...emptyDocument(), nodes: [node('n1', 'fc1'), node('n3', 'fc2'), node('x', 'fc4')] };
  expect(freeName(document, 'fc')).toBe('fc3');
  expect(freeName(document, 'relu')).toBe('relu1');
});

test('an id is free even after nodes were removed', () => {
  const document = { ...emptyDocument(), nodes: [node('n2', 'a'), node('n3', 'b')] };
  expect(freeId(document)).toBe('n4');
  expect(freeId(emptyDocument())).toBe('n1');
});
