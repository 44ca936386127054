/** @file Another activation throughout the hidden layers, with the weights drawn as it needs. */
import type { Document, Node } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import { nameGiver } from '../document/free-name.ts';
import { findLayer } from '../layers/index.ts';
import type { Layer } from '../layers/layer.ts';
import { leakyRelu } from '../layers/leaky-relu.ts';
import { relu } from '../layers/relu.ts';
import { activationAfter } from './activation-after.ts';
import { fitInit } from './fitting-init.ts';
import { joined } from './joined.ts';
import { hiddenLinears, readNetwork, type Network } from './network.ts';
import type { Repair } from './repair.ts';

/** What squashes, bends or cuts each number by itself; Softmax is more than that and stays. */
const ELEMENTWISE: ReadonlySet<string> = new Set(['ReLU', 'LeakyReLU', 'Sigmoid', 'Tanh']);

const useActivation =
  (layer: Layer): Repair =>
  (document) => {
    const network = readNetwork(document);
    const replaced = network.order.filter(({ id, layer: present }) => {
      return network.hidden.has(id) && ELEMENTWISE.has(present) && present !== layer.name;
    });
    return joined([...replaceAll(document, replaced, layer), ...fitAll(network, new Set(replaced), layer)]);
  };

export const useLeakyRelu = useActivation(leakyRelu);
export const useRelu = useActivation(relu);

function replaceAll(document: Document, nodes: readonly Node[], layer: Layer): Edit[] {
  const free = nameGiver(document);
  return nodes.flatMap((node): Edit[] => {
    const number = numberOf(node);
    const renamed: Edit[] = number === null ? [] : [{ edit: 'rename', node: node.id, name: free(layer.stem, number) }];
    return [{ edit: 'replace_layer', node: node.id, layer: layer.name, settings: {} }, ...renamed];
  });
}

/** The 3 of a block that is called after its layer, as "tanh3"; null if a person named it. */
function numberOf({ layer, name }: Node): number | null {
  const { stem } = findLayer(layer)!;
  const number = name.startsWith(stem) ? name.slice(stem.length) : '';
  return /^\d+$/.test(number) ? Number(number) : null;
}

function fitAll(network: Network, replaced: ReadonlySet<Node>, layer: Layer): Edit[] {
  return hiddenLinears(network).flatMap((node) => {
    const activation = activationAfter(network, node);
    if (!activation) return [];
    return fitInit(node, replaced.has(activation) ? layer.name : activation.layer);
  });
}
