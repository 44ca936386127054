/**
 * @file The settings of training, declared as data like those of layers: the checker reads them, a panel draws a field for
 * each. Optimizers and their settings are those of torch.optim, with its names and defaults.
 */
import type { Optimizer } from '../plan/plan.ts';
import type { Setting } from './setting.ts';

export type TrainingSetting =
  | Setting
  /** Two numbers of one kind, each within the bounds: Adam's betas. */
  | {
      readonly kind: 'pair';
      readonly default: readonly [number, number];
      readonly min: number;
      readonly max: number;
      readonly exclusiveMax: true;
      readonly help: { readonly en: string; readonly hi: string };
    };

export type TrainingSettingTable = Readonly<Record<string, TrainingSetting>>;

const lr = (usual: number) =>
  ({
    kind: 'number',
    default: usual,
    min: 0,
    max: 1e3,
    help: {
      en: 'Learning rate: how far a step goes along the gradient. Too large and the loss jumps or explodes; too small and it hardly moves. Can change during a run.',
      hi: 'Learning rate: gradient की दिशा में एक step कितना बड़ा हो। बहुत बड़ा हो तो loss उछलता है, बहुत छोटा हो तो loss मुश्किल से घटता है। Run के दौरान भी बदल सकते हैं।',
    },
  }) as const satisfies Setting;

const weightDecay = (usual: number) =>
  ({
    kind: 'number',
    default: usual,
    min: 0,
    max: 1e3,
    help: {
      en: 'Pulls every weight towards zero a little at each step, which holds the network back from learning the training rows by heart.',
      hi: 'हर step पर weights को थोड़ा zero की ओर खींचता है, जिससे overfitting कम होती है।',
    },
  }) as const satisfies Setting;

const eps = (usual: number) =>
  ({
    kind: 'number',
    default: usual,
    min: 0,
    max: 1,
    help: {
      en: 'Added to the denominator so that it is never zero.',
      hi: 'Denominator में जोड़ा जाता है ताकि वह कभी zero न हो।',
    },
  }) as const satisfies Setting;

const momentum = {
  kind: 'number',
  default: 0,
  min: 0,
  max: 1,
  exclusiveMax: true,
  help: {
    en: 'How much of the last step is carried into this one. 0.9 is usual; 0 is plain gradient descent.',
    hi: 'पिछले step का कितना हिस्सा इस step में जुड़े। अक्सर 0.9; 0 का मतलब सादा gradient descent।',
  },
} as const satisfies Setting;

const betas = {
  kind: 'pair',
  default: [0.9, 0.999],
  min: 0,
  max: 1,
  exclusiveMax: true,
  help: {
    en: 'How slowly the running averages of the gradient and of its square forget.',
    hi: 'Gradient और उसके square के running averages कितनी धीमी गति से पुराने मान भूलते हैं।',
  },
} as const satisfies TrainingSetting;

/** Each optimizer's settings, in the order in which they are shown. */
export const OPTIMIZERS = {
  SGD: {
    lr: lr(0.001),
    momentum,
    dampening: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 1,
      help: { en: 'Weakens the new gradient in the momentum average.', hi: 'Momentum average में नए gradient को हल्का करता है।' },
    },
    nesterov: {
      kind: 'boolean',
      default: false,
      help: {
        en: 'Looks ahead along the momentum before it takes the gradient. Needs momentum above 0 and dampening 0.',
        hi: 'Gradient लेने से पहले momentum की दिशा में आगे देखता है। Momentum 0 से बड़ा और dampening 0 चाहिए।',
      },
    },
    weight_decay: weightDecay(0),
  },
  Adam: { lr: lr(0.001), betas, eps: eps(1e-8), weight_decay: weightDecay(0) },
  AdamW: { lr: lr(0.001), betas, eps: eps(1e-8), weight_decay: weightDecay(0.01) },
  RMSprop: {
    lr: lr(0.01),
    alpha: {
      kind: 'number',
      default: 0.99,
      min: 0,
      max: 1,
      help: {
        en: 'How slowly the running average of the squared gradient forgets.',
        hi: 'Squared gradient का running average कितनी धीमी गति से भूलता है।',
      },
    },
    eps: eps(1e-8),
    momentum,
    centered: {
      kind: 'boolean',
      default: false,
      help: {
        en: 'Divides by the variance of the gradient in place of its mean square.',
        hi: 'Mean square की जगह gradient के variance से भाग देता है।',
      },
    },
    weight_decay: weightDecay(0),
  },
  Adagrad: {
    lr: lr(0.01),
    lr_decay: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 1e3,
      help: { en: 'Lowers the learning rate as steps go by.', hi: 'Steps बढ़ने के साथ learning rate घटाता है।' },
    },
    initial_accumulator_value: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 1e6,
      help: { en: 'Where the sum of squared gradients starts.', hi: 'Squared gradients का sum किस मान से शुरू हो।' },
    },
    eps: eps(1e-10),
    weight_decay: weightDecay(0),
  },
} as const satisfies { readonly [K in Optimizer['kind']]: { readonly lr: Setting } & TrainingSettingTable };

/** The optimizer of a document that names none. */
export const DEFAULT_OPTIMIZER = 'Adam' satisfies Optimizer['kind'];

/** What is not the optimizer's. */
export const TRAINING_SETTINGS = {
  batch_size: {
    kind: 'integer',
    default: 32,
    min: 1,
    max: 65_536,
    help: {
      en: 'Rows in one step. More rows make the gradient steadier and each step slower. Can change during a run, from the next batch on.',
      hi: 'एक step में कितनी rows। ज़्यादा rows से gradient स्थिर होता है पर step धीमा। Run के दौरान अगले batch से बदल सकते हैं।',
    },
  },
  epochs: {
    kind: 'integer',
    default: 20,
    min: 1,
    max: 1_000_000,
    help: {
      en: 'How often training goes through all training rows. Can change during a run.',
      hi: 'Training सभी training rows से कितनी बार गुज़रे। Run के दौरान बदल सकते हैं।',
    },
  },
  seed: {
    kind: 'integer',
    default: 0,
    min: 0,
    max: 2 ** 32 - 1,
    help: {
      en: 'Every random number of a run comes from it: weights, order of the rows, dropout. The same seed gives the same run.',
      hi: 'Run का हर random number इसी से आता है: weights, rows का क्रम, dropout। वही seed, वही run।',
    },
  },
  clip_grad_norm: {
    kind: 'nullable_number',
    default: null,
    min: 0,
    max: 1e9,
    exclusiveMin: true,
    help: {
      en: 'Scales the whole gradient down when its norm is larger than this. Empty: never. Can change during a run.',
      hi: 'Gradient का norm इससे बड़ा हो तो पूरे gradient को छोटा कर देता है। खाली: कभी नहीं। Run के दौरान बदल सकते हैं।',
    },
  },
} as const satisfies TrainingSettingTable;
