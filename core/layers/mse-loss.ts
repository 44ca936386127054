import type { Argument } from './in-pytorch.ts';
import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';
import { refuseUnlessRow } from './row-only.ts';

const settings = {} as const;

/** Of the module, and of the function after input and target. */
const ARGUMENTS: readonly Argument[] = [
  { name: 'size_average', default: null, means: [null, true] },
  { name: 'reduce', default: null, means: [null, true] },
  { name: 'reduction', default: 'mean', means: ['mean'] },
];

/** mean over the batch and the outputs of (x - target)²; x and target [O]. */
export const mseLoss: Layer<typeof settings> = {
  name: 'MSELoss',
  group: 'Loss',
  stem: 'loss',
  settings,
  inputs: ['in'],
  outputs: [],
  role: 'loss',
  task: 'regression',
  infer: (_, [x]) => refuseUnlessRow(x!) ?? [],
  lower(builder, _, [x], { name }) {
    const target = builder.target(`${name}.target`, x!.shape);
    return builder.op('mse', [x!, target], {}, [`${name}.out`])[0];
  },
  flow: () => ({ kind: 'other' }),
  summary: (_, [x]) => printExtents(x),
  pytorch: {
    module: {
      name: 'MSELoss',
      arguments: ARGUMENTS,
    },
    functions: [{ name: 'mse_loss', arguments: ARGUMENTS }],
    methods: [],
  },
  onnx: () => null,
  help: {
    en: 'The loss for predicting numbers: the mean squared distance from the target. The best constant answer, the mean, scores the variance of the targets.',
    hi: 'Numbers का अनुमान लगाने का loss: target से दूरी के square का mean। सबसे अच्छा स्थिर उत्तर (mean) target के variance जितना loss देता है।',
  },
};
