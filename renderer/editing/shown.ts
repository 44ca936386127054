/**
 * @file What the canvas shows of a document: blocks that no collapsed group hides, one block for each outermost collapsed group, a
 * frame for each group that is open, notes, and the wires between what is seen. And the way back, from there to the document.
 */
import { edgeName, type Document, type Edge, type Group, type Node, type Note } from '../../core/document/document.ts';
import { notesOf } from '../../core/document/notes.ts';
import { BLOCK, type Point } from './block.ts';
import { boxAround, type Box } from './box.ts';
import { nestingOf, type Nesting } from './nesting.ts';
import { noteSize } from './notes.ts';
import { portsOf } from './ports.ts';
import { wiringOf } from './wiring.ts';

/** Between the frame of an open group and its blocks; the header is above them. */
export const FRAME = { padding: 16, header: 28 } as const;
const BLOCK_SIZE: Point = [BLOCK.width, BLOCK.height];
/** From port to port on a collapsed group: no closer, so it grows with them. */
const PORT_STEP = 12;

export interface ShownBlock extends Box {
  readonly kind: 'block';
  /** That of the node. */
  readonly id: string;
  readonly node: Node;
}

/** A port of a block inside, by which wires reach it from outside. */
export interface ShownPort {
  /** Names it among the ports of the group. */
  readonly handle: string;
  readonly node: Node;
  readonly port: string;
  readonly wired: boolean;
}

/** A collapsed group: one block in the place that `at` names, else at the top left of where its blocks are. */
export interface ShownGroup extends Box {
  readonly kind: 'group';
  /** `shownGroup` of its own. */
  readonly id: string;
  readonly group: Group;
  readonly nodes: readonly Node[];
  /** Those that are wired to the outside, and those that are open. */
  readonly inputs: readonly ShownPort[];
  readonly outputs: readonly ShownPort[];
}

/** An open group: a frame behind what is in it. */
export interface ShownFrame extends Box {
  readonly kind: 'frame';
  /** `shownGroup` of its own. */
  readonly id: string;
  readonly group: Group;
  readonly nodes: readonly Node[];
  /** How many frames are around it. */
  readonly depth: number;
}

export interface ShownNote extends Box {
  readonly kind: 'note';
  /** `shownNote` of its own. */
  readonly id: string;
  readonly note: Note;
}

/** What stands on the canvas and moves as one. */
export type Thing = ShownBlock | ShownGroup | ShownNote;

export interface ShownWire {
  /** `edgeName`. */
  readonly id: string;
  readonly edge: Edge;
  readonly source: string;
  readonly sourceHandle: string;
  readonly target: string;
  readonly targetHandle: string;
}

export interface Shown {
  readonly blocks: readonly ShownBlock[];
  readonly groups: readonly ShownGroup[];
  /** Outer ones before those in them. */
  readonly frames: readonly ShownFrame[];
  readonly notes: readonly ShownNote[];
  readonly wires: readonly ShownWire[];
  /** What shows a node: its block, or the group that hides it. */
  readonly ofNode: ReadonlyMap<string, ShownBlock | ShownGroup>;
  /** Everything but the wires, by id. */
  readonly byId: ReadonlyMap<string, Thing | ShownFrame>;
}

/** The id under which the canvas shows a group, collapsed or open. */
export function shownGroup(group: string): string {
  return `group:${group}`;
}

export function shownNote(note: string): string {
  return `note:${note}`;
}

/** What has not changed since `before` keeps its identity. An id that a file has twice is shown once: the compiler reports it. */
export function shownOf(document: Document, before: Shown | null = null): Shown {
  const nodes = new Map<string, Node>();
  for (const node of document.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const nesting = nestingOf(document);
  const byId = new Map<string, Thing | ShownFrame>();
  const ofNode = new Map<string, ShownBlock | ShownGroup>();

  const blocks: ShownBlock[] = [];
  const hidden = new Map<Group, Node[]>();
  for (const [id, node] of nodes) {
    const hider = nesting.around(id).find(({ collapsed }) => collapsed);
    if (hider) {
      const members = hidden.get(hider);
      if (members) members.push(node);
      else hidden.set(hider, [node]);
      continue;
    }
    const old = before?.byId.get(id);
    const block: ShownBlock =
      old?.kind === 'block' && old.node === node ? old : { kind: 'block', id, node, position: node.position, size: BLOCK_SIZE };
    blocks.push(block);
    byId.set(id, block);
    ofNode.set(id, block);
  }

  const groups = [...hidden].map(([group, members]) => {
    const shown = keep(before?.byId.get(shownGroup(group.id)), collapsedGroup(document, group, members));
    byId.set(shown.id, shown);
    for (const { id } of members) ofNode.set(id, shown);
    return shown;
  });

  const frames = framesOf(nesting, nodes, ofNode, before);
  for (const frame of frames) byId.set(frame.id, frame);

  const notes = notesOf(document).map((note): ShownNote => {
    const id = shownNote(note.id);
    const shown = keep<ShownNote>(before?.byId.get(id), { kind: 'note', id, note, position: note.position, size: noteSize(note) });
    byId.set(id, shown);
    return shown;
  });

  return {
    blocks: sameList(before?.blocks, blocks),
    groups: sameList(before?.groups, groups),
    frames: sameList(before?.frames, frames),
    notes: sameList(before?.notes, notes),
    wires: sameList(before?.wires, wiresOf(document, ofNode, before)),
    ofNode,
    byId,
  };
}

/** The nodes that something on the canvas stands for: one, those of a group, or of a note none. */
export function nodesOf(shown: Shown, id: string): readonly string[] {
  const thing = shown.byId.get(id);
  switch (thing?.kind) {
    case 'block':
      return [thing.id];
    case 'group':
    case 'frame':
      return thing.nodes.map(({ id }) => id);
    case 'note':
    case undefined:
      return [];
    default:
      return thing satisfies never;
  }
}

/** The node and port that a handle on the canvas stands for; null if there is no such handle. */
export function endAt(shown: Shown, id: string, handle: string): Edge['from'] | null {
  const thing = shown.byId.get(id);
  if (thing?.kind === 'block') return [id, handle];
  if (thing?.kind !== 'group') return null;
  const port = [...thing.inputs, ...thing.outputs].find((port) => port.handle === handle);
  return port ? [port.node.id, port.port] : null;
}

/** The frame that a group would have around these. */
export function frameAround(boxes: readonly Box[]): Box | null {
  const inner = boxAround(boxes);
  if (!inner) return null;
  const {
    position: [x, y],
    size: [width, height],
  } = inner;
  const { padding, header } = FRAME;
  return { position: [x - padding, y - padding - header], size: [width + 2 * padding, height + 2 * padding + header] };
}

function groupHandle(node: string, port: string): string {
  return `${node}.${port}`;
}

function collapsedGroup(document: Document, group: Group, nodes: readonly Node[]): ShownGroup {
  const inside = new Set(nodes.map(({ id }) => id));
  const wiring = wiringOf(document);
  const inputs: ShownPort[] = [];
  const outputs: ShownPort[] = [];
  for (const node of nodes) {
    const ports = portsOf(node);
    for (const port of ports.inputs) {
      const edge = wiring.into(node.id, port);
      if (!edge || !inside.has(edge.from[0])) inputs.push({ handle: groupHandle(node.id, port), node, port, wired: edge !== undefined });
    }
    for (const port of ports.outputs) {
      const fed = wiring.leaving(node.id).filter(({ from }) => from[1] === port);
      if (fed.length === 0 || fed.some(({ to }) => !inside.has(to[0])))
        outputs.push({ handle: groupHandle(node.id, port), node, port, wired: fed.length > 0 });
    }
  }
  const { position } = nodes.find(({ id }) => id === group.at) ?? boxAround(nodes.map(({ position }) => ({ position, size: BLOCK_SIZE })))!;
  const height = Math.max(BLOCK.height, (Math.max(inputs.length, outputs.length) + 1) * PORT_STEP);
  return { kind: 'group', id: shownGroup(group.id), group, nodes, inputs, outputs, position, size: [BLOCK.width, height] };
}

/** From the inside out, for a frame lies around the frames in it. */
function framesOf(
  nesting: Nesting,
  nodes: ReadonlyMap<string, Node>,
  ofNode: ReadonlyMap<string, ShownBlock | ShownGroup>,
  before: Shown | null,
): ShownFrame[] {
  const framed = new Map<Group, Box[]>();
  const frames: ShownFrame[] = [];
  for (const group of nesting.outerFirst.toReversed()) {
    if (group.collapsed) continue;
    const members = group.nodes.flatMap((id) => nodes.get(id) ?? []);
    const around = nesting.around(members[0]?.id ?? '');
    const depth = around.indexOf(group);
    if (depth < 0 || around.slice(0, depth).some(({ collapsed }) => collapsed)) continue;
    const things = new Set(members.flatMap(({ id }) => ofNode.get(id) ?? []));
    const box = frameAround([...things, ...(framed.get(group) ?? [])])!;
    const parent = around[depth - 1];
    if (parent) framed.set(parent, [...(framed.get(parent) ?? []), box]);
    const id = shownGroup(group.id);
    frames.push(keep<ShownFrame>(before?.byId.get(id), { kind: 'frame', id, group, nodes: members, depth, ...box }));
  }
  return frames.reverse();
}

function wiresOf(document: Document, ofNode: ReadonlyMap<string, ShownBlock | ShownGroup>, before: Shown | null): ShownWire[] {
  const known = new Map(before?.wires.map((wire) => [wire.id, wire]));
  const wires = new Map<string, ShownWire>();
  for (const edge of document.edges) {
    const id = edgeName(edge);
    const source = ofNode.get(edge.from[0]);
    const target = ofNode.get(edge.to[0]);
    if (!source || !target || (source === target && source.kind === 'group') || wires.has(id)) continue;
    const handle = (thing: Thing, [node, port]: Edge['from']) => (thing.kind === 'group' ? groupHandle(node, port) : port);
    const wire: ShownWire = {
      id,
      edge,
      source: source.id,
      sourceHandle: handle(source, edge.from),
      target: target.id,
      targetHandle: handle(target, edge.to),
    };
    wires.set(id, keep(known.get(id), wire));
  }
  return [...wires.values()];
}

/** The old one if nothing in it has changed. */
function keep<T extends object>(before: object | undefined, now: T): T {
  return before !== undefined && isAlike(before, now) ? (before as T) : now;
}

function sameList<T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  return before?.length === now.length && now.every((item, index) => item === before[index]) ? before : now;
}

/** Field by field, as deep as the things above go; settings are changed by replacing them. */
function isAlike(before: unknown, now: unknown, depth = 0): boolean {
  if (before === now) return true;
  if (typeof before !== 'object' || typeof now !== 'object' || before === null || now === null || depth > 2) return false;
  const fields = Object.entries(now);
  return (
    fields.length === Object.keys(before).length &&
    fields.every(([field, value]) => isAlike((before as Record<string, unknown>)[field], value, depth + 1))
  );
}

/** What lies directly in each open group and on the canvas itself. */
export interface Contents {
  /** In a frame, or with null on the canvas; frames as one, with what is in them. */
  in(frame: ShownFrame | null): readonly (Thing | ShownFrame)[];
  parentOf(thing: Thing | ShownFrame): ShownFrame | null;
}

/** Of a note, the innermost frame that it lies in counts as its group. */
export function contentsOf(document: Document, shown: Shown): Contents {
  const nesting = nestingOf(document);
  const frameOf = (group: Group | undefined) => {
    const frame = group && shown.byId.get(shownGroup(group.id));
    return frame?.kind === 'frame' ? frame : null;
  };
  const parents = new Map<Thing | ShownFrame, ShownFrame | null>();
  for (const block of shown.blocks) parents.set(block, frameOf(nesting.around(block.id).at(-1)));
  for (const thing of [...shown.groups, ...shown.frames]) parents.set(thing, frameOf(nesting.parent(thing.group)));
  for (const note of shown.notes) parents.set(note, shown.frames.findLast((frame) => liesIn(note, frame)) ?? null);
  const contents = Map.groupBy(parents.keys(), (thing) => parents.get(thing)!);
  return { in: (frame) => contents.get(frame!) ?? [], parentOf: (thing) => parents.get(thing) ?? null };
}

export function liesIn(inner: Box, outer: Box): boolean {
  return [0, 1].every((axis) => {
    const [start, end] = [inner.position[axis]!, inner.position[axis]! + inner.size[axis]!];
    return start >= outer.position[axis]! && end <= outer.position[axis]! + outer.size[axis]!;
  });
}
