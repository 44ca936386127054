/**
 * @file The numbers of each initialisation, as data: the checker reads them, the inspector draws a field for each. Names
 * and defaults are those of torch.nn.init; `default` leaves the draw to the layer, as PyTorch's constructor does.
 */
import type { Domain, Initialisation } from './setting.ts';

export const FLOAT32_MAX = 3.4028234663852886e38;

const number = (usual: number) => ({ kind: 'number', default: usual, min: -FLOAT32_MAX, max: FLOAT32_MAX }) as const;
const spread = (usual: number) => ({ kind: 'number', default: usual, min: 0, max: FLOAT32_MAX }) as const;
const mode = { kind: 'choice', default: 'fan_in', choices: ['fan_in', 'fan_out'] } as const;
const nonlinearity = {
  kind: 'choice',
  default: 'leaky_relu',
  choices: ['linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu'],
} as const;

export const INITIALISATIONS = {
  default: {},
  zeros: {},
  constant: { value: number(0) },
  normal: { mean: number(0), std: spread(1) },
  uniform: { a: number(0), b: number(1) },
  xavier_uniform: { gain: spread(1) },
  xavier_normal: { gain: spread(1) },
  kaiming_uniform: { mode, nonlinearity },
  kaiming_normal: { mode, nonlinearity },
} as const satisfies {
  readonly [K in Initialisation['kind']]: Readonly<Record<Exclude<keyof Extract<Initialisation, { kind: K }>, 'kind'>, Domain>>;
};

/** Xavier and Kaiming count fans, and a bias has none; torch.nn.init refuses them, too. */
export function initialisationKinds(of: 'weight' | 'bias'): Initialisation['kind'][] {
  const kinds = Object.keys(INITIALISATIONS) as Initialisation['kind'][];
  return of === 'weight' ? kinds : kinds.filter((kind) => !kind.startsWith('xavier') && !kind.startsWith('kaiming'));
}
