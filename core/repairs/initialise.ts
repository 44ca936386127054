import { activationAfter } from './activation-after.ts';
import { fitInit } from './fitting-init.ts';
import { joined } from './joined.ts';
import { readNetwork } from './network.ts';
import type { Repair } from './repair.ts';

/**
 * Draws the weights of each Linear as the activation it feeds needs. PyTorch's `default` counts as any other draw that does not: its
 * variance is 1 / (3 · fan_in), which takes √6 of the signal with each ReLU layer.
 */
export const initialise: Repair = (document) => {
  const network = readNetwork(document);
  const linears = network.order.filter(({ id, layer }) => layer === 'Linear' && network.used.has(id));
  return joined(linears.flatMap((node) => fitInit(node, activationAfter(network, node)?.layer ?? null)));
};
