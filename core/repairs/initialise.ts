import { activationAfter } from './activation-after.ts';
import { fitInit, fitOutput } from './fitting-init.ts';
import { joined } from './joined.ts';
import { readNetwork } from './network.ts';
import type { Repair } from './repair.ts';

/**
 * Draws the weights of each Linear as the activation it feeds needs. In hidden layers PyTorch's `default` counts as a draw that does not:
 * its variance is 1 / (3 · fan_in), so that a ReLU layer passes on 1/√6 of the signal.
 */
export const initialise: Repair = (document) => {
  const network = readNetwork(document);
  const linears = network.order.filter(({ id, layer }) => layer === 'Linear' && network.used.has(id));
  return joined(
    linears.flatMap((node) =>
      network.hidden.has(node.id) ? fitInit(node, activationAfter(network, node)?.layer ?? null) : fitOutput(node),
    ),
  );
};
