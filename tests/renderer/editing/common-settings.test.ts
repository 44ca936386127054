import { expect, test } from 'vitest';
import { emptyDocument, type Document, type Settings } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { kindsOf, setAll } from '../../../renderer/editing/common-settings.ts';

const node = (id: string, layer: string, settings: Settings = {}) => ({
  id,
  layer,
  name: id,
  settings,
  position: [0, 0] as [number, number],
});

const document: Document = {
  ...emptyDocument(),
  nodes: [
    node('drop', 'Dropout'),
    node('b', 'Linear', { out_features: 32, bias: true }),
    node('a', 'Linear', { out_features: 64 }),
    node('relu', 'ReLU'),
    node('odd', 'Unheard'),
  ],
  edges: [
    { from: ['a', 'out'], to: ['b', 'in'] },
    { from: ['b', 'out'], to: ['drop', 'in'] },
  ],
};
const all = document.nodes.map(({ id }) => id);

test('blocks of one kind are told together, those without settings not at all', () => {
  expect(kindsOf(document, all).map(({ layer, nodes }) => [layer.name, nodes.map(({ id }) => id)])).toEqual([
    ['Linear', ['a', 'b']],
    ['Dropout', ['drop']],
  ]);
});

test('a setting is mixed where the blocks differ, and not where one only leaves out what is the default', () => {
  const [linear] = kindsOf(document, ['a', 'b']);
  expect([...linear!.mixed]).toEqual(['out_features']);
  expect(linear!.values).toEqual({ out_features: 64 });
});

test('setting one sets all, in one edit', () => {
  const [linear] = kindsOf(document, all);
  const after = apply(document, setAll(linear!.nodes, 'out_features', 16)).document;
  expect(after.nodes.map(({ settings }) => settings.out_features)).toEqual([undefined, 16, 16, undefined, undefined]);
  expect([...kindsOf(after, all)[0]!.mixed]).toEqual([]);
});
