/** @file Wires and blocks that are in the way, or missing. */
import { edgeName, type Edge } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import { reaches } from '../document/reaches.ts';
import { findLayer } from '../layers/index.ts';
import { joined } from './joined.ts';
import type { Repair } from './repair.ts';
import { nodeOf } from './set-setting.ts';

/** Removes the wire that `edge` names; of several between the same two ports, all but one, if there are such ports. */
export const removeWire: Repair = (document, { edge: name }) => {
  const [wire, ...same] = document.edges.filter((edge) => edgeName(edge) === name);
  if (!wire) return null;
  const isPort = (side: 'inputs' | 'outputs', [id, port]: Edge['from']) => {
    const node = nodeOf(document, id);
    return node !== undefined && (findLayer(node.layer)?.[side].includes(port) ?? true);
  };
  const kept = same.length > 0 && isPort('outputs', wire.from) && isPort('inputs', wire.to);
  const edits: Edit[] = [
    { edit: 'disconnect', edge: wire },
    { edit: 'add', nodes: [], edges: [wire] },
  ];
  return joined(kept ? edits : edits.slice(0, 1));
};

/** Draws the wire from the output `output` of the block `source` to the input `port` of the block `node`, where that is open. */
export const connect: Repair = (document, { source, output, node, port }) => {
  const edge: Edge = { from: [String(source), String(output)], to: [String(node), String(port)] };
  if (!nodeOf(document, source) || !nodeOf(document, node) || reaches(document, edge.to[0], edge.from[0])) return null;
  if (document.edges.some(({ to }) => to[0] === node && to[1] === port)) return null;
  return { edit: 'connect', edge };
};

/** Takes a block away. What it fed is fed by what fed its first input, if anything did. */
export const removeBlock: Repair = (document, { node: id }) => {
  const node = nodeOf(document, id);
  if (!node) return null;
  const first = findLayer(node.layer)?.inputs[0];
  const arriving = document.edges.filter(({ to }) => to[0] === node.id);
  const source = (arriving.find(({ to }) => to[1] === first) ?? arriving[0])?.from;
  const fed = document.edges.filter(({ from, to }) => from[0] === node.id && to[0] !== node.id);
  const edges = source && source[0] !== node.id ? fed.map((edge): Edge => ({ ...edge, from: source })) : [];
  const edits: Edit[] = [
    { edit: 'remove', nodes: [node.id], edges: [] },
    { edit: 'add', nodes: [], edges },
  ];
  return joined(edges.length > 0 ? edits : edits.slice(0, 1));
};

/** Calls a block `name`, which must be free. */
export const renameBlock: Repair = (document, { node: id, name }) => {
  const node = nodeOf(document, id);
  if (!node || typeof name !== 'string' || document.nodes.some((other) => other.name === name)) return null;
  return { edit: 'rename', node: node.id, name };
};

const bypass =
  (bypassed: boolean): Repair =>
  (document, { node: id }) => {
    const node = nodeOf(document, id);
    return node && (node.bypassed ?? false) !== bypassed ? { edit: 'bypass', nodes: [node.id], bypassed } : null;
  };

export const bypassBlock = bypass(true);
export const endBypass = bypass(false);

/** Makes another loss of the one that `node` is. */
export const useLoss: Repair = (document, { node: id, layer }) => {
  const node = nodeOf(document, id);
  const isLoss = (name: string) => findLayer(name)?.role === 'loss';
  if (!node || !isLoss(node.layer) || !isLoss(String(layer)) || node.layer === layer) return null;
  return { edit: 'replace_layer', node: node.id, layer: String(layer), settings: {} };
};
