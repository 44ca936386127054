/** @file The two ends that a network must have. */
import type { Document, Edge, Node, Settings } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import { freeId, freeName } from '../document/free-name.ts';
import { STEP, collide, type Point } from '../document/spacing.ts';
import { accept } from '../layers/accept.ts';
import { flatten } from '../layers/flatten.ts';
import { findLayer } from '../layers/index.ts';
import { input } from '../layers/input.ts';
import type { Layer } from '../layers/layer.ts';
import { linear } from '../layers/linear.ts';
import { numberFor } from './in-force.ts';
import { joined } from './joined.ts';
import { BYPASSED, readNetwork, type Network } from './network.ts';
import type { Repair } from './repair.ts';
import { nodeOf } from './set-setting.ts';
import { shapesOf } from './shapes.ts';

/** Puts an Input, of `width` numbers if that is given, before the first block that waits for its data; on an empty canvas, alone. */
export const addInput: Repair = (document, { width }) => {
  if (document.nodes.some(({ layer }) => layer === input.name)) return null;
  const shape = [width];
  const network = readNetwork(document);
  const first = openHead(network);
  const port = first && (findLayer(document.nodes.find(({ id }) => id === first.id)!.layer)?.inputs[0] ?? 'in');
  const place = first ? freePlace(document, first.position, -1) : leftOf(document);
  const node = newNode(document, input, accept(input.settings.shape, shape).accepted ? { shape } : {}, place);
  return { edit: 'add', nodes: [node], edges: first ? [{ from: [node.id, 'out'], to: [first.id, port!] }] : [] };
};

/** The first block that takes something and is fed by nothing: what leads to a loss, and what more hangs on, before others. */
export function openHead({ order, into, outOf, used }: Network): Node | null {
  const open = order.filter(({ id, layer }) => into(id).length === 0 && (layer === BYPASSED || (findLayer(layer)?.inputs.length ?? 0) > 0));
  return open.find(({ id }) => used.has(id) && outOf(id).length > 0) ?? open.find(({ id }) => outOf(id).length > 0) ?? open[0] ?? null;
}

/**
 * Puts a loss of this `layer` behind the block `node`. Where the data ask for `width` outputs and the block gives others, it is given them
 * if it is a Linear, and a Linear behind it gives them if it is not.
 */
export const addLoss: Repair = (document, { node: id, layer: name, width: wanted }) => {
  const loss = findLayer(String(name));
  const end = nodeOf(document, id);
  if (loss?.role !== 'loss' || !end || document.nodes.some(({ layer }) => findLayer(layer)?.role === 'loss')) return null;
  const shape = shapesOf(readNetwork(document)).get(end.id);
  const width = numberFor(linear.settings.out_features, wanted);
  const edits: Edit[] = [];
  const chain: [Layer, Settings][] = [];
  if (width !== null && shape && shape.join() !== `${width}`) {
    if (end.layer === linear.name && !end.bypassed) edits.push({ edit: 'set', node: end.id, setting: 'out_features', value: width });
    else chain.push(...(shape.length > 1 ? [[flatten, {}] as [Layer, Settings]] : []), [linear, { out_features: width }]);
  }
  return joined([...edits, chainBehind(document, end, [...chain, [loss, {}]])]);
};

function chainBehind(document: Document, end: Node, layers: readonly [Layer, Settings][]): Edit {
  let grown = document;
  let last = end;
  const edges: Edge[] = [];
  for (const [layer, settings] of layers) {
    const node = newNode(grown, layer, settings, freePlace(grown, last.position, 1));
    edges.push({ from: [last.id, 'out'], to: [node.id, layer.inputs[0]!] });
    grown = { ...grown, nodes: [...grown.nodes, node] };
    last = node;
  }
  return { edit: 'add', nodes: grown.nodes.slice(document.nodes.length), edges };
}

function newNode(document: Document, layer: Layer, settings: Settings, [x, y]: Point): Node {
  return { id: freeId(document), layer: layer.name, name: freeName(document, layer.stem), settings, position: [x, y] };
}

/** One step to the left or right of a place, or the first row below that is free there. */
function freePlace({ nodes }: Document, [x, y]: Point, side: 1 | -1): Point {
  let place: Point = [x + side * STEP.x, y];
  while (nodes.some(({ position }) => collide(position, place))) place = [place[0], place[1] + STEP.y];
  return place;
}

function leftOf({ nodes }: Document): Point {
  if (nodes.length === 0) return [0, 0];
  const [first] = nodes.toSorted((a, b) => a.position[0] - b.position[0]);
  return [first!.position[0] - STEP.x, first!.position[1]];
}
