import { INPLACE } from './in-pytorch.ts';
import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';

const settings = {} as const;

/** y = max(x, 0), for every number. */
export const relu: Layer<typeof settings> = {
  name: 'ReLU',
  group: 'Activate',
  stem: 'relu',
  settings,
  inputs: ['in'],
  outputs: ['out'],
  role: 'hidden',
  infer: (_, [x]) => x!,
  lower: (builder, _, [x], { name }) => builder.op('relu', [x!], {}, [`${name}.out`])[0],
  // half of a normal variable survives: E[phi'²] = E[phi²] = 1/2, and E[phi] = 1/√(2π)
  flow: () => ({ kind: 'activation', slopeSquare: 0.5, square: 0.5, variance: 0.5 - 1 / (2 * Math.PI), gain: Math.SQRT2 }),
  summary: (_, [x]) => printExtents(x),
  pytorch: {
    module: { name: 'ReLU', arguments: [INPLACE] },
    functions: [{ name: 'relu', arguments: [INPLACE] }],
    methods: [{ name: 'relu', arguments: [] }],
  },
  onnx: (_, { inputs }) => ({ op: 'Relu', inputs, attributes: {} }),
  help: {
    en: 'Keeps what is positive and sets the rest to zero. The usual activation: its slope of 1 lets the gradient pass unchanged. A unit that is negative for all rows is dead and learns no more; LeakyReLU avoids that.',
    hi: 'Positive values वैसे ही रखता है, बाकी को zero कर देता है। सबसे आम activation: slope 1 होने से gradient बिना घटे गुज़रता है। जो unit हर row पर negative हो वह dead है और सीखना बंद कर देती है; LeakyReLU इससे बचाता है।',
  },
};
