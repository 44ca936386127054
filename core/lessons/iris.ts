import { add, block, chain } from './chain.ts';
import type { Lesson } from './lesson.ts';

export const iris: Lesson = {
  id: 'iris',
  title: { en: 'Iris: three flowers from a CSV file', hi: 'Iris: CSV file से तीन फूल' },
  about: {
    en: 'A small network with a residual sum on the 150 flowers that Fisher measured. The data come from a CSV file: choose your own and name its target column to train on it.',
    hi: 'Fisher के नापे 150 फूलों पर residual sum वाला एक छोटा network। Data एक CSV file से आता है: अपनी file चुनें, target column का नाम दें और उसी पर train करें।',
  },
  document: chain(
    'Iris with a residual block',
    [
      block('Input', 'input', { shape: [4] }),
      block('Linear', 'fc1', { out_features: 16, init: { kind: 'kaiming_normal', nonlinearity: 'relu' }, bias_init: { kind: 'zeros' } }),
      block('BatchNorm1d', 'bn1'),
      block('ReLU', 'relu1'),
      block('Linear', 'fc2', { out_features: 16, init: { kind: 'normal', mean: 0, std: 0.2 } }),
      add('add1', 'relu1'),
      block('Dropout', 'drop1', { p: 0.1 }),
      block('Linear', 'head', { out_features: 3 }),
      block('CrossEntropyLoss', 'loss'),
    ],
    { optimizer: { kind: 'Adam', lr: 0.01 }, batch_size: 32, epochs: 50, seed: 2, clip_grad_norm: null },
    { source: 'csv', path: 'iris.csv', target: 'species', scale: 'standardise', validation: 0.25 },
  ),
};
