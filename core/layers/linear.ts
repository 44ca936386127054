import type { Initial } from '../tensor/initial.ts';
import type { Shape } from '../tensor/shape.ts';
import { ROW_LIMIT } from './accept.ts';
import { deviation, initialise, type Fans } from './initialise.ts';
import { PLACED } from './in-pytorch.ts';
import type { Layer } from './layer.ts';
import { refuseUnlessWidth } from './row-only.ts';
import type { SettingTable, ValuesOf } from './setting.ts';

const settings = {
  in_features: {
    kind: 'nullable_integer',
    default: null,
    min: 1,
    max: ROW_LIMIT,
    help: {
      en: 'How many numbers it takes. Empty: as many as the wire brings. A number that differs from them is an error, as in PyTorch.',
      hi: 'यह कितने numbers लेता है। खाली: जितने wire से आएँ। कोई और संख्या हो तो PyTorch की तरह error है।',
    },
  },
  out_features: {
    kind: 'integer',
    default: 16,
    min: 1,
    max: 1_000_000,
    help: {
      en: 'How many numbers it gives: the width of the layer. The last Linear before a CrossEntropyLoss needs one for each class.',
      hi: 'यह कितने numbers देता है, यानी layer की चौड़ाई। CrossEntropyLoss से पहले के आख़िरी Linear में हर class के लिए एक चाहिए।',
    },
  },
  bias: {
    kind: 'boolean',
    default: true,
    help: {
      en: 'Adds a learned number to each output. Not needed right before BatchNorm, which adds its own.',
      hi: 'हर output में एक सीखा हुआ number जोड़ता है। BatchNorm से ठीक पहले ज़रूरी नहीं, क्योंकि BatchNorm अपना bias जोड़ता है।',
    },
  },
  init: {
    kind: 'initialisation',
    default: { kind: 'default' },
    of: 'weight',
    help: {
      en: 'How the weights are drawn before training. Kaiming suits ReLU, Xavier suits sigmoid and tanh; too small and the gradient vanishes, too large and it explodes.',
      hi: 'Training से पहले weights कैसे चुने जाएँ। ReLU के लिए Kaiming, sigmoid और tanh के लिए Xavier। बहुत छोटे weights से gradient vanish होता है, बहुत बड़े से explode।',
    },
  },
  bias_init: {
    kind: 'initialisation',
    default: { kind: 'default' },
    of: 'bias',
    help: { en: 'How the biases are drawn before training. Zeros is common.', hi: 'Training से पहले biases कैसे चुने जाएँ। अक्सर zeros।' },
  },
} as const satisfies SettingTable;

/** Weight [O, I]: an output sums I numbers, an input feeds O. */
function fansOf({ out_features }: ValuesOf<typeof settings>, x: Shape): Fans {
  return { fanIn: x[0]!, fanOut: out_features };
}

/** U(±1/√fan_in), for the weight and the bias: what kaiming_uniform_(a=√5) in torch.nn.Linear.reset_parameters comes to. */
function standard({ fanIn }: Fans): Initial {
  const bound = 1 / Math.sqrt(fanIn);
  return { kind: 'uniform', low: -bound, high: bound };
}

/** y = x · weightᵀ + bias; x [I], weight [O, I], bias [O], y [O]. */
export const linear: Layer<typeof settings> = {
  name: 'Linear',
  group: 'Layers',
  stem: 'fc',
  settings,
  inputs: ['in'],
  outputs: ['out'],
  role: 'hidden',
  infer: ({ in_features, out_features }, [x]) => refuseUnlessWidth(x!, 'in_features', in_features) ?? [out_features],
  lower(builder, values, [x], { name }) {
    const fans = fansOf(values, x!.shape);
    const weight = builder.parameter(`${name}.weight`, [fans.fanOut, fans.fanIn], initialise(values.init, fans, standard(fans)));
    const bias = values.bias ? builder.parameter(`${name}.bias`, [fans.fanOut], initialise(values.bias_init, fans, standard(fans))) : null;
    return builder.op('linear', [x!, weight, bias], {}, [`${name}.out`])[0];
  },
  flow(values, [x]) {
    const fans = fansOf(values, x!);
    return { kind: 'weights', std: deviation(initialise(values.init, fans, standard(fans))), ...fans };
  },
  summary: ({ in_features, out_features }, [x]) => `${x?.join('×') ?? in_features ?? ''} → ${out_features}`.trim(),
  pytorch: {
    module: {
      name: 'Linear',
      arguments: [
        { name: 'in_features', setting: 'in_features' },
        { name: 'out_features', setting: 'out_features' },
        { name: 'bias', default: true, setting: 'bias' },
        ...PLACED,
      ],
    },
    functions: [],
    methods: [],
  },
  onnx: ({ bias }, { inputs: [x], parameter }) => ({
    op: 'Gemm',
    inputs: [x!, parameter('weight'), ...(bias ? [parameter('bias')] : [])],
    attributes: { transB: { kind: 'int', value: 1 } },
  }),
  help: {
    en: 'Every output is a weighted sum of all inputs plus a bias: the layer that learns. How many inputs it has follows from the wire. Put an activation such as ReLU between two of them, or they count as one.',
    hi: 'हर output सभी inputs का weighted sum और एक bias है: यही layer सीखती है। Inputs की संख्या wire से पता चलती है। दो Linear के बीच ReLU जैसा activation रखें, वरना दोनों मिलकर एक ही Linear हैं।',
  },
};
