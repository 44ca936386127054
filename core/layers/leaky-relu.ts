import { INPLACE } from './in-pytorch.ts';
import type { Layer } from './layer.ts';
import type { SettingTable } from './setting.ts';

const settings = {
  negative_slope: {
    kind: 'number',
    default: 0.01,
    min: 0,
    max: 1e3,
    help: {
      en: 'What negative numbers are multiplied by. Small, so that a unit is never quite dead; 0 is ReLU.',
      hi: 'Negative values को किससे गुणा किया जाए। छोटा रखें ताकि unit कभी पूरी तरह dead न हो; 0 का मतलब ReLU।',
    },
  },
} as const satisfies SettingTable;

/** y = x if x > 0, else negative_slope · x, for every number. Maas et al. 2013. */
export const leakyRelu: Layer<typeof settings> = {
  name: 'LeakyReLU',
  group: 'Activate',
  stem: 'lrelu',
  settings,
  inputs: ['in'],
  outputs: ['out'],
  role: 'hidden',
  infer: (_, [x]) => x!,
  lower: (builder, { negative_slope }, [x], { name }) => builder.op('leaky_relu', [x!], { negative_slope }, [`${name}.out`])[0],
  flow({ negative_slope: slope }) {
    // both halves of a normal variable: E[phi'²] = E[phi²] = (1 + slope²)/2, E[phi] = (1 - slope)/√(2π)
    const square = (1 + slope ** 2) / 2;
    return {
      kind: 'activation',
      slopeSquare: square,
      square,
      variance: square - (1 - slope) ** 2 / (2 * Math.PI),
      gain: 1 / Math.sqrt(square),
    };
  },
  summary: ({ negative_slope }) => `slope ${negative_slope}`,
  pytorch: {
    module: { name: 'LeakyReLU', arguments: [{ name: 'negative_slope', default: 0.01, setting: 'negative_slope' }, INPLACE] },
    functions: [{ name: 'leaky_relu', arguments: [{ name: 'negative_slope', default: 0.01, setting: 'negative_slope' }, INPLACE] }],
    methods: [],
  },
  onnx: ({ negative_slope }, { inputs }) => ({ op: 'LeakyRelu', inputs, attributes: { alpha: { kind: 'float', value: negative_slope } } }),
  help: {
    en: 'Like ReLU, but negative numbers keep a small slope, so no unit can die. A good choice for narrow or deep networks and where ReLU units die.',
    hi: 'ReLU जैसा, पर negative values पर भी थोड़ा slope रहता है, इसलिए कोई unit dead नहीं होती। पतले या गहरे networks में, या जहाँ ReLU units dead हों, अच्छा विकल्प।',
  },
};
