import { expect, test } from 'vitest';
import { edgeName, type Document } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { collide } from '../../../renderer/editing/block.ts';
import { fragmentOf, paste } from '../../../renderer/editing/fragment.ts';

const block = (id: string, name: string, x: number) => ({
  id,
  layer: 'Linear',
  name,
  settings: { out_features: 8 },
  position: [x, 0] as [number, number],
});
const DRAWN: Document = {
  format: 'gradscape',
  version: 1,
  name: 'Test',
  nodes: [block('a', 'fc1', 0), block('b', 'fc2', 196), block('c', 'head', 392)],
  edges: [
    { from: ['a', 'out'], to: ['b', 'in'] },
    { from: ['b', 'out'], to: ['c', 'in'] },
  ],
  training: {},
};

test('copies have their settings, names and ids of their own, and the wires between them', () => {
  const { edit, nodes } = paste(DRAWN, fragmentOf(DRAWN, ['a', 'b']));
  const { document } = apply(DRAWN, edit);
  const copies = document.nodes.filter(({ id }) => nodes.includes(id));
  expect(copies.map(({ name }) => name)).toEqual(['fc3', 'fc4']);
  expect(copies.every(({ settings }) => settings.out_features === 8)).toBe(true);
  expect(document.edges.slice(2).map(edgeName)).toEqual([`${nodes[0]}.out -> ${nodes[1]}.in`]);
  expect(new Set(document.nodes.map(({ id }) => id)).size).toBe(5);
});

test('every paste finds room of its own', () => {
  const fragment = fragmentOf(DRAWN, ['b', 'c']);
  let document = DRAWN;
  for (let times = 0; times < 3; times++) document = apply(document, paste(document, fragment).edit).document;
  expect(document.nodes).toHaveLength(9);
  document.nodes.forEach((one, index) => {
    for (const other of document.nodes.slice(index + 1)) expect(collide(one.position, other.position)).toBe(false);
  });
});

test('pasting nothing changes nothing', () => {
  expect(apply(DRAWN, paste(DRAWN, fragmentOf(DRAWN, [])).edit).document).toBe(DRAWN);
});
