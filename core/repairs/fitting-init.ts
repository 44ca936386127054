/** @file The initialisation that keeps the signal's size through a Linear and the activation behind it. */
import type { Node } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import { accept } from '../layers/accept.ts';
import { GAINS } from '../layers/initialise.ts';
import { linear } from '../layers/linear.ts';
import type { Initialisation } from '../layers/setting.ts';

const kaiming = (nonlinearity: 'relu' | 'leaky_relu'): Initialisation => ({ kind: 'kaiming_normal', mode: 'fan_in', nonlinearity });

/** By activation, He et al. 2015 for those that halve the signal, Glorot and Bengio 2010 for those that are straight about zero. */
const FITTING: Readonly<Record<string, Initialisation>> = { ReLU: kaiming('relu'), LeakyReLU: kaiming('leaky_relu') };
const XAVIER: Initialisation = { kind: 'xavier_normal', gain: 1 };

export function fittingInit(activation: string | null): Initialisation {
  return FITTING[activation ?? ''] ?? XAVIER;
}

/** Gives a Linear the initialisation for the activation it feeds; nothing if it has that, be it drawn from a uniform distribution. */
export function fitInit({ id, settings }: Node, activation: string | null): Edit[] {
  const wanted = fittingInit(activation);
  const answer = accept(linear.settings.init, settings['init'] ?? linear.settings.init.default);
  if (answer.accepted && spreadOf(answer.value as Initialisation) === spreadOf(wanted)) return [];
  return [{ edit: 'set', node: id, setting: 'init', value: wanted }];
}

/** The rule by which an initialisation scales with the fans of its layer; null for one that does not. */
function spreadOf(init: Initialisation): string | null {
  switch (init.kind) {
    case 'default':
    case 'zeros':
    case 'constant':
    case 'normal':
    case 'uniform':
      return null;
    case 'xavier_uniform':
    case 'xavier_normal':
      return `xavier ${init.gain}`;
    case 'kaiming_uniform':
    case 'kaiming_normal':
      return `kaiming ${GAINS[init.nonlinearity]}`;
    default:
      return init satisfies never;
  }
}
