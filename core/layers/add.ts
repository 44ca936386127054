import { sameShape } from '../tensor/shape.ts';
import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';

const settings = {} as const;

/** y = in1 + in2, of equal shapes. */
export const add: Layer<typeof settings> = {
  name: 'Add',
  group: 'Structure',
  stem: 'add',
  settings,
  inputs: ['in1', 'in2'],
  outputs: ['out'],
  role: 'hidden',
  infer: (_, [a, b]) => (sameShape(a!, b!) ? a! : { code: 'add_shapes_differ', shapes: { first: a!, second: b! }, numbers: {} }),
  lower: (builder, _, [a, b], { name }) => builder.op('add', [a!, b!], {}, [`${name}.out`])[0],
  flow: () => ({ kind: 'sum' }),
  summary: (_settings, _inputs, output) => printExtents(output),
  pytorch: {
    module: null,
    functions: [{ name: 'add', arguments: [{ name: 'alpha', default: 1, means: [1] }] }],
    methods: [{ name: 'add', arguments: [] }],
    operator: '+',
  },
  onnx: (_, { inputs }) => ({ op: 'Add', inputs, attributes: {} }),
  help: {
    en: 'Adds two branches, number by number. With one branch straight from an earlier block it makes a residual connection: the gradient gets a short way back, and deep networks train.',
    hi: 'दो branches को number-दर-number जोड़ता है। एक branch सीधे किसी पिछले block से आए तो यह residual connection है: gradient को पीछे जाने का छोटा रास्ता मिलता है और गहरे networks train होते हैं।',
  },
};
