import { linear } from '../layers/linear.ts';
import { accept } from '../layers/accept.ts';
import type { Initialisation } from '../layers/setting.ts';
import { joined } from './joined.ts';
import { hiddenLinears, readNetwork } from './network.ts';
import type { Repair } from './repair.ts';

/** Starts the biases of hidden Linears at zero where they were given a draw of their own. */
export const resetBiases: Repair = (document) =>
  joined(
    hiddenLinears(readNetwork(document))
      .filter(({ settings }) => settings['bias'] !== false && isDisplaced(settings['bias_init']))
      .map(({ id }) => ({ edit: 'set', node: id, setting: 'bias_init', value: { kind: 'zeros' } })),
  );

function isDisplaced(written: unknown): boolean {
  const answer = accept(linear.settings.bias_init, written);
  if (!answer.accepted) return false;
  const init = answer.value as Initialisation;
  return (init.kind === 'constant' && init.value !== 0) || init.kind === 'normal' || init.kind === 'uniform';
}
