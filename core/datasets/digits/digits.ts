import { Random, STREAMS } from '../../tensor/random.ts';
import { scaleSetting } from '../scale.ts';
import type { SourceOf } from '../source.ts';
import { validationSetting } from '../split.ts';
import { Pen, SIDE } from './pen.ts';

const settings = {
  rows: {
    kind: 'integer',
    default: 7000,
    min: 20,
    max: 100_000,
    help: {
      en: 'How many digits are drawn, training and validation together; each of the ten as often.',
      hi: 'कुल कितने digits बनें, training और validation मिलाकर; दसों बराबर बार।',
    },
  },
  noise: {
    kind: 'number',
    default: 0.1,
    min: 0,
    max: 1,
    help: {
      en: 'Grain of the paper: standard deviation of every pixel, where ink is 1 and paper 0.',
      hi: 'काग़ज़ के दाने: हर pixel का standard deviation, जहाँ स्याही 1 और काग़ज़ 0 है।',
    },
  },
  validation: validationSetting(1000),
  scale: scaleSetting('none'),
} as const;

/** Grey pictures of 28 × 28 pixels in [0, 1], ten classes, each row written by another hand. */
export const digits: SourceOf<typeof settings> = {
  name: 'digits',
  title: { en: 'Digits', hi: 'Digits (अंक)' },
  help: {
    en: 'Handwritten digits of 28 × 28 pixels, drawn from strokes with slant, scale, shift, thickness and grain of their own. In five epochs a network without hidden layers comes to about 91 %, and 784-512-256-10 passes 97 %.',
    hi: '28 × 28 pixels के हाथ से लिखे जैसे अंक, strokes से बने; हर अंक का झुकाव, आकार, जगह और मोटाई अलग है। पाँच epochs में बिना hidden layer का network लगभग 91 % तक पहुँचता है, और 784-512-256-10 97 % पार करता है।',
  },
  settings,
  files: [],
  read({ rows, noise }, _files, seed) {
    const features = new Float32Array(rows * SIDE * SIDE);
    const targets = new Float32Array(rows);
    const pen = new Pen(new Random(seed, STREAMS.data));
    for (let row = 0; row < rows; row++) {
      targets[row] = row % 10;
      pen.draw(row % 10, features, row * SIDE * SIDE, noise);
    }
    return {
      name: 'digits',
      rows,
      shape: [SIDE * SIDE],
      features,
      targets,
      targetWidth: 1,
      task: 'classification',
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      columns: [],
      picture: [SIDE, SIDE],
    };
  },
};
