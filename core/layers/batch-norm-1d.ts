import { ROW_LIMIT } from './accept.ts';
import { PLACED } from './in-pytorch.ts';
import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';
import { refuseUnlessWidth } from './row-only.ts';
import type { SettingTable } from './setting.ts';

const settings = {
  num_features: {
    kind: 'nullable_integer',
    default: null,
    min: 1,
    max: ROW_LIMIT,
    help: {
      en: 'How many numbers it normalises. Empty: as many as the wire brings. A number that differs from them is an error, as in PyTorch.',
      hi: 'यह कितने numbers normalize करता है। खाली: जितने wire से आएँ। कोई और संख्या हो तो PyTorch की तरह error है।',
    },
  },
  eps: {
    kind: 'number',
    default: 1e-5,
    min: 0,
    max: 1,
    exclusiveMin: true,
    help: { en: 'Added to the variance so that nothing is divided by zero.', hi: 'Variance में जोड़ा जाता है ताकि zero से भाग न हो।' },
  },
  momentum: {
    kind: 'nullable_number',
    default: 0.1,
    min: 0,
    max: 1,
    help: {
      en: 'How much of each batch goes into the running mean and variance that are used outside of training. Empty: the plain average over all batches.',
      hi: 'हर batch का कितना हिस्सा running mean और variance में जाए, जो training के बाहर काम आते हैं। खाली: सभी batches का सीधा average।',
    },
  },
  affine: {
    kind: 'boolean',
    default: true,
    help: {
      en: 'Learns a scale (weight) and a shift (bias) for each number after normalising.',
      hi: 'Normalize करने के बाद हर number के लिए scale (weight, γ) और shift (bias, β) सीखता है।',
    },
  },
  track_running_stats: {
    kind: 'boolean',
    default: true,
    help: {
      en: 'Keeps the running mean and variance. Without them the batch is normalised by itself in evaluation, too.',
      hi: 'Running mean और variance याद रखता है। इनके बिना evaluation में भी batch अपने ही mean और variance से normalize होता है।',
    },
  },
} as const satisfies SettingTable;

/** y = (x - mean) / √(var + eps) · weight + bias for each of F features over the batch; x and y [F]. Ioffe and Szegedy 2015. */
export const batchNorm1d: Layer<typeof settings> = {
  name: 'BatchNorm1d',
  group: 'Normalise',
  stem: 'bn',
  settings,
  inputs: ['in'],
  outputs: ['out'],
  role: 'hidden',
  infer: ({ num_features }, [x]) => refuseUnlessWidth(x!, 'num_features', num_features) ?? x!,
  lower(builder, { eps, momentum, affine, track_running_stats }, [x], { name }) {
    const constant = (value: number) => ({ kind: 'constant', value }) as const;
    const weight = affine ? builder.parameter(`${name}.weight`, x!.shape, constant(1)) : null;
    const bias = affine ? builder.parameter(`${name}.bias`, x!.shape, constant(0)) : null;
    const mean = track_running_stats ? builder.buffer(`${name}.running_mean`, x!.shape, constant(0)) : null;
    const variance = track_running_stats ? builder.buffer(`${name}.running_var`, x!.shape, constant(1)) : null;
    const tracked = track_running_stats ? builder.buffer(`${name}.num_batches_tracked`, [], constant(0)) : null;
    const reads = [x!, weight, bias, mean, variance, tracked] as const;
    return builder.op('batch_norm', reads, { eps, momentum }, [`${name}.out`, `${name}.mean`, `${name}.rstd`])[0];
  },
  flow: () => ({ kind: 'normalise' }),
  summary: (_, [x]) => printExtents(x),
  pytorch: {
    module: {
      name: 'BatchNorm1d',
      arguments: [
        { name: 'num_features', setting: 'num_features' },
        { name: 'eps', default: 1e-5, setting: 'eps' },
        { name: 'momentum', default: 0.1, setting: 'momentum' },
        { name: 'affine', default: true, setting: 'affine' },
        { name: 'track_running_stats', default: true, setting: 'track_running_stats' },
        ...PLACED,
      ],
    },
    functions: [],
    methods: [],
  },
  onnx({ eps, momentum, affine, track_running_stats }, { inputs: [x], shapes: [row], parameter, constant }) {
    if (!track_running_stats) return 'clause:onnx_batch_statistics';
    const scale = affine ? [parameter('weight'), parameter('bias')] : [constant('weight', row!, 1), constant('bias', row!, 0)];
    return {
      op: 'BatchNormalization',
      inputs: [x!, ...scale, parameter('running_mean'), parameter('running_var')],
      // ONNX keeps this share of what was; PyTorch takes that of what is new
      attributes: { epsilon: { kind: 'float', value: eps }, momentum: { kind: 'float', value: 1 - (momentum ?? 0.1) } },
    };
  },
  help: {
    en: 'Brings every number to mean 0 and variance 1 over the batch, then scales and shifts it by learned amounts. Gradients keep their size through many layers, so training is faster and takes higher learning rates. Place it after Linear and before the activation.',
    hi: 'Batch पर हर number को mean=0 और variance=1 पर लाता है, फिर सीखे हुए scale और shift लगाता है। Gradients कई layers तक अपना size रखते हैं, इसलिए training तेज़ होती है और बड़ा learning rate चल जाता है। इसे Linear के बाद और activation से पहले रखें।',
  },
};
