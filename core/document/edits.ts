/**
 * @file Everything a person can do to a document, as data. An edit is pure and has an inverse; what it does not touch keeps
 * its identity, so that whoever draws the document redraws only what changed. Nodes are named by id, wires by their two ends.
 * An edit that names something which is not there changes nothing.
 */
import type { Document, Edge, Group, Node, Note, Settings } from './document.ts';
import { mutedCodes } from './muted.ts';
import { difference, restore, type Restore } from './difference.ts';
import { notesOf } from './notes.ts';

/** A wire by its two ends. */
export type Wire = Readonly<Pick<Edge, 'from' | 'to'>>;
export type Training = Document['training'];
export type Dataset = Document['dataset'];

export type Edit =
  /** Puts nodes and wires at the end: a block from the palette, a paste. */
  | { readonly edit: 'add'; readonly nodes: readonly Node[]; readonly edges: readonly Edge[] }
  /** Takes nodes away with every wire that touches them, and the wires named. A group without blocks is none. */
  | { readonly edit: 'remove'; readonly nodes: readonly string[]; readonly edges: readonly Wire[] }
  /** Draws a wire. An input takes one wire, so a wire that was there makes room. */
  | { readonly edit: 'connect'; readonly edge: Edge }
  | { readonly edit: 'disconnect'; readonly edge: Wire }
  /** New positions by node id, in canvas pixels. */
  | { readonly edit: 'move'; readonly positions: ReadonlyMap<string, readonly [x: number, y: number]> }
  | { readonly edit: 'rename'; readonly node: string; readonly name: string }
  /** Sets one setting of a node; `undefined` removes it, so that it takes its default. */
  | { readonly edit: 'set'; readonly node: string; readonly setting: string; readonly value: unknown }
  /** Makes another kind of block of a node, which keeps its name, its place and its wires. */
  | { readonly edit: 'replace_layer'; readonly node: string; readonly layer: string; readonly settings: Settings }
  /** Sets the training settings given; one given as `undefined` takes its default. */
  | { readonly edit: 'train'; readonly training: Training }
  | { readonly edit: 'dataset'; readonly dataset: Dataset }
  | { readonly edit: 'title'; readonly name: string }
  /** Mutes the findings of one code, or lets them be heard again. */
  | { readonly edit: 'mute'; readonly code: string; readonly muted: boolean }
  /** Takes blocks out of use, or into it again. */
  | { readonly edit: 'bypass'; readonly nodes: readonly string[]; readonly bypassed: boolean }
  /** Makes a group, or changes the one with this id. */
  | { readonly edit: 'group'; readonly group: Group }
  /** Takes the frame away; its blocks stay. The inverse of making it, to the letter. */
  | { readonly edit: 'ungroup'; readonly group: string }
  /** Puts a note on the canvas, or changes the one with this id. */
  | { readonly edit: 'note'; readonly note: Note }
  | { readonly edit: 'remove_notes'; readonly notes: readonly string[] }
  /** Several as one, in order. */
  | { readonly edit: 'compound'; readonly edits: readonly Edit[] }
  /** What `apply` returns as the inverse; holds only on the document that it was made for. */
  | Restore;

export interface Edited {
  readonly document: Document;
  /** Applied to `document`, gives back the one before, array order and the identity of every node and wire included. */
  readonly inverse: Edit;
}

/** Applies an edit. One that changes nothing returns the same document. */
export function apply(document: Document, edit: Edit): Edited {
  const edited = perform(document, edit);
  return { document: edited, inverse: difference(edited, document) };
}

const EDITS: { [K in Edit['edit']]: (document: Document, edit: Extract<Edit, { edit: K }>) => Document } = {
  add: (document, { nodes, edges }) =>
    nodes.length + edges.length === 0
      ? document
      : { ...document, nodes: withMore(document.nodes, nodes), edges: withMore(document.edges, edges) },

  remove(document, { nodes, edges }) {
    const gone = new Set(nodes);
    const keptNodes = document.nodes.filter((node) => !gone.has(node.id));
    const keptEdges = document.edges.filter(
      (edge) => !gone.has(edge.from[0]) && !gone.has(edge.to[0]) && !edges.some((wire) => sameWire(wire, edge)),
    );
    const unchanged = keptNodes.length === document.nodes.length && keptEdges.length === document.edges.length;
    return unchanged ? document : withoutMembers({ ...document, nodes: keptNodes, edges: keptEdges }, gone);
  },

  connect(document, { edge }) {
    const others = document.edges.filter(({ to }) => to[0] !== edge.to[0] || to[1] !== edge.to[1]);
    const displaced = document.edges.length - others.length;
    if (displaced === 1 && document.edges.some((old) => sameWire(old, edge))) return document;
    return { ...document, edges: [...others, edge] };
  },

  disconnect: (document, { edge }) => EDITS.remove(document, { edit: 'remove', nodes: [], edges: [edge] }),

  move: (document, { positions }) =>
    changeNodes(document, (node) => {
      const place = positions.get(node.id);
      if (!place || (place[0] === node.position[0] && place[1] === node.position[1])) return node;
      return { ...node, position: [place[0], place[1]] };
    }),

  rename: (document, { node: id, name }) =>
    changeNodes(document, (node) => (node.id === id && node.name !== name ? { ...node, name } : node)),

  set: (document, { node: id, setting, value }) =>
    changeNodes(document, (node) => {
      if (node.id !== id || Object.is(node.settings[setting], value)) return node;
      return { ...node, settings: withField(node.settings, setting, value) };
    }),

  replace_layer: (document, { node: id, layer, settings }) =>
    changeNodes(document, (node) => (node.id === id ? { ...node, layer, settings } : node)),

  train(document, { training }) {
    let changed = document.training;
    for (const [setting, value] of Object.entries(training))
      if (!Object.is(changed[setting], value)) changed = withField(changed, setting, value);
    return changed === document.training ? document : { ...document, training: changed };
  },

  dataset: (document, { dataset }) => (document.dataset === dataset ? document : withField(document, 'dataset', dataset)),

  mute(document, { code, muted }) {
    const before = mutedCodes(document);
    if (before.includes(code) === muted) return document;
    const codes = muted ? [...before, code] : before.filter((other) => other !== code);
    return withField(document, 'diagnosis', withField(document.diagnosis ?? {}, 'muted', codes.length > 0 ? codes : undefined));
  },

  bypass: (document, { nodes, bypassed }) =>
    changeNodes(document, (node) =>
      nodes.includes(node.id) && (node.bypassed ?? false) !== bypassed ? withField(node, 'bypassed', bypassed || undefined) : node,
    ),

  group: (document, { group }) => withField(document, 'groups', withItem(document.groups ?? [], group)),

  ungroup(document, { group: id }) {
    const kept = (document.groups ?? []).filter((group) => group.id !== id);
    return kept.length === (document.groups ?? []).length ? document : withField(document, 'groups', kept.length > 0 ? kept : undefined);
  },

  note: (document, { note }) => withField(document, 'notes', withItem(notesOf(document), note)),

  remove_notes(document, { notes: ids }) {
    const before = notesOf(document);
    const kept = before.filter(({ id }) => !ids.includes(id));
    return kept.length === before.length ? document : withField(document, 'notes', kept.length > 0 ? kept : undefined);
  },

  title: (document, { name }) => (document.name === name ? document : { ...document, name }),

  compound: (document, { edits }) => edits.reduce(perform, document),

  restore,
};

function perform(document: Document, edit: Edit): Document {
  const change = EDITS[edit.edit] as (document: Document, edit: Edit) => Document;
  return change(document, edit);
}

export function sameWire(a: Wire, b: Wire): boolean {
  return a.from[0] === b.from[0] && a.from[1] === b.from[1] && a.to[0] === b.to[0] && a.to[1] === b.to[1];
}

function changeNodes(document: Document, change: (node: Node) => Node): Document {
  const nodes = document.nodes.map(change);
  return nodes.every((node, index) => node === document.nodes[index]) ? document : { ...document, nodes };
}

function withoutMembers(document: Document, gone: ReadonlySet<string>): Document {
  const groups = document.groups ?? [];
  if (!groups.some(({ nodes }) => nodes.some((id) => gone.has(id)))) return document;
  const kept = groups
    .map((group) => (group.nodes.some((id) => gone.has(id)) ? { ...group, nodes: group.nodes.filter((id) => !gone.has(id)) } : group))
    .filter(({ nodes }) => nodes.length > 0);
  return withField(document, 'groups', kept.length > 0 ? kept : undefined);
}

function withMore<T>(items: T[], more: readonly T[]): T[] {
  return more.length > 0 ? [...items, ...more] : items;
}

/** With the item in the place of the one of its id, or at the end. */
function withItem<T extends { readonly id: string }>(items: readonly T[], item: T): T[] {
  const known = items.some(({ id }) => id === item.id);
  return known ? items.map((before) => (before.id === item.id ? item : before)) : [...items, item];
}

/** A copy with one field set in its old place, or without it if `value` is undefined. */
function withField<T extends object>(object: T, field: string, value: unknown): T {
  const copy = { ...object, [field]: value };
  if (value === undefined) delete copy[field];
  return copy;
}
