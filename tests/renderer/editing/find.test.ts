import { expect, test } from 'vitest';
import { emptyDocument, type Document, type Node } from '../../../core/document/document.ts';
import { findIn } from '../../../renderer/editing/find.ts';

const node = (id: string, layer: string, settings: Node['settings'] = {}): Node => ({ id, layer, name: id, settings, position: [0, 0] });
const network: Document = {
  ...emptyDocument(),
  nodes: [
    node('drop2', 'Dropout', { p: 0.1 }),
    node('fc1', 'Linear', { out_features: 512, init: { kind: 'kaiming_normal', mode: 'fan_in', nonlinearity: 'relu' } }),
    node('drop1', 'Dropout'),
    node('fc2', 'Linear', { out_features: 64, bias: false }),
    node('act', 'ReLU'),
  ],
  edges: [
    { from: ['fc1', 'out'], to: ['drop1', 'in'] },
    { from: ['drop1', 'out'], to: ['fc2', 'in'] },
    { from: ['fc2', 'out'], to: ['act', 'in'] },
    { from: ['act', 'out'], to: ['drop2', 'in'] },
  ],
  groups: [{ id: 'g1', name: 'Stem of dropouts', nodes: ['fc1', 'drop1'] }],
  notes: [{ id: 'n1', text: 'Here Dropout hurts', position: [0, 0] }],
};
const found = (query: string, document = network) => findIn(document, query).map(({ id }) => id);

test('nothing answers no words', () => expect(found('  ')).toEqual([]));

test('a part of a name, of a layer, of a group or of a note answers: blocks in the order of the data, then groups, then notes', () => {
  expect(found('dropout')).toEqual(['drop1', 'drop2', 'g1', 'n1']);
  expect(found('fc')).toEqual(['fc1', 'fc2']);
  expect(found('RELU')).toEqual(['act']);
});

test('all of the words must be answered', () => {
  expect(found('linear fc2')).toEqual(['fc2']);
  expect(found('dropout hurts')).toEqual(['n1']);
  expect(found('dropout fc1')).toEqual([]);
});

test('a setting is found with its value, however it is written', () => {
  for (const query of ['p=0.1', 'p = 0.1', 'p: 0.1', 'dropout p 0.1']) expect(found(query), query).toEqual(['drop2']);
  expect(found('out_features 512')).toEqual(['fc1']);
  expect(found('out_features=51')).toEqual([]);
  expect(found('bias=false')).toEqual(['fc2']);
  expect(found('init=kaiming_normal')).toEqual(['fc1']);
  expect(found('64')).toEqual(['fc2']);
});

test('a setting that the document leaves out has its default', () => expect(found('p=0.5')).toEqual(['drop1']));

test('a block of a layer that this version does not know is found by what the document says of it', () => {
  const document = { ...network, nodes: [node('odd', 'Convolve', { rank: 3 })], edges: [] };
  expect(found('convolve rank=3', document)).toEqual(['odd']);
});
