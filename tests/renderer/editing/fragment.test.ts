import { describe, expect, test } from 'vitest';
import { edgeName, type Document } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { collide } from '../../../renderer/editing/block.ts';
import { overlap } from '../../../renderer/editing/box.ts';
import { fragmentOf, isFrom, paste } from '../../../renderer/editing/fragment.ts';
import { groupOf } from '../../../renderer/editing/group.ts';
import { removeJoined, removePlain } from '../../../renderer/editing/remove.ts';
import { shownNote, shownOf } from '../../../renderer/editing/shown.ts';
import { done, drawn, place, wires } from '../../helpers/drawn-network.ts';

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
const names = (document: Document, ids: readonly string[]) => ids.map((id) => document.nodes.find((node) => node.id === id)!.name);

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

test('what was cut comes back under its names', () => {
  const fragment = fragmentOf(DRAWN, ['b', 'c']);
  const cut = done(DRAWN, removePlain(DRAWN, ['b', 'c']));
  const { edit, nodes } = paste(cut, fragment);
  expect(names(done(cut, edit), nodes)).toEqual(['fc2', 'head']);
  expect(names(done(DRAWN, paste(DRAWN, fragment).edit), paste(DRAWN, fragment).nodes)).toEqual(['fc3', 'head1']);
});

describe('the place of a paste', () => {
  const fragment = fragmentOf(DRAWN, ['a', 'b']);

  test('is next to what it came from', () => {
    expect(isFrom(DRAWN, fragment)).toBe(true);
    const { edit, nodes } = paste(DRAWN, fragment);
    expect(nodes.map((id) => place(done(DRAWN, edit), id))).toEqual([
      [0, 132],
      [196, 132],
    ]);
  });

  test('in another document is where it was, if nothing is there', () => {
    const other = drawn('x:Input');
    expect(isFrom(other, fragment)).toBe(false);
    const free = done(other, { edit: 'move', positions: new Map([['x', [900, 0]]]) });
    const { edit, nodes } = paste(free, fragment);
    expect(place(done(free, edit), nodes[0]!)).toEqual([0, 0]);
  });

  test('has its middle where it was asked for', () => {
    const { edit, nodes } = paste(DRAWN, fragment, { at: [1000, 500] });
    // 328 × 60 in all
    expect(nodes.map((id) => place(done(DRAWN, edit), id))).toEqual([
      [836, 472],
      [1032, 472],
    ]);
  });

  test('is beside that if something stands there, and close by', () => {
    const { edit, nodes } = paste(DRAWN, fragment, { at: [164, 30] });
    const after = done(DRAWN, edit);
    const [first] = nodes.map((id) => place(after, id));
    expect(Math.hypot(first![0], first![1])).toBeLessThan(200);
    after.nodes.forEach((one, index) => {
      for (const other of after.nodes.slice(index + 1)) expect(collide(one.position, other.position)).toBe(false);
    });
  });
});

describe('groups and notes', () => {
  const document: Document = {
    ...DRAWN,
    groups: [
      { id: 'g1', name: 'Block 1', nodes: ['a', 'b'], collapsed: true },
      { id: 'g2', name: 'All', nodes: ['a', 'b', 'c'] },
    ],
    notes: [{ id: 'note1', text: 'Wide', position: [0, 100] }],
  };

  test('come along if they are wholly in it, with names and ids of their own', () => {
    const { edit, nodes, notes } = paste(document, fragmentOf(document, ['a', 'b'], ['note1']));
    const after = done(document, edit);
    expect(after.groups!.slice(2)).toEqual([{ id: 'g3', name: 'Block 2', nodes, collapsed: true }]);
    expect(groupOf(after, nodes)?.id).toBe('g3');
    expect(notes).toEqual(['note2']);
    expect(after.notes).toHaveLength(2);
    expect(after.notes![1]).toMatchObject({ text: 'Wide' });
  });

  test('stand free too', () => {
    const after = done(document, paste(document, fragmentOf(document, ['a', 'b'], ['note1'])).edit);
    const shown = shownOf(after);
    const all = [...shown.blocks, ...shown.groups, ...shown.notes];
    all.forEach((one, index) => {
      for (const other of all.slice(index + 1)) expect(overlap(one, other), `${one.id} ${other.id}`).toBe(false);
    });
    expect(shown.byId.has(shownNote('note2'))).toBe(true);
  });

  test('of a group that is cut are left out', () => expect(fragmentOf(document, ['a', 'c']).groups).toEqual([]));
});

describe('pasting with the wires outside', () => {
  const RESIDUAL = drawn('x:Input > fc:Linear > act:ReLU > sum:Add > head:Linear', 'x > sum.in2');
  const fragment = fragmentOf(RESIDUAL, ['fc', 'act']);

  test('feeds the copies from where the originals are fed, and nothing twice', () => {
    const after = done(RESIDUAL, paste(RESIDUAL, fragment, { withWires: true }).edit);
    expect(wires(after)).toEqual([...wires(RESIDUAL), 'fc1 > act1', 'x > fc1'].toSorted());
  });

  test('after a cut brings back every wire', () => {
    const cut = done(RESIDUAL, removePlain(RESIDUAL, ['fc', 'act']));
    const after = done(cut, paste(cut, fragment, { withWires: true }).edit);
    expect(wires(after)).toEqual(wires(RESIDUAL));
  });

  test('leaves an input that has got another wire since to that', () => {
    const cut = done(DRAWN, removeJoined(DRAWN, ['b']));
    const after = done(cut, paste(cut, fragmentOf(DRAWN, ['b']), { withWires: true }).edit);
    expect(wires(after)).toEqual(['fc1 > fc2', 'fc1 > head']);
  });

  test('knows blocks by id, name and layer: in another document it is wired to none that only looks alike', () => {
    const other = done(RESIDUAL, { edit: 'rename', node: 'x', name: 'image' });
    expect(wires(done(other, paste(other, fragment, { withWires: true }).edit))).toHaveLength(wires(other).length + 1);
  });

  test('closes no circle', () => {
    const cut = done(DRAWN, removePlain(DRAWN, ['b']));
    const turned = done(cut, { edit: 'connect', edge: { from: ['c', 'out'], to: ['a', 'in'] } });
    const after = done(turned, paste(turned, fragmentOf(DRAWN, ['b']), { withWires: true }).edit);
    expect(wires(after)).toEqual(['fc1 > fc2', 'head > fc1']);
  });

  test('is not done without being asked for', () =>
    expect(wires(done(RESIDUAL, paste(RESIDUAL, fragment).edit))).toEqual([...wires(RESIDUAL), 'fc1 > act1'].toSorted()));
});
