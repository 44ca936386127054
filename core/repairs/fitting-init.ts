/** @file The initialisation that keeps the signal's size through a Linear and the activation behind it. */
import type { Node } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import { accept } from '../layers/accept.ts';
import { GAINS } from '../layers/initialise.ts';
import { linear } from '../layers/linear.ts';
import type { Initialisation } from '../layers/setting.ts';

const kaiming = (nonlinearity: 'relu' | 'leaky_relu'): Initialisation => ({ kind: 'kaiming_normal', mode: 'fan_in', nonlinearity });
const xavier = (gain: number): Initialisation => ({ kind: 'xavier_normal', gain });

/**
 * He et al. 2015 for the activations that take half of the signal, Glorot and Bengio 2010 for the others and for none. With gain 1 a deep
 * stack of Tanh starts out with a signal so small that it hardly learns (0 to 0.1 of the spiral by ten layers of 16, and with 5/3 0.7 to 1).
 */
const FITTING: Readonly<Record<string, Initialisation>> = {
  ReLU: kaiming('relu'),
  LeakyReLU: kaiming('leaky_relu'),
  Tanh: xavier(GAINS.tanh),
};
const OTHERWISE = xavier(1);

export function fittingInit(activation: string | null): Initialisation {
  return FITTING[activation ?? ''] ?? OTHERWISE;
}

/** Gives a Linear the initialisation for the activation it feeds; nothing if it has that, be it drawn from a uniform distribution. */
export function fitInit({ id, settings }: Node, activation: string | null): Edit[] {
  const answer = accept(linear.settings.init, settings['init'] ?? linear.settings.init.default);
  const wanted = fittingInit(activation);
  if (answer.accepted && ruleOf(answer.value as Initialisation) === ruleOf(wanted)) return [];
  return [{ edit: 'set', node: id, setting: 'init', value: wanted }];
}

/** How the spread of an initialisation follows from the fans of its layer; null if it does not, or falls short of keeping the signal. */
function ruleOf(init: Initialisation): string | null {
  switch (init.kind) {
    case 'default':
    case 'zeros':
    case 'constant':
    case 'normal':
    case 'uniform':
      return null;
    case 'xavier_uniform':
    case 'xavier_normal':
      return `xavier ${init.gain.toFixed(2)}`; // a person writes 1.67
    case 'kaiming_uniform':
    case 'kaiming_normal':
      return `kaiming ${GAINS[init.nonlinearity]}`;
    default:
      return init satisfies never;
  }
}
