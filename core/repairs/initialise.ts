import { activationAfter } from './activation-after.ts';
import { fitInit } from './fitting-init.ts';
import { joined } from './joined.ts';
import { hiddenLinears, readNetwork } from './network.ts';
import type { Repair } from './repair.ts';

/**
 * Draws the weights of each hidden Linear as the activation it feeds needs. PyTorch's `default` counts as a draw that does not: its
 * variance is 1 / (3 · fan_in), so that a ReLU layer passes on 1/√6 of the signal. The last Linear stays: how it is drawn is no matter of
 * depth, and networks whose hidden layers alone are drawn anew learn more often than those where the last one is, too.
 */
export const initialise: Repair = (document) => {
  const network = readNetwork(document);
  return joined(hiddenLinears(network).flatMap((node) => fitInit(node, activationAfter(network, node)?.layer ?? null)));
};
