import { add, block, chain, type Block } from './chain.ts';
import type { Lesson } from './lesson.ts';

const init = { kind: 'kaiming_normal', nonlinearity: 'relu' };
const WIDTH = 32;

/** Two layers and a shortcut around them: relu(x + bn(fc(relu(bn(fc(x)))))). He et al. 2016, figure 2. */
function residualBlock(number: number): Block[] {
  return [
    block('Linear', `fc${number}a`, { out_features: WIDTH, init }),
    block('BatchNorm1d', `bn${number}a`),
    block('ReLU', `relu${number}a`),
    block('Linear', `fc${number}b`, { out_features: WIDTH, init }),
    block('BatchNorm1d', `bn${number}b`),
    add(`add${number}`, number === 1 ? 'relu0' : `relu${number - 1}b`),
    block('ReLU', `relu${number}b`),
  ];
}

export const residual: Lesson = {
  id: 'residual',
  title: { en: 'Residual blocks on the spiral', hi: 'Spiral पर residual blocks' },
  about: {
    en: 'Three residual blocks: each adds its input to its output, so the gradient has a road back that passes no weights. Wire your own shortcut by drawing a second wire into an Add.',
    hi: 'तीन residual blocks: हर block अपना input अपने output में जोड़ता है, इसलिए gradient के पास लौटने का एक रास्ता है जिसमें कोई weight नहीं आता। Add में दूसरा तार जोड़कर अपना shortcut बनाएँ।',
  },
  document: chain(
    'Residual blocks',
    [
      block('Input', 'input', { shape: [2] }),
      block('Linear', 'fc0', { out_features: WIDTH, init }),
      block('ReLU', 'relu0'),
      ...residualBlock(1),
      ...residualBlock(2),
      ...residualBlock(3),
      block('Linear', 'head', { out_features: 2 }),
      block('CrossEntropyLoss', 'loss'),
    ],
    { optimizer: { kind: 'Adam', lr: 0.003 }, batch_size: 32, epochs: 60, seed: 1, clip_grad_norm: null },
    { source: 'spiral' },
  ),
};
