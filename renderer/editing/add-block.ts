/** @file What adding a block means on the canvas: where it lands and what it is wired to. Each function gives one edit, so one undo takes it back. */
import type { Document, Edge, Group, Node } from '../../core/document/document.ts';
import { apply, type Edit } from '../../core/document/edits.ts';
import { freeId, freeName } from '../../core/document/free-name.ts';
import type { Layer } from '../../core/layers/layer.ts';
import { BLOCK, STEP, snapped, type Point } from './block.ts';
import { overlap, type Box } from './box.ts';
import { putInto } from './group.ts';
import { makeWay } from './make-way.ts';
import { moveThings } from './move.ts';
import { nestingOf } from './nesting.ts';
import { portsOf } from './ports.ts';
import { shownOf, type Shown, type ShownBlock, type ShownGroup } from './shown.ts';
import { together } from './together.ts';
import { wiringOf } from './wiring.ts';

export interface Added {
  readonly edit: Edit;
  readonly node: string;
}

/** What a new block is wired to: the output that feeds it, the input that it feeds, or the wire that it is put into. */
export interface WiredTo {
  readonly from?: Edge['from'];
  readonly to?: Edge['to'];
  readonly into?: Edge;
}

export function newNode(document: Document, layer: Layer, position: Point): Node {
  return { id: freeId(document), layer: layer.name, name: freeName(document, layer.stem), settings: {}, position: snapped(position) };
}

/**
 * Dropped by hand: its middle where the hand is, or next to what stands there. Dropped on a wire it is put between its two ends, and if it
 * has no room there, what follows moves on. Dropped into the frame of a group it becomes one of the group.
 */
export function addAt(document: Document, layer: Layer, centre: Point, wire: Edge | null): Added {
  const shown = shownOf(document);
  const dropped: Point = [centre[0] - BLOCK.width / 2, centre[1] - BLOCK.height / 2];
  const source = wire && shown.ofNode.get(wire.from[0]);
  const target = wire && shown.ofNode.get(wire.to[0]);
  if (!wire || !source || layer.inputs.length === 0 || layer.outputs.length === 0) {
    const node = newNode(document, layer, uncovered(shown, dropped));
    return { edit: together({ edit: 'add', nodes: [node], edges: [] }, ...joinedByPlace(document, shown, node))!, node: node.id };
  }
  const place = placeOnWire(shown, dropped, source, target ?? null);
  return addBetween(document, shown, layer, place, wire);
}

/**
 * Asked for at a place, which is its middle, to be wired: a wire was dropped on the empty canvas, or the search on the canvas was used. An
 * input that it feeds is then fed by it alone.
 */
export function addWired(document: Document, layer: Layer, at: Point, { from, to, into }: WiredTo): Added {
  if (into) return addAt(document, layer, at, into);
  const { edit, node } = addAt(document, layer, at, null);
  const [input, output] = [layer.inputs[0], layer.outputs[0]];
  const edits: (Edit | null)[] = [edit];
  if (from && input !== undefined) edits.push({ edit: 'connect', edge: { from, to: [node, input] } });
  if (to && output !== undefined) edits.push({ edit: 'connect', edge: { from: [node, output], to } });
  return { edit: together(...edits)!, node };
}

/**
 * Added by a click or a key: to the right of `after` and wired to it. A block that `after` already feeds is fed through the
 * new one, and moves on to make room.
 */
export function addAfter(document: Document, layer: Layer, after: Node, outputs: readonly string[]): Added {
  const shown = shownOf(document);
  const place = beside(shown.ofNode.get(after.id)!);
  const port = outputs[0];
  const wired = port !== undefined && layer.inputs.length > 0;
  const fed = document.edges.filter((edge) => edge.from[0] === after.id && edge.from[1] === port);
  if (wired && fed.length === 1 && layer.outputs.length > 0) return addBetween(document, shown, layer, place, fed[0]!);
  const node = newNode(document, layer, freePlace(shown, place));
  const edges: Edge[] = wired ? [{ from: [after.id, port], to: [node.id, layer.inputs[0]!] }] : [];
  return { edit: { edit: 'add', nodes: [node], edges }, node: node.id };
}

/** Added with nothing selected: after the one loose end, if there is just one, else beside the last block. */
export function addLoose(document: Document, layer: Layer, outputsOf: (node: Node) => readonly string[]): Added {
  const wiring = wiringOf(document);
  const loose = document.nodes.filter((node) => outputsOf(node).length > 0 && wiring.leaving(node.id).length === 0);
  if (loose.length === 1 && layer.inputs.length > 0) return addAfter(document, layer, loose[0]!, outputsOf(loose[0]!));
  const shown = shownOf(document);
  const last = document.nodes.at(-1);
  const node = newNode(document, layer, freePlace(shown, last ? beside(shown.ofNode.get(last.id)!) : [0, 0]));
  return { edit: { edit: 'add', nodes: [node], edges: [] }, node: node.id };
}

/**
 * Puts a block that is there already into a wire, and with `place` its top left at this place, or where a new one would stand if it has no
 * room there. Null if it has wires of its own, or nothing to be put into a wire by.
 */
export function insertInto(document: Document, id: string, wire: Edge, place?: Point): Edit | null {
  const node = document.nodes.find((node) => node.id === id);
  const wiring = wiringOf(document);
  if (!node || wiring.arriving(id).length + wiring.leaving(id).length > 0) return null;
  const { inputs, outputs } = portsOf(node);
  const there = document.edges.includes(wire);
  if (!there || inputs.length === 0 || outputs.length === 0) return null;
  const others = shownOf({ ...document, nodes: document.nodes.filter((other) => other !== node) });
  const [source, target] = [others.ofNode.get(wire.from[0]), others.ofNode.get(wire.to[0])];
  if (!source) return null;
  const position = snapped(placeOnWire(others, place ?? node.position, source, target ?? null));
  return together(
    makeRoom(document, others, position),
    { edit: 'move', positions: new Map([[id, position]]) },
    { edit: 'disconnect', edge: wire },
    { edit: 'add', nodes: [], edges: between(wire, id, inputs[0]!, outputs[0]!) },
    ...putInto(document, id, groupsOfWire(document, wire)),
  );
}

function beside({ position: [x, y], size: [width] }: Box): Point {
  return [x + width + STEP.x - BLOCK.width, y];
}

function between(wire: Edge, node: string, input: string, output: string): Edge[] {
  return [
    { from: wire.from, to: [node, input] },
    { from: [node, output], to: wire.to },
  ];
}

function addBetween(document: Document, shown: Shown, layer: Layer, place: Point, wire: Edge): Added {
  const [source, target] = [shown.ofNode.get(wire.from[0]), shown.ofNode.get(wire.to[0])];
  const isHidden = source?.kind === 'group' && source === target;
  const node = newNode(document, layer, isHidden ? insideBehind(source, wire.from[0]) : place);
  const groups = groupsOfWire(document, wire);
  const added = together(
    isHidden ? null : makeRoom(document, shown, node.position),
    { edit: 'disconnect', edge: wire },
    { edit: 'add', nodes: [node], edges: between(wire, node.id, layer.inputs[0]!, layer.outputs[0]!) },
    ...putInto(document, node.id, groups),
  )!;
  const inner = groups.at(-1);
  const way = inner ? makeWay(document, apply(document, added).document, inner.id) : null;
  return { edit: together(added, way)!, node: node.id };
}

/** A block that is added where a collapsed group hides it stands there when the group is opened. */
function insideBehind({ nodes }: ShownGroup, id: string): Point {
  const [x, y] = nodes.find((node) => node.id === id)!.position;
  return [x + STEP.x, y];
}

/** A block between two of a group is one of the group: those that hold both ends, the outermost first. */
function groupsOfWire(document: Document, { from, to }: Edge): Group[] {
  const around = new Set(nestingOf(document).around(to[0]));
  return nestingOf(document)
    .around(from[0])
    .filter((group) => around.has(group));
}

/** With the innermost frame that its middle lies in, it joins the groups around that. */
function joinedByPlace(document: Document, shown: Shown, { id, position: [x, y] }: Node): Edit[] {
  const [right, down] = [x + BLOCK.width / 2, y + BLOCK.height / 2];
  const inner = shown.frames.findLast(
    ({ position, size }) => right > position[0] && right < position[0] + size[0] && down > position[1] && down < position[1] + size[1],
  );
  if (!inner) return [];
  const around = nestingOf(document).around(inner.group.nodes[0]!);
  return putInto(document, id, around.slice(0, around.indexOf(inner.group) + 1));
}

/** In the row of two that stand side by side there is room only if what follows moves on. */
function placeOnWire(shown: Shown, dropped: Point, source: ShownBlock | ShownGroup, target: ShownBlock | ShownGroup | null): Point {
  const covers = standing(shown).some((thing) => overlap(thing, blockAt(dropped)));
  return covers && target && areNeighbours(source, target) ? beside(source) : uncovered(shown, dropped);
}

/** Whether two things stand in one row with no room for a block between them. */
function areNeighbours({ position: [x, y], size: [width] }: Box, { position: [nextX, nextY] }: Box): boolean {
  const gap = nextX - x - width;
  return Math.abs(nextY - y) < BLOCK.height && nextX > x && gap < BLOCK.width + 2 * STEP.gap;
}

/** Moves what stands in the way, and what stands right of it in the same row, to the right: one step, or as far as it takes. */
function makeRoom(document: Document, shown: Shown, place: Point): Edit | null {
  const block = blockAt(place);
  const things = [...shown.blocks, ...shown.groups];
  if (!things.some((thing) => overlap(thing, block))) return null;
  const inRow = things.filter(
    ({ position: [x, y], size: [width, height] }) =>
      overlap({ position: [place[0], y], size: [width, height] }, block) && x > place[0] - width,
  );
  const way = Math.max(STEP.x, place[0] + STEP.x - Math.min(...inRow.map(({ position }) => position[0])));
  return moveThings(document, new Map(inRow.map(({ id, position: [x, y] }) => [id, [x + way, y] as const])), shown);
}

/** The place itself, or if something stands there the nearest beside, above or below it that is free. */
function uncovered(shown: Shown, [x, y]: Point): Point {
  const all = standing(shown);
  const isFree = (place: Point) => !all.some((thing) => overlap(thing, blockAt(place)));
  if (isFree([x, y])) return [x, y];
  return (
    all
      .filter((thing) => overlap(thing, blockAt([x, y])))
      .flatMap(({ position: [left, top], size: [width, height] }): Point[] => [
        [left + width + STEP.gap, y],
        [left - BLOCK.width - STEP.gap, y],
        [x, top + height + STEP.gap],
        [x, top - BLOCK.height - STEP.gap],
      ])
      .filter(isFree)
      .sort((a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y))[0] ?? freePlace(shown, [x, y])
  );
}

/** The nearest free place below the one wanted. */
function freePlace(shown: Shown, wanted: Point): Point {
  const all = standing(shown);
  let place: Point = wanted;
  while (all.some((thing) => overlap(thing, blockAt(place)))) place = [place[0], place[1] + STEP.y];
  return place;
}

function standing(shown: Shown): readonly Box[] {
  return [...shown.blocks, ...shown.groups, ...shown.notes];
}

function blockAt(position: Point): Box {
  return { position, size: [BLOCK.width, BLOCK.height] };
}
