import type { Edge } from '../document/document.ts';
import { linear } from '../layers/linear.ts';
import { relu } from '../layers/relu.ts';
import { fittingInit } from './fitting-init.ts';
import { Insertion } from './insertion.ts';
import { BYPASSED, hiddenLinears, readNetwork, type Network } from './network.ts';
import type { Repair } from './repair.ts';

/** Of the hidden layer that a network without one is given. */
const WIDTH = 16;
/** What leaves two Linears in a row as linear as they were. */
const STRAIGHT: ReadonlySet<string> = new Set(['BatchNorm1d', 'Dropout', 'Flatten', BYPASSED]);

/**
 * Puts a ReLU wherever one Linear feeds another, straight or through BatchNorm1d and Dropout, for two of them in a row are no more than
 * one. A network without a hidden Linear is given one, with its ReLU, before its last.
 */
export const addActivation: Repair = (document) => {
  const network = readNetwork(document);
  const insertion = new Insertion(document);
  const hidden = hiddenLinears(network);
  for (const { id } of hidden) for (const [source, wires] of bareWires(network, id)) insertion.insert(relu, {}, source, wires);
  if (hidden.length === 0) insertHiddenLayer(network, insertion);
  return insertion.edit();
};

/** The wires by which a Linear reaches others without an activation, by the block that they leave. */
function bareWires({ node, used, outOf }: Network, linearId: string): Map<string, Edge[]> {
  const bare: Edge[] = [];
  const seen = new Set([linearId]);
  for (const open of seen)
    for (const wire of outOf(open)) {
      const { id, layer } = node(wire.to[0])!;
      if (STRAIGHT.has(layer)) seen.add(id);
      else if (layer === linear.name && used.has(id)) bare.push(wire);
    }
  return Map.groupBy(bare, ({ from }) => from[0]);
}

function insertHiddenLayer({ order, used, into }: Network, insertion: Insertion): void {
  const last = order.filter(({ id, layer }) => layer === linear.name && used.has(id));
  for (const wire of last.flatMap(({ id }) => into(id))) {
    const id = insertion.insert(linear, { out_features: WIDTH, init: fittingInit(relu.name) }, wire.from[0], [wire]);
    insertion.insert(relu, {}, id, insertion.outOf(id));
  }
}
