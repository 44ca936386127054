/**
 * @file What adding a block means on the canvas: where it lands and what it is wired to. Each function gives one edit, so one
 * undo takes it back.
 */
import type { Document, Edge, Node } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { freeId, freeName } from '../../core/document/free-name.ts';
import type { Layer } from '../../core/layers/layer.ts';
import { BLOCK, STEP, collide, snapped, standsAt, type Point } from './block.ts';

export interface Added {
  readonly edit: Edit;
  readonly node: string;
}

export function newNode(document: Document, layer: Layer, position: Point): Node {
  return { id: freeId(document), layer: layer.name, name: freeName(document, layer.stem), settings: {}, position: snapped(position) };
}

/**
 * Dropped by hand: where the hand is, or next to the block that stands there. Dropped on a wire it is put between its two ends, and if it has no room there, what
 * follows moves on.
 */
export function addAt(document: Document, layer: Layer, centre: Point, wire: Edge | null): Added {
  const dropped: Point = [centre[0] - BLOCK.width / 2, centre[1] - BLOCK.height / 2];
  const source = document.nodes.find(({ id }) => id === wire?.from[0]);
  const target = document.nodes.find(({ id }) => id === wire?.to[0]);
  if (!wire || !source || layer.inputs.length === 0 || layer.outputs.length === 0) {
    const node = newNode(document, layer, uncovered(document, dropped));
    return { edit: { edit: 'add', nodes: [node], edges: [] }, node: node.id };
  }
  const covers = standsAt(document, dropped) !== undefined;
  const place = covers && target && areNeighbours(source, target) ? beside(source) : uncovered(document, dropped);
  return addBetween(document, layer, place, wire);
}

/** Whether two blocks stand in one row with no room for a third between them. */
function areNeighbours({ position: [x, y] }: Node, { position: [nextX, nextY] }: Node): boolean {
  return Math.abs(nextY - y) < BLOCK.height && nextX > x && nextX - x < 2 * (BLOCK.width + STEP.gap);
}

/**
 * Added by a click or a key: to the right of `after` and wired to it. A block that `after` already feeds is fed through the
 * new one, and moves on to make room.
 */
export function addAfter(document: Document, layer: Layer, after: Node, outputs: readonly string[]): Added {
  const place = beside(after);
  const port = outputs[0];
  const wired = port !== undefined && layer.inputs.length > 0;
  const fed = document.edges.filter((edge) => edge.from[0] === after.id && edge.from[1] === port);
  if (wired && fed.length === 1 && layer.outputs.length > 0) return addBetween(document, layer, place, fed[0]!);
  const node = newNode(document, layer, freePlace(document, place));
  const edges: Edge[] = wired ? [{ from: [after.id, port], to: [node.id, layer.inputs[0]!] }] : [];
  return { edit: { edit: 'add', nodes: [node], edges }, node: node.id };
}

/** Added with nothing selected: after the one loose end, if there is just one, else beside the last block. */
export function addLoose(document: Document, layer: Layer, outputsOf: (node: Node) => readonly string[]): Added {
  const loose = document.nodes.filter((node) => outputsOf(node).length > 0 && !document.edges.some((edge) => edge.from[0] === node.id));
  if (loose.length === 1 && layer.inputs.length > 0) return addAfter(document, layer, loose[0]!, outputsOf(loose[0]!));
  const last = document.nodes.at(-1);
  const node = newNode(document, layer, freePlace(document, last ? beside(last) : [0, 0]));
  return { edit: { edit: 'add', nodes: [node], edges: [] }, node: node.id };
}

function beside({ position: [x, y] }: Node): Point {
  return [x + STEP.x, y];
}

function addBetween(document: Document, layer: Layer, place: Point, wire: Edge): Added {
  const node = newNode(document, layer, place);
  const edges: Edge[] = [
    { from: wire.from, to: [node.id, layer.inputs[0]!] },
    { from: [node.id, layer.outputs[0]!], to: wire.to },
  ];
  const edits: Edit[] = [makeRoom(document, place), { edit: 'disconnect', edge: wire }, { edit: 'add', nodes: [node], edges }];
  return { edit: { edit: 'compound', edits }, node: node.id };
}

/** Moves what stands in the way, and what stands right of it in the same row, one step to the right. */
function makeRoom(document: Document, place: Point): Edit {
  const inTheWay = standsAt(document, place) !== undefined;
  const moved = document.nodes.filter(
    ({ position: [x, y] }) => inTheWay && Math.abs(y - place[1]) < BLOCK.height && x > place[0] - BLOCK.width,
  );
  return { edit: 'move', positions: new Map(moved.map(({ id, position: [x, y] }) => [id, [x + STEP.x, y] as const])) };
}

/** The place itself, or if a block stands there the nearest beside, above or below it that is free. */
function uncovered(document: Document, [x, y]: Point): Point {
  const beside = { x: BLOCK.width + STEP.gap, y: BLOCK.height + STEP.gap };
  return (
    document.nodes
      .filter(({ position }) => collide(position, [x, y]))
      .flatMap(({ position: [left, top] }): Point[] => [
        [left + beside.x, y],
        [left - beside.x, y],
        [x, top + beside.y],
        [x, top - beside.y],
      ])
      .filter((place) => !standsAt(document, place))
      .sort((a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y))[0] ?? [x, y]
  );
}

/** The nearest free place below or right of the one wanted. */
function freePlace(document: Document, wanted: Point): Point {
  let place: Point = wanted;
  for (let tries = 0; tries <= document.nodes.length; tries++) {
    if (!document.nodes.some((node) => collide(node.position, place))) break;
    place = [place[0], place[1] + STEP.y];
  }
  return place;
}
