import { sameShape } from '../tensor/shape.ts';
import type { Argument } from './in-pytorch.ts';
import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';

const settings = {} as const;

/** Of the module, and of the function after input and target. */
const ARGUMENTS: readonly Argument[] = [
  { name: 'weight', default: null, means: [null] },
  { name: 'size_average', default: null, means: [null, true] },
  { name: 'reduce', default: null, means: [null, true] },
  { name: 'reduction', default: 'mean', means: ['mean'] },
  { name: 'pos_weight', default: null, means: [null] },
];

/** mean over the batch of max(x, 0) - x · target + log(1 + exp(-|x|)); x [1] is a logit, the target 0 or 1. */
export const bceWithLogitsLoss: Layer<typeof settings> = {
  name: 'BCEWithLogitsLoss',
  group: 'Loss',
  stem: 'loss',
  settings,
  inputs: ['in'],
  outputs: [],
  role: 'loss',
  task: 'binary',
  infer: (_, [x]) =>
    sameShape(x!, [1]) ? [] : { code: 'shape_mismatch', shapes: { given: x!, expected: [1] }, numbers: { hint: 'clause:hint_one_output' } },
  lower(builder, _, [x], { name }) {
    const target = builder.target(`${name}.target`, x!.shape);
    return builder.op('bce_with_logits', [x!, target], {}, [`${name}.out`])[0];
  },
  flow: () => ({ kind: 'other' }),
  summary: (_, [x]) => printExtents(x),
  pytorch: {
    module: {
      name: 'BCEWithLogitsLoss',
      arguments: ARGUMENTS,
    },
    functions: [{ name: 'binary_cross_entropy_with_logits', arguments: ARGUMENTS }],
    methods: [],
  },
  onnx: () => null,
  help: {
    en: 'The loss for yes or no: data of two classes and a single output. It takes the number straight from the last Linear and applies the sigmoid itself, so put no Sigmoid before it. Chance level is 0.693.',
    hi: 'हाँ या नहीं का loss: दो classes का data और एक ही output। यह number सीधे आख़िरी Linear से लेता है और sigmoid ख़ुद लगाता है, इसलिए इससे पहले Sigmoid न रखें। अंदाज़े का स्तर 0.693 है।',
  },
};
