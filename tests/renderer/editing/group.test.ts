import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { overlap } from '../../../renderer/editing/box.ts';
import { findGroup, groupNodes, groupOf, groupsAround, renameGroup, setCollapsed, ungroup } from '../../../renderer/editing/group.ts';
import { shownGroup, shownOf } from '../../../renderer/editing/shown.ts';
import { done, drawn, place } from '../../helpers/drawn-network.ts';

const CHAIN = drawn('x:Input > a:Linear > b:ReLU > c:Linear > d:ReLU > loss:CrossEntropyLoss');
const grouped = (document: Document, ...nodes: string[]) => done(document, groupNodes(document, nodes)!.edit);
const collapsed = (document: Document, id: string) => done(document, setCollapsed(document, id, true));
const names = (document: Document) => document.groups?.map(({ name, nodes }) => `${name}: ${nodes.join(' ')}`);

describe('grouping', () => {
  test('makes a group of the blocks, named by the first free number', () => {
    const one = grouped(CHAIN, 'b', 'a');
    expect(names(one)).toEqual(['Block 1: a b']);
    expect(names(grouped(one, 'c', 'd'))).toEqual(['Block 1: a b', 'Block 2: c d']);
  });

  test('changes no block and no wire, and ungrouping gives back the document as it was', () => {
    const one = grouped(CHAIN, 'a', 'b');
    expect(one.nodes).toBe(CHAIN.nodes);
    expect(one.edges).toBe(CHAIN.edges);
    expect(JSON.stringify(done(one, ungroup(one, 'g1')))).toBe(JSON.stringify(CHAIN));
  });

  test('takes in the whole of a group that it would cut', () =>
    expect(names(grouped(grouped(CHAIN, 'a', 'b'), 'b', 'c'))).toEqual(['Block 1: a b', 'Block 2: a b c']));

  test('takes in the whole of a larger group if a smaller one reaches into it', () => {
    const two = grouped(grouped(CHAIN, 'b', 'c'), 'b', 'c', 'd');
    expect(names(grouped(two, 'a', 'b'))?.at(-1)).toBe('Block 3: a b c d');
  });

  test('within a group makes a group in it', () => {
    const nested = grouped(grouped(CHAIN, 'a', 'b', 'c'), 'a', 'b');
    expect(names(nested)).toEqual(['Block 1: a b c', 'Block 2: a b']);
    expect(groupsAround(nested, 'a').map(({ name }) => name)).toEqual(['Block 2', 'Block 1']);
    expect(groupsAround(nested, 'c').map(({ name }) => name)).toEqual(['Block 1']);
    expect(groupsAround(nested, 'x')).toEqual([]);
  });

  test('is nothing without blocks, and of what is a group already', () => {
    expect(groupNodes(CHAIN, [])).toBeNull();
    expect(groupNodes(CHAIN, ['gone'])).toBeNull();
    expect(groupNodes(grouped(CHAIN, 'a', 'b'), ['b', 'a'])).toBeNull();
  });
});

test('the group of just these blocks is found, not one of more or fewer', () => {
  const one = grouped(CHAIN, 'a', 'b');
  expect(groupOf(one, ['b', 'a'])?.id).toBe('g1');
  expect(groupOf(one, ['a'])).toBeUndefined();
  expect(groupOf(one, ['a', 'b', 'c'])).toBeUndefined();
  expect(groupOf(one, [])).toBeUndefined();
});

test('of two groups of the same blocks the one made later is around the other', () => {
  const groups = [
    { id: 'inner', name: 'Inner', nodes: ['a', 'b'] },
    { id: 'outer', name: 'Outer', nodes: ['a', 'b'] },
  ];
  const document = { ...CHAIN, groups };
  expect(groupsAround(document, 'a').map(({ id }) => id)).toEqual(['inner', 'outer']);
  expect(groupOf(document, ['a', 'b'])?.id).toBe('outer');
});

test('a group takes another name, but not an empty one nor the same', () => {
  const one = grouped(CHAIN, 'a', 'b');
  expect(findGroup(done(one, renameGroup(one, 'g1', ' Stem ')), 'g1')?.name).toBe('Stem');
  expect(renameGroup(one, 'g1', 'Block 1')).toBeNull();
  expect(renameGroup(one, 'g1', '  ')).toBeNull();
  expect(renameGroup(one, 'gone', 'Stem')).toBeNull();
});

describe('collapsing', () => {
  test('moves nothing, and opening again gives the same document if nothing is in the way', () => {
    const one = grouped(CHAIN, 'a', 'b');
    const shut = collapsed(one, 'g1');
    expect(findGroup(shut, 'g1')?.collapsed).toBe(true);
    expect(shut.nodes).toBe(one.nodes);
    expect(JSON.stringify(done(shut, setCollapsed(shut, 'g1', false)))).toBe(JSON.stringify(one));
  });

  test('stands where it covers nothing: a group that goes on in the next row is not at the top left of both', () => {
    const rows = {
      ...CHAIN,
      nodes: CHAIN.nodes.map((node, index): (typeof CHAIN.nodes)[number] => ({
        ...node,
        position: [(index % 3) * 192, index < 3 ? 0 : 132],
      })),
    };
    const folded = collapsed(grouped(rows, 'b', 'c', 'd'), 'g1');
    expect(findGroup(folded, 'g1')?.at).toBe('b');
    const shown = shownOf(folded);
    const group = shown.byId.get(shownGroup('g1'))!;
    expect(group.position).toEqual(place(rows, 'b'));
    expect(shown.blocks.filter((block) => overlap(block, group))).toEqual([]);
    expect(findGroup(done(folded, setCollapsed(folded, 'g1', false)), 'g1')).not.toHaveProperty('at');
  });

  test('is nothing if it is so', () => {
    const one = grouped(CHAIN, 'a', 'b');
    expect(setCollapsed(one, 'g1', false)).toBeNull();
    expect(setCollapsed(collapsed(one, 'g1'), 'g1', true)).toBeNull();
    expect(setCollapsed(one, 'gone', true)).toBeNull();
  });
});

describe('opening a group makes room for it', () => {
  /** a b c in a row, collapsed, with d close behind, e below d, f above, and a note below. */
  const near: Document = {
    ...drawn('x:Input > a:Linear > b:ReLU > c:Linear > d:ReLU > e:ReLU', 'f:ReLU', 'far:ReLU'),
    groups: [{ id: 'g1', name: 'Block 1', nodes: ['a', 'b', 'c'], collapsed: true }],
    notes: [{ id: 'note1', text: 'Below', position: [200, 100] }],
  };
  const places = new Map<string, readonly [number, number]>([
    ['x', [0, 0]],
    ['a', [196, 0]],
    ['b', [392, 0]],
    ['c', [588, 0]],
    ['d', [392, 0]],
    ['e', [392, 132]],
    ['f', [196, -76]],
    ['far', [0, 600]],
  ]);
  const before = done(near, { edit: 'move', positions: places });
  const after = done(before, setCollapsed(before, 'g1', false));
  const shown = shownOf(after);
  const frame = shown.byId.get(shownGroup('g1'))!;
  const others = [...shown.blocks.filter(({ id }) => !['a', 'b', 'c'].includes(id)), ...shown.notes];

  test('so that its frame covers nothing, and nothing covers anything else', () => {
    for (const other of others) expect(overlap(frame, other), other.id).toBe(false);
    others.forEach((one, index) => {
      for (const other of others.slice(index + 1)) expect(overlap(one, other), `${one.id} ${other.id}`).toBe(false);
    });
  });

  test('in the direction that they were in: right, above, below', () => {
    expect(place(after, 'd')[0]).toBeGreaterThan(place(after, 'c')[0]);
    expect(place(after, 'd')[1]).toBe(0);
    expect(place(after, 'f')[0]).toBe(196);
    expect(place(after, 'f')[1]).toBeLessThan(-76);
    expect(place(after, 'e')[0]).toBe(place(after, 'd')[0]);
  });

  test('while its own blocks, and what is not in the way, stay', () => {
    for (const id of ['a', 'b', 'c', 'x', 'far']) expect(place(after, id), id).toEqual(place(before, id));
  });

  test('in one edit, whose inverse gives back the document', () => {
    const { document, inverse } = apply(before, setCollapsed(before, 'g1', false)!);
    expect(JSON.stringify(apply(document, inverse).document)).toBe(JSON.stringify(before));
  });

  test('and the frames around it grow too, and move what is in their way', () => {
    const outer = done(before, { edit: 'group', group: { id: 'all', name: 'All', nodes: ['a', 'b', 'c', 'd'] } });
    const opened = done(outer, setCollapsed(outer, 'g1', false));
    const shown = shownOf(opened);
    const [all, inner] = [shown.byId.get(shownGroup('all'))!, shown.byId.get(shownGroup('g1'))!];
    expect(overlap(inner, shown.byId.get('d')!)).toBe(false);
    for (const thing of [shown.byId.get('e')!, shown.byId.get('f')!, ...shown.notes]) expect(overlap(all, thing), thing.id).toBe(false);
  });

  test('moves a collapsed group as one, and an open one with the notes in it', () => {
    const two: Document = {
      ...before,
      groups: [...before.groups!, { id: 'g2', name: 'Block 2', nodes: ['d', 'e'] }],
      notes: [{ id: 'note1', text: 'In', position: [392, 60], size: [96, 48] }],
    };
    const opened = done(two, setCollapsed(two, 'g1', false));
    const way = place(opened, 'd')[0] - 392;
    expect(way).toBeGreaterThan(0);
    expect(place(opened, 'e')).toEqual([392 + way, 132]);
    expect(opened.notes).toEqual([{ id: 'note1', text: 'In', position: [392 + way, 60], size: [96, 48] }]);
    const shut = done(two, setCollapsed(two, 'g2', true));
    const moved = done(shut, setCollapsed(shut, 'g1', false));
    expect(place(moved, 'e')[0] - place(moved, 'd')[0]).toBe(0);
    expect(place(moved, 'd')[0]).toBeGreaterThan(588);
  });
});
