import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';

const settings = {} as const;

/** y = tanh(x), for every number. */
export const tanh: Layer<typeof settings> = {
  name: 'Tanh',
  group: 'Activate',
  stem: 'tanh',
  settings,
  inputs: ['in'],
  outputs: ['out'],
  role: 'hidden',
  infer: (_, [x]) => x!,
  lower: (builder, _, [x], { name }) => builder.op('tanh', [x!], {}, [`${name}.out`])[0],
  // moments for z ~ N(0, 1) by the trapezoidal rule on [-14, 14] with 400,000 steps; the mean is 0 by symmetry
  flow: () => ({
    kind: 'activation',
    slopeSquare: 0.4644029024482158,
    square: 0.394294490397812,
    variance: 0.394294490397812,
    gain: 5 / 3,
  }),
  summary: (_, [x]) => printExtents(x),
  pytorch: {
    module: { name: 'Tanh', arguments: [] },
    functions: [{ name: 'tanh', arguments: [] }],
    methods: [{ name: 'tanh', arguments: [] }],
  },
  onnx: (_, { inputs }) => ({ op: 'Tanh', inputs, attributes: {} }),
  help: {
    en: 'Squeezes every number between -1 and 1, with mean zero. Kinder to the gradient than Sigmoid, for its slope at zero is 1, but it still saturates for large inputs. Draw its weights with Xavier.',
    hi: 'हर number को -1 और 1 के बीच लाता है, mean zero के पास। Zero पर slope 1 है, इसलिए Sigmoid से बेहतर, पर बड़े inputs पर यह भी saturate होता है। इसके साथ Xavier initialization रखें।',
  },
};
