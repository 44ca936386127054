import { INPLACE, type Argument } from './in-pytorch.ts';
import type { Layer } from './layer.ts';
import type { SettingTable } from './setting.ts';

const settings = {
  p: {
    kind: 'number',
    default: 0.5,
    min: 0,
    max: 1,
    help: {
      en: 'The share of numbers that is set to zero in training. 0.1 to 0.5 is usual; 0 drops nothing.',
      hi: 'Training में कितने हिस्से को zero किया जाए। अक्सर 0.1 से 0.5; 0 का मतलब कुछ नहीं।',
    },
  },
} as const satisfies SettingTable;

const P: Argument = { name: 'p', default: 0.5, setting: 'p' };

/** y = x · mask / (1 - p) in training, x in evaluation; every number survives with probability 1 - p. Srivastava et al. 2014. */
export const dropout: Layer<typeof settings> = {
  name: 'Dropout',
  group: 'Regularise',
  stem: 'drop',
  settings,
  inputs: ['in'],
  outputs: ['out'],
  role: 'hidden',
  infer: (_, [x]) => x!,
  lower: (builder, { p }, [x], { name }) => builder.op('dropout', [x!], { p, stream: builder.stream() }, [`${name}.out`])[0],
  flow: ({ p }) => ({ kind: 'dropout', p }),
  summary: ({ p }) => `p ${p}`,
  pytorch: {
    module: { name: 'Dropout', arguments: [P, INPLACE] },
    // outside of a module a dropout drops in evaluation, too, unless it is told whether the network trains
    functions: [{ name: 'dropout', arguments: [P, { name: 'training', default: true, means: ['self.training'] }, INPLACE] }],
    methods: [],
  },
  // ONNX takes a ratio below 1 alone; in float32, this is the last
  onnx: ({ p }, { inputs: [x], constant }) => ({
    op: 'Dropout',
    inputs: [x!, constant('ratio', [], Math.min(p, 1 - 2 ** -24))],
    attributes: {},
  }),
  help: {
    en: 'Sets a random share of the numbers to zero at each training step and scales up the rest, so that no unit can rely on another. It counters overfitting. Outside of training it does nothing.',
    hi: 'हर training step में कुछ numbers को random रूप से zero करता है और बाकी को बड़ा करता है, ताकि कोई unit दूसरी पर निर्भर न रहे। यह overfitting घटाता है। Training के बाहर यह कुछ नहीं करता।',
  },
};
