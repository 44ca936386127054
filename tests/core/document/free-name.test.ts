import { expect, test } from 'vitest';
import { emptyDocument, type Node } from '../../../core/document/document.ts';
import { freeId, freeName, idGiver, nameGiver } from '../../../core/document/free-name.ts';

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

test('a giver of names gives none twice, and the number that is wanted where that is free', () => {
  const give = nameGiver({ ...emptyDocument(), nodes: [node('n1', 'relu2')] });
  expect([give('relu'), give('relu'), give('relu', 7), give('relu', 7), give('bn', 4)]).toEqual([
    'relu1',
    'relu3',
    'relu7',
    'relu4',
    'bn4',
  ]);
});

test('a giver of ids gives none twice', () => {
  const give = idGiver({ ...emptyDocument(), nodes: [node('n3', 'a'), node('x', 'b')] });
  expect([give(), give(), give()]).toEqual(['n4', 'n5', 'n6']);
});
