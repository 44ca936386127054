import { expect, test } from 'vitest';
import { emptyDocument, type Document, type Edge } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { joiningGroups } from '../../../renderer/editing/join-groups.ts';

const node = (id: string) => ({ id, layer: 'ReLU', name: id, settings: {}, position: [0, 0] as [number, number] });
const wire = ([from, to]: string): Edge => ({ from: [from!, 'out'], to: [to!, 'in'] });

const document: Document = {
  ...emptyDocument(),
  nodes: [...'abcd'].map(node),
  edges: ['ab', 'bc', 'cd'].map(wire),
  groups: [
    { id: 'inner', name: 'inner', nodes: ['b', 'c'], collapsed: true },
    { id: 'outer', name: 'outer', nodes: ['b', 'c', 'd'] },
  ],
};

function groupsAfter(nodes: string, ...wires: string[]): Record<string, string> {
  const edit = joiningGroups(document, { edit: 'add', nodes: [...nodes].map(node), edges: wires.map(wire) });
  const { groups = [] } = apply(document, edit).document;
  return Object.fromEntries(groups.map((group) => [group.id, group.nodes.join('')]));
}

test('a block between two of a group joins it, and the groups around it', () => {
  expect(groupsAfter('x', 'bx', 'xc')).toEqual({ inner: 'bcx', outer: 'bcdx' });
});

test('a block that leads out of a group joins only what is around both ends', () => {
  expect(groupsAfter('x', 'cx', 'xd')).toEqual({ inner: 'bc', outer: 'bcdx' });
  expect(groupsAfter('x', 'ax', 'xb')).toEqual({ inner: 'bc', outer: 'bcd' });
});

test('several new blocks in a row join together', () => {
  expect(groupsAfter('xy', 'bx', 'xy', 'yc')).toEqual({ inner: 'bcxy', outer: 'bcdxy' });
});

test('a block that is wired on one side alone joins nothing', () => {
  expect(groupsAfter('x', 'bx')).toEqual({ inner: 'bc', outer: 'bcd' });
});
