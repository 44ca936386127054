import { elementCount } from '../tensor/shape.ts';
import type { Argument } from './in-pytorch.ts';
import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';

const settings = {} as const;

const END: Argument = { name: 'end_dim', default: -1, means: [-1] };
/** The function counts from the batch on unless it is told otherwise. */
const start = (usual: number): Argument => ({ name: 'start_dim', default: usual, means: [1] });

/** The numbers of a row in one line, in their order (start_dim 1, end_dim -1): [C, H, W] becomes [C · H · W]. Nothing is copied. */
export const flatten: Layer<typeof settings> = {
  name: 'Flatten',
  group: 'Structure',
  stem: 'flat',
  settings,
  inputs: ['in'],
  outputs: ['out'],
  role: 'hidden',
  infer: (_, [x]) => [elementCount(x!)],
  lower: (builder, _, [x], { name }) => builder.op('reshape', [x!], { shape: [elementCount(x!.shape)] }, [`${name}.out`])[0],
  flow: () => ({ kind: 'same' }),
  summary: (_, [x], output) => (x && output ? `${printExtents(x)} → ${printExtents(output)}` : ''),
  pytorch: {
    module: { name: 'Flatten', arguments: [start(1), END] },
    functions: [{ name: 'flatten', arguments: [start(0), END] }],
    methods: [{ name: 'flatten', arguments: [start(0), END] }],
  },
  onnx: (_, { inputs }) => ({ op: 'Flatten', inputs, attributes: { axis: { kind: 'int', value: 1 } } }),
  help: {
    en: 'Lays the numbers of a row out in one line: a picture of 28 × 28 becomes 784 numbers, which a Linear can take. It learns nothing and costs nothing.',
    hi: 'एक row के numbers को एक लाइन में रखता है: 28 × 28 की picture 784 numbers बन जाती है, जिन्हें Linear ले सकता है। यह कुछ नहीं सीखता और इसमें कोई समय नहीं लगता।',
  },
};
