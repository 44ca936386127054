import type { Layer } from './layer.ts';
import { printExtents } from './print-extents.ts';
import type { SettingTable } from './setting.ts';

const settings = {
  shape: {
    kind: 'shape',
    default: [2],
    help: {
      en: 'The numbers in one row of the data, without the batch: [4] for iris, [784] for pictures of 28 × 28.',
      hi: 'Data की एक row में कितने numbers हैं, batch को छोड़कर: iris के लिए [4], 28 × 28 की picture के लिए [784]।',
    },
  },
} as const satisfies SettingTable;

/** Where the data enter. Several Inputs take consecutive columns of the data, in the order of the document. */
export const input: Layer<typeof settings> = {
  name: 'Input',
  group: 'Data',
  stem: 'input',
  settings,
  inputs: [],
  outputs: ['out'],
  role: 'input',
  infer: ({ shape }) => shape,
  lower: (builder, { shape }, _, { name }) => builder.input(`${name}.out`, shape),
  flow: () => ({ kind: 'other' }),
  summary: ({ shape }) => printExtents(shape),
  pytorch: { module: null, functions: [], methods: [] },
  onnx: () => null,
  help: {
    en: 'Where the data enter the network. Its shape says how many numbers one row has; the batch size is set with the training. A network may have several: each takes the next columns of the data.',
    hi: 'यहाँ से data network में आता है। Shape बताता है कि एक row में कितने numbers हैं; batch size training settings में है। एक network में कई Input हो सकते हैं, हर एक data के अगले columns लेता है।',
  },
};
