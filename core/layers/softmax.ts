import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';
import { refuseUnlessRow } from './row-only.ts';

const settings = {} as const;

/** y = exp(x) / Σ exp(x) over the last axis; x and y [C]. */
export const softmax: Layer<typeof settings> = {
  name: 'Softmax',
  group: 'Activate',
  stem: 'softmax',
  settings,
  inputs: ['in'],
  outputs: ['out'],
  role: 'hidden',
  infer: (_, [x]) => refuseUnlessRow(x!) ?? x!,
  lower: (builder, _, [x], { name }) => builder.op('softmax', [x!], {}, [`${name}.out`])[0],
  flow: () => ({ kind: 'other' }),
  summary: (_, [x]) => printExtents(x),
  pytorch: {
    module: { name: 'Softmax', arguments: [{ name: 'dim', default: null, means: [1, -1] }] },
    functions: [{ name: 'softmax', arguments: [{ name: 'dim', default: null, means: [1, -1] }] }],
    methods: [{ name: 'softmax', arguments: [{ name: 'dim', default: null, means: [1, -1] }] }],
  },
  onnx: (_, { inputs }) => ({ op: 'Softmax', inputs, attributes: { axis: { kind: 'int', value: -1 } } }),
  help: {
    en: 'Turns a row of numbers into probabilities that sum to 1. Do not put it before CrossEntropyLoss, which applies its own.',
    hi: 'एक row के numbers को probabilities में बदलता है जिनका जोड़ 1 होता है। इसे CrossEntropyLoss से पहले न रखें, क्योंकि वह softmax ख़ुद लगाता है।',
  },
};
