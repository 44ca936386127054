/** @file Groups: blocks that are shown as one. Whatever is done to a group leaves the network what it computes. */
import type { Document, Group } from '../../core/document/document.ts';
import { apply, type Edit } from '../../core/document/edits.ts';
import type { Point } from './block.ts';
import { overlap } from './box.ts';
import { inDepthOrder } from './depth-order.ts';
import { makeWay } from './make-way.ts';
import { nestingOf } from './nesting.ts';
import { shownGroup, shownOf } from './shown.ts';

/**
 * Makes a group of blocks, named "Block" and a number. Where they are a part of a group and more than it, the whole of that group goes in.
 * Null if there are none, or if they are a group already.
 */
export function groupNodes(document: Document, nodes: readonly string[]): { readonly edit: Edit; readonly group: string } | null {
  const members = widened(document, nodes);
  if (members.size === 0 || groupOf(document, [...members])) return null;
  const id = freeGroupId(document.groups ?? []);
  const group: Group = {
    id,
    name: freeGroupName(document.groups ?? [], 'Block'),
    nodes: document.nodes.filter((node) => members.has(node.id)).map((node) => node.id),
  };
  return { edit: { edit: 'group', group }, group: id };
}

/** The group whose blocks are just these, the outermost one; undefined if there is none. */
export function groupOf(document: Document, nodes: readonly string[]): Group | undefined {
  const [first] = nodes;
  if (first === undefined) return undefined;
  const chosen = new Set(nodes);
  return nestingOf(document)
    .around(first)
    .find((group) => group.nodes.length === chosen.size && group.nodes.every((id) => chosen.has(id)));
}

/** The groups that a block lies in, from the inside out. */
export function groupsAround(document: Document, node: string): readonly Group[] {
  return nestingOf(document).around(node).toReversed();
}

export function findGroup(document: Document, id: string): Group | undefined {
  return document.groups?.find((group) => group.id === id);
}

/** Takes the frame away: the inverse of `groupNodes`. Null if there is no such group. */
export function ungroup(document: Document, group: string): Edit | null {
  return findGroup(document, group) ? { edit: 'ungroup', group } : null;
}

/** Null if it has this name, or the name is empty. */
export function renameGroup(document: Document, id: string, name: string): Edit | null {
  const group = findGroup(document, id);
  const trimmed = name.trim().slice(0, 200);
  return group && trimmed !== '' && trimmed !== group.name ? { edit: 'group', group: { ...group, name: trimmed } } : null;
}

/**
 * Shows a group as one block, or its blocks again: then what they would cover moves away, in the same edit. Collapsing moves nothing: the
 * one block stands where it covers nothing, if a place of one of its blocks is such. Null if it is so already.
 */
export function setCollapsed(document: Document, id: string, collapsed: boolean): Edit | null {
  const group = findGroup(document, id);
  if (!group || (group.collapsed ?? false) === collapsed) return null;
  const { collapsed: _, at: __, ...open } = group;
  if (collapsed) return { edit: 'group', group: standingClear(document, { ...open, collapsed }) };
  const edit: Edit = { edit: 'group', group: open };
  const way = makeWay(document, apply(document, edit).document, id);
  return way ? { edit: 'compound', edits: [edit, way] } : edit;
}

/** With the place of the first of its blocks, in the order of the data, where it covers nothing, if it does so at their top left. */
function standingClear(document: Document, group: Group): Group {
  const shown = shownOf(apply(document, { edit: 'group', group }).document);
  const block = shown.byId.get(shownGroup(group.id));
  if (block?.kind !== 'group') return group;
  const others = [...shown.blocks, ...shown.groups, ...shown.notes].filter((thing) => thing !== block);
  const isClear = (position: Point) => !others.some((thing) => overlap(thing, { position, size: block.size }));
  if (isClear(block.position)) return group;
  const places = new Map(block.nodes.map(({ id, position }) => [id, position]));
  const at = inDepthOrder(document, [...places.keys()]).find((id) => isClear(places.get(id)!));
  return at === undefined ? group : { ...group, at };
}

/** Lets a block be in these groups, which lie in each other, and in no others. */
export function putInto(document: Document, node: string, groups: readonly Group[]): Edit[] {
  const left = nestingOf(document)
    .around(node)
    .filter((group) => !groups.includes(group));
  const joined = groups.filter((group) => !group.nodes.includes(node));
  return [
    ...left.map((group): Edit => {
      const nodes = group.nodes.filter((id) => id !== node);
      return nodes.length > 0 ? { edit: 'group', group: { ...group, nodes } } : { edit: 'ungroup', group: group.id };
    }),
    ...joined.map((group): Edit => ({ edit: 'group', group: { ...group, nodes: [...group.nodes, node] } })),
  ];
}

/** An id that no group has. */
export function freeGroupId(groups: readonly Pick<Group, 'id'>[]): string {
  const taken = new Set(groups.map(({ id }) => id));
  let number = groups.length + 1;
  while (taken.has(`g${number}`)) number++;
  return `g${number}`;
}

/** The first of `stem` 1, `stem` 2 … that no group is called. */
export function freeGroupName(groups: readonly Pick<Group, 'name'>[], stem: string): string {
  const taken = new Set(groups.map(({ name }) => name));
  let number = 1;
  while (taken.has(`${stem} ${number}`)) number++;
  return `${stem} ${number}`;
}

/** The blocks, and the whole of each group that they would cut. */
function widened(document: Document, nodes: readonly string[]): ReadonlySet<string> {
  const known = new Set(document.nodes.map(({ id }) => id));
  const members = new Set(nodes.filter((id) => known.has(id)));
  // from the inside out: what a smaller group adds may cut a larger one
  for (const group of nestingOf(document).outerFirst.toReversed()) {
    const inside = group.nodes.filter((id) => members.has(id)).length;
    if (inside > 0 && inside < members.size) for (const id of group.nodes) if (known.has(id)) members.add(id);
  }
  return members;
}
