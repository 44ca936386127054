/** @file torch.nn.init: from an initialisation by name to the distribution its numbers are drawn from. */
import type { Initial } from '../tensor/initial.ts';
import type { Initialisation, Nonlinearity } from './setting.ts';

/** How many numbers feed one output, and how many outputs one input feeds. Weight [O, I]: fanIn I, fanOut O. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** torch.nn.init.calculate_gain, with leaky_relu's slope 0 as kaiming_normal_ and kaiming_uniform_ take it (their `a`). */
export const GAINS: { readonly [N in Nonlinearity]: number } = {
  linear: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  leaky_relu: Math.SQRT2,
  selu: 3 / 4,
};

const normal = (std: number): Initial => ({ kind: 'normal', mean: 0, std });
/** A uniform distribution of this standard deviation reaches to √3 of it on either side. */
const uniform = (std: number): Initial => ({ kind: 'uniform', low: -Math.sqrt(3) * std, high: Math.sqrt(3) * std });

/** sqrt(2 / (fan_in + fan_out)), Glorot and Bengio 2010. */
const xavier = (gain: number, { fanIn, fanOut }: Fans) => gain * Math.sqrt(2 / (fanIn + fanOut));
/** gain / sqrt(fan), He et al. 2015. */
const kaiming = ({ mode, nonlinearity }: { mode: 'fan_in' | 'fan_out'; nonlinearity: Nonlinearity }, fans: Fans) =>
  GAINS[nonlinearity] / Math.sqrt(mode === 'fan_in' ? fans.fanIn : fans.fanOut);

/** `standard` is the layer's own draw in PyTorch, what `default` stands for. */
export function initialise(init: Initialisation, fans: Fans, standard: Initial): Initial {
  switch (init.kind) {
    case 'default':
      return standard;
    case 'zeros':
      return { kind: 'constant', value: 0 };
    case 'constant':
      return { kind: 'constant', value: init.value };
    case 'normal':
      return { kind: 'normal', mean: init.mean, std: init.std };
    case 'uniform':
      return { kind: 'uniform', low: init.a, high: init.b };
    case 'xavier_uniform':
      return uniform(xavier(init.gain, fans));
    case 'xavier_normal':
      return normal(xavier(init.gain, fans));
    case 'kaiming_uniform':
      return uniform(kaiming(init, fans));
    case 'kaiming_normal':
      return normal(kaiming(init, fans));
    default:
      return init satisfies never;
  }
}

/** The standard deviation of the numbers that will be drawn. */
export function deviation(initial: Initial): number {
  switch (initial.kind) {
    case 'constant':
      return 0;
    case 'uniform':
      return (initial.high - initial.low) / Math.sqrt(12);
    case 'normal':
      return initial.std;
    default:
      return initial satisfies never;
  }
}
