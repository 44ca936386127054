import { block, chain } from './chain.ts';
import type { Lesson } from './lesson.ts';

const init = { kind: 'kaiming_normal', nonlinearity: 'relu' };

export const spiralMlp: Lesson = {
  id: 'spiral-mlp',
  title: { en: 'Spiral: two arms, four layers', hi: 'Spiral: दो भुजाएँ, चार layers' },
  about: {
    en: 'Two arms wound around each other cannot be parted by a line. Watch the gradient grow as the loss starts to fall and shrink as the network comes to an end: small gradients at the end are health, not illness.',
    hi: 'एक-दूसरे में लिपटी दो भुजाएँ एक सीधी रेखा से अलग नहीं हो सकतीं। देखें कि loss गिरना शुरू होते ही gradient बढ़ता है और सीख लेने पर घटता है: अंत में छोटा gradient बीमारी नहीं, सेहत है।',
  },
  document: chain(
    'Spiral',
    [
      block('Input', 'input', { shape: [2] }),
      block('Linear', 'fc1', { out_features: 32, init }),
      block('ReLU', 'relu1'),
      block('Linear', 'fc2', { out_features: 32, init }),
      block('ReLU', 'relu2'),
      block('Linear', 'fc3', { out_features: 32, init }),
      block('ReLU', 'relu3'),
      block('Linear', 'fc4', { out_features: 2, init }),
      block('CrossEntropyLoss', 'loss'),
    ],
    { optimizer: { kind: 'Adam', lr: 0.005 }, batch_size: 32, epochs: 100, seed: 1, clip_grad_norm: null },
    { source: 'spiral' },
  ),
};
