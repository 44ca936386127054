import type { Argument } from './in-pytorch.ts';
import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';
import { refuseUnlessRow } from './row-only.ts';

const settings = {} as const;

/** Of the module, and of the function after input and target. */
const ARGUMENTS: readonly Argument[] = [
  { name: 'weight', default: null, means: [null] },
  { name: 'size_average', default: null, means: [null, true] },
  // no row has a class below 0
  { name: 'ignore_index', default: -100, means: [-100, -1] },
  { name: 'reduce', default: null, means: [null, true] },
  { name: 'reduction', default: 'mean', means: ['mean'] },
  { name: 'label_smoothing', default: 0, means: [0] },
];

/** mean over the batch of log Σ exp(x) - x[target]; x [C] are logits, the target a class index. */
export const crossEntropyLoss: Layer<typeof settings> = {
  name: 'CrossEntropyLoss',
  group: 'Loss',
  stem: 'loss',
  settings,
  inputs: ['in'],
  outputs: [],
  role: 'loss',
  task: 'classification',
  infer: (_, [x]) => refuseUnlessRow(x!) ?? [],
  lower(builder, _, [x], { name }) {
    const target = builder.target(`${name}.target`, []);
    return builder.op('cross_entropy', [x!, target], {}, [`${name}.out`, `${name}.probabilities`])[0];
  },
  flow: () => ({ kind: 'other' }),
  summary: (_, [x]) => printExtents(x),
  pytorch: {
    module: {
      name: 'CrossEntropyLoss',
      arguments: ARGUMENTS,
    },
    functions: [{ name: 'cross_entropy', arguments: ARGUMENTS }],
    methods: [],
  },
  onnx: () => null,
  help: {
    en: 'The loss for choosing one of several classes. It takes one number per class straight from the last Linear and applies softmax itself. Chance level is the logarithm of the number of classes: 2.303 for ten.',
    hi: 'कई classes में से एक चुनने का loss। यह आख़िरी Linear से हर class के लिए एक number लेता है और softmax ख़ुद लगाता है। अंदाज़े का स्तर log(classes) है: दस classes के लिए 2.303।',
  },
};
