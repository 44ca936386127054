/**
 * @file The numbers of each initialisation, as data: the checker reads them, the inspector draws a field for each. Names
 * and defaults are those of torch.nn.init; `default` leaves the draw to the layer, as PyTorch's constructor does.
 */
import type { Initialisation, Setting } from './setting.ts';

export const FLOAT32_MAX = 3.4028234663852886e38;

type Help = Setting['help'];

const number = (usual: number, help: Help) => ({ kind: 'number', default: usual, min: -FLOAT32_MAX, max: FLOAT32_MAX, help }) as const;
const spread = (usual: number, help: Help) => ({ kind: 'number', default: usual, min: 0, max: FLOAT32_MAX, help }) as const;
const gain = spread(1, {
  en: 'Multiplies the spread, to make up for what the activation takes away: 1 for none or sigmoid, 5/3 for tanh, √2 for ReLU.',
  hi: 'Spread को इससे गुणा करता है, ताकि activation से घटा signal वापस मिले: बिना activation या sigmoid पर 1, tanh पर 5/3, ReLU पर √2।',
});
const mode = {
  kind: 'choice',
  default: 'fan_in',
  choices: ['fan_in', 'fan_out'],
  help: {
    en: 'fan_in counts the inputs of a unit and keeps the size of the outputs on the way forward; fan_out counts its outputs and keeps the size of the gradient on the way back.',
    hi: 'fan_in unit के inputs गिनता है और forward में outputs का आकार बनाए रखता है; fan_out outputs गिनता है और backward में gradient का।',
  },
} as const;
const nonlinearity = {
  kind: 'choice',
  default: 'leaky_relu',
  choices: ['linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu'],
  help: {
    en: 'The activation that follows this layer; the gain is taken from it. Choose relu before a ReLU.',
    hi: 'इस layer के बाद आने वाला activation; gain इसी से लिया जाता है। ReLU से पहले relu चुनें।',
  },
} as const;

export const INITIALISATIONS = {
  default: {},
  zeros: {},
  constant: { value: number(0, { en: 'What every number starts as.', hi: 'हर संख्या की शुरुआत इसी मान से।' }) },
  normal: {
    mean: number(0, { en: 'The middle of the bell curve.', hi: 'Bell curve का मध्य।' }),
    std: spread(1, {
      en: 'Standard deviation: how far the draws scatter around the mean.',
      hi: 'Standard deviation: मान mean से कितनी दूर तक बिखरते हैं।',
    }),
  },
  uniform: {
    a: number(0, { en: 'The lower end of the draws.', hi: 'सबसे छोटा संभव मान।' }),
    b: number(1, { en: 'The upper end of the draws.', hi: 'सबसे बड़ा संभव मान।' }),
  },
  xavier_uniform: { gain },
  xavier_normal: { gain },
  kaiming_uniform: { mode, nonlinearity },
  kaiming_normal: { mode, nonlinearity },
} as const satisfies {
  readonly [K in Initialisation['kind']]: Readonly<Record<Exclude<keyof Extract<Initialisation, { kind: K }>, 'kind'>, Setting>>;
};

/** Xavier and Kaiming count fans, and a bias has none; torch.nn.init refuses them, too. */
export function initialisationKinds(of: 'weight' | 'bias'): Initialisation['kind'][] {
  const kinds = Object.keys(INITIALISATIONS) as Initialisation['kind'][];
  return of === 'weight' ? kinds : kinds.filter((kind) => !kind.startsWith('xavier') && !kind.startsWith('kaiming'));
}
