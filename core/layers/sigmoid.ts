import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';

const settings = {} as const;

/** y = 1 / (1 + exp(-x)), for every number. */
export const sigmoid: Layer<typeof settings> = {
  name: 'Sigmoid',
  group: 'Activate',
  stem: 'sigmoid',
  settings,
  inputs: ['in'],
  outputs: ['out'],
  role: 'hidden',
  infer: (_, [x]) => x!,
  lower: (builder, _, [x], { name }) => builder.op('sigmoid', [x!], {}, [`${name}.out`])[0],
  // moments for z ~ N(0, 1) by the trapezoidal rule on [-14, 14] with 400,000 steps; the mean is 1/2 by symmetry
  flow: () => ({ kind: 'activation', slopeSquare: 0.04483624135019, square: 0.2933790358580593, variance: 0.0433790358580593, gain: 1 }),
  summary: (_, [x]) => printExtents(x),
  pytorch: {
    module: { name: 'Sigmoid', arguments: [] },
    functions: [{ name: 'sigmoid', arguments: [] }],
    methods: [{ name: 'sigmoid', arguments: [] }],
  },
  onnx: (_, { inputs }) => ({ op: 'Sigmoid', inputs, attributes: {} }),
  help: {
    en: 'Squeezes every number between 0 and 1. Its slope is at most 1/4, so each one in a row takes most of the gradient: deep stacks of sigmoids are the classic case of a vanishing gradient. Use ReLU in hidden layers.',
    hi: 'हर number को 0 और 1 के बीच लाता है। Slope ज़्यादा से ज़्यादा 1/4 है, इसलिए हर sigmoid gradient को घटाता है: कई sigmoid layers vanishing gradient का सबसे प्रसिद्ध उदाहरण हैं। Hidden layers में ReLU इस्तेमाल करें।',
  },
};
