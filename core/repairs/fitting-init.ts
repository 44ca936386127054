/** @file The initialisation that keeps the signal's size through a Linear and the activation behind it. */
import type { Node } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import { accept } from '../layers/accept.ts';
import { GAINS } from '../layers/initialise.ts';
import { linear } from '../layers/linear.ts';
import type { Initialisation } from '../layers/setting.ts';

const kaiming = (nonlinearity: 'relu' | 'leaky_relu'): Initialisation => ({ kind: 'kaiming_normal', mode: 'fan_in', nonlinearity });

/** He et al. 2015, for the activations that take half of the signal. */
const KAIMING: Readonly<Record<string, Initialisation>> = { ReLU: kaiming('relu'), LeakyReLU: kaiming('leaky_relu') };
/** Glorot and Bengio 2010, for those that are straight about zero, and for none. */
const XAVIER: Initialisation = { kind: 'xavier_normal', gain: 1 };

export function fittingInit(activation: string | null): Initialisation {
  return KAIMING[activation ?? ''] ?? XAVIER;
}

/** Gives a Linear the initialisation for the activation it feeds; nothing if it has that, be it drawn from a uniform distribution. */
export function fitInit(node: Node, activation: string | null): Edit[] {
  const wanted = fittingInit(activation);
  return ruleOf(initOf(node)) === ruleOf(wanted) ? [] : [setInit(node, wanted)];
}

/** Gives an output layer an initialisation that scales with its fans, if it has none: which one hardly matters to a single layer. */
export function fitOutput(node: Node): Edit[] {
  const init = initOf(node);
  return init?.kind === 'default' || ruleOf(init) !== null ? [] : [setInit(node, XAVIER)];
}

function setInit({ id }: Node, value: Initialisation): Edit {
  return { edit: 'set', node: id, setting: 'init', value };
}

/** Null for one that the layer does not take. */
function initOf({ settings }: Node): Initialisation | null {
  const answer = accept(linear.settings.init, settings['init'] ?? linear.settings.init.default);
  return answer.accepted ? (answer.value as Initialisation) : null;
}

/** How the spread of an initialisation follows from the fans of its layer; null if it does not, or falls short of keeping the signal. */
function ruleOf(init: Initialisation | null): string | null {
  switch (init?.kind) {
    case undefined:
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
