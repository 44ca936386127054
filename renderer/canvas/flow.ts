/**
 * @file What the canvas shows, as Svelte Flow wants it. What has not changed keeps its identity here, and what the flow has measured is
 * carried along, so that one edit lays out one block again and not all.
 */
import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/svelte';
import type { Document, Edge, Group, Node, Note } from '../../core/document/document.ts';
import type { Point } from '../editing/block.ts';
import { depthOrder } from '../editing/depth-order.ts';
import type { Box } from '../editing/box.ts';
import type { Change, Ghost } from '../editing/ghost.ts';
import { repeatsOf } from '../editing/repeats.ts';
import type { Shown, ShownFrame, ShownGroup } from '../editing/shown.ts';
import { m } from '../language/generated/messages.js';
import { firstWords } from './note-text.ts';

export type BlockNode = FlowNode<{ node: Node; changes: readonly Change[] }, 'block'>;
/** A collapsed group. Svelte Flow has a look of its own for what it calls a group. */
export type FoldedNode = FlowNode<{ shown: ShownGroup; repeats: number }, 'folded'>;
export type FrameNode = FlowNode<{ shown: ShownFrame; repeats: number }, 'frame'>;
export type NoteNode = FlowNode<{ note: Note }, 'note'>;
export type CanvasNode = BlockNode | FoldedNode | FrameNode | NoteNode;
export type WireEdge = FlowEdge<{ edge: Edge; look: Look }, 'wire'>;

/** What is not there yet, what would go, what would make room for another, and what is out of use. */
export type Look = 'ghost' | 'going' | 'replaced' | 'bypassed' | '';

/** What is selected, by the ids of the document. */
export interface Chosen {
  readonly nodes: readonly string[];
  readonly notes: readonly string[];
}

/** Notes lie under everything, frames under blocks and wires, the outer ones under those in them. */
const DEPTH = { note: -3000, frame: -2000 } as const;

const UNCHANGED: readonly Change[] = [];

/**
 * What is on the canvas, in the order in which data flows, a frame before its blocks: so the tab key goes through it. Of a `ghost`,
 * `document` is its own.
 */
export function flowNodes(
  document: Document,
  shown: Shown,
  before: readonly CanvasNode[],
  selected: Chosen,
  ghost: Ghost | null = null,
): CanvasNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const chosen = new Set(selected.nodes);
  const chosenNotes = new Set(selected.notes);

  const blocks = shown.blocks.map((block): BlockNode => {
    const { id, node } = block;
    const old = asType(known.get(id), 'block');
    const marked = chosen.has(id);
    const changes = ghost?.changed.get(id) ?? UNCHANGED;
    const look = lookOf(id, ghost, node.bypassed);
    if (old?.data.node === node && old.data.changes === changes && old.class === look && stays(old, block, marked)) return old;
    const ariaLabel = [node.name, node.layer, ...(node.bypassed ? [m.bypassed()] : [])].join(', ');
    return { ...old, id, type: 'block', position: placeOf(block), data: { node, changes }, class: look, selected: marked, ariaLabel };
  });

  const folded = shown.groups.map((group): FoldedNode => {
    const { id } = group;
    const old = asType(known.get(id), 'folded');
    // one that holds something chosen is marked: a finding of a block inside was clicked
    const marked = group.nodes.some((node) => chosen.has(node.id));
    const repeats = repeatsIn(document, group.group);
    if (old?.data.shown === group && old.data.repeats === repeats && stays(old, group, marked)) return old;
    const data = { shown: group, repeats };
    return {
      ...old,
      id,
      type: 'folded',
      position: placeOf(group),
      ...sizeOf(group),
      data,
      selected: marked,
      ariaLabel: groupName(group, repeats),
    };
  });

  const frames = shown.frames.map((frame): FrameNode => {
    const { id } = frame;
    const old = asType(known.get(id), 'frame');
    const marked = frame.nodes.every((node) => chosen.has(node.id));
    const repeats = repeatsIn(document, frame.group);
    if (old?.data.shown === frame && old.data.repeats === repeats && stays(old, frame, marked)) return old;
    return {
      ...old,
      id,
      type: 'frame',
      position: placeOf(frame),
      ...sizeOf(frame),
      data: { shown: frame, repeats },
      selected: marked,
      // a press on it chooses its blocks, of which then the selection is made
      selectable: false,
      dragHandle: '.frame-header',
      zIndex: DEPTH.frame + frame.depth,
      ariaLabel: m.group_open({ group: groupName(frame, repeats) }),
    };
  });

  const notes = shown.notes.map((shownNote): NoteNode => {
    const { id, note } = shownNote;
    const old = asType(known.get(id), 'note');
    const marked = chosenNotes.has(note.id);
    if (old?.data.note === note && stays(old, shownNote, marked)) return old;
    const ariaLabel = m.note_name({ words: firstWords(note.text) || m.note_empty() });
    const position = placeOf(shownNote);
    return { ...old, id, type: 'note', position, ...sizeOf(shownNote), data: { note }, selected: marked, zIndex: DEPTH.note, ariaLabel };
  });

  const places = depthOrder(document);
  const placeOfGroup = ({ nodes }: ShownGroup | ShownFrame) => Math.min(...nodes.map(({ id }) => places.get(id)!));
  const placed = [
    ...frames.map((node) => ({ node, place: placeOfGroup(node.data.shown) })),
    ...folded.map((node) => ({ node, place: placeOfGroup(node.data.shown) })),
    ...blocks.map((node) => ({ node, place: places.get(node.id)! })),
  ].sort((a, b) => a.place - b.place);
  const seen = new Set<string>();
  return [...placed.map(({ node }) => node), ...notes].filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** A class: flow.css says what it looks like. */
function lookOf(id: string, ghost: Ghost | null, bypassed = false): Look {
  if (ghost?.added.has(id)) return 'ghost';
  if (ghost?.going.has(id)) return 'going';
  if (ghost?.replaced.has(id)) return 'replaced';
  return bypassed ? 'bypassed' : '';
}

/** "Block, group of 15 blocks", and if it is the same again and again: ", 5 repeats". */
function groupName({ group, nodes }: ShownGroup | ShownFrame, repeats: number): string {
  const name = m.group_named({ name: group.name, count: nodes.length });
  return repeats > 1 ? m.group_repeating({ group: name, repeats }) : name;
}

/** A selection changes more often than a document. */
const counted = new WeakMap<Document, Map<Group, number>>();

function repeatsIn(document: Document, group: Group): number {
  let counts = counted.get(document);
  if (!counts) counted.set(document, (counts = new Map()));
  let count = counts.get(group);
  if (count === undefined) counts.set(group, (count = repeatsOf(document, group).count));
  return count;
}

function asType<T extends CanvasNode['type']>(node: CanvasNode | undefined, type: T): Extract<CanvasNode, { type: T }> | undefined {
  return node?.type === type ? (node as Extract<CanvasNode, { type: T }>) : undefined;
}

function stays({ position, selected }: CanvasNode, box: Box, marked: boolean): boolean {
  return position.x === box.position[0] && position.y === box.position[1] && !!selected === marked;
}

function placeOf({ position: [x, y] }: Box): { x: number; y: number } {
  return { x, y };
}

/** Before it has been measured. */
function sizeOf({ size: [initialWidth, initialHeight] }: Box): { initialWidth: number; initialHeight: number } {
  return { initialWidth, initialHeight };
}

/** The tab key goes from block to block; to its wires lead keys of their own, and the outline. */
const NO_TAB_STOP = { tabindex: -1 } as const;

export function flowEdges(
  shown: Shown,
  before: readonly WireEdge[],
  selected: readonly string[],
  label: (from: string, to: string, wire: string) => string,
  ghost: Ghost | null = null,
): WireEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const chosen = new Set(selected);
  return shown.wires.map(({ id, edge, source, sourceHandle, target, targetHandle }) => {
    const old = known.get(id);
    const look = lookOf(id, ghost);
    const ariaLabel = label(nameOf(shown, edge.from[0]), nameOf(shown, edge.to[0]), id);
    const unchanged =
      old?.data?.edge === edge &&
      old.source === source &&
      old.target === target &&
      old.ariaLabel === ariaLabel &&
      old.class === look &&
      !!old.selected === chosen.has(id);
    if (unchanged) return old;
    return {
      ...old,
      id,
      type: 'wire',
      source,
      sourceHandle,
      target,
      targetHandle,
      data: { edge, look },
      class: look,
      selected: chosen.has(id),
      ariaLabel,
      domAttributes: NO_TAB_STOP,
    };
  });
}

/** Also of a block that a group hides. */
function nameOf(shown: Shown, id: string): string {
  const thing = shown.ofNode.get(id)!;
  return (thing.kind === 'block' ? thing.node : thing.nodes.find((node) => node.id === id)!).name;
}

/** The places of what a drag or the arrow keys have moved, by the ids of the flow. */
export function movedPlaces(shown: Shown, nodes: readonly CanvasNode[]): Map<string, Point> {
  const moved = new Map<string, Point>();
  for (const { id, position } of nodes) {
    const box = shown.byId.get(id);
    if (box && (box.position[0] !== position.x || box.position[1] !== position.y)) moved.set(id, [position.x, position.y]);
  }
  return moved;
}

/**
 * What is selected in the flow, by the ids of the document. Of a frame its blocks tell. Of a collapsed group those that were chosen before
 * stay the ones that are; if none was, all of it is meant.
 */
export function chosenIn(nodes: readonly CanvasNode[], before: Chosen): Chosen {
  const chosenBefore = new Set(before.nodes);
  return {
    nodes: nodes.flatMap((node) => {
      if (node.type === 'block') return [node.id];
      if (node.type !== 'folded') return [];
      const members = node.data.shown.nodes.map(({ id }) => id);
      const some = members.filter((id) => chosenBefore.has(id));
      return some.length > 0 ? some : members;
    }),
    notes: nodes.flatMap((node) => (node.type === 'note' ? [node.data.note.id] : [])),
  };
}
