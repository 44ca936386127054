/** @file Ten ReLU layers whose weights are drawn far too large, and the same with Kaiming initialisation: one change. */
import type { Settings } from '../document/document.ts';
import { block, chain, type Block } from './chain.ts';
import type { Lesson } from './lesson.ts';

const HIDDEN = 10;
const WIDTH = 64;

function tenReluLayers(name: string, init: Settings) {
  const blocks: Block[] = [block('Input', 'input', { shape: [2] })];
  for (let layer = 1; layer <= HIDDEN; layer++)
    blocks.push(block('Linear', `fc${layer}`, { out_features: WIDTH, init }), block('ReLU', `relu${layer}`));
  blocks.push(block('Linear', 'head', { out_features: 2, init }), block('CrossEntropyLoss', 'loss'));
  return chain(
    name,
    blocks,
    { optimizer: { kind: 'SGD', lr: 0.01 }, batch_size: 32, epochs: 100, seed: 1, clip_grad_norm: null },
    { source: 'spiral' },
  );
}

export const exploding: Lesson = {
  id: 'exploding',
  title: { en: 'Weights of std 1: the gradient explodes', hi: 'std 1 के weights: gradient फट जाता है' },
  about: {
    en: 'With 64 inputs and weights of standard deviation 1, each ReLU layer multiplies the signal by about √32 ≈ 5.7, forward and backward. Nine times in a row make that almost 10⁷: the first steps throw the weights away.',
    hi: '64 inputs और standard deviation 1 वाले weights के साथ हर ReLU layer signal को लगभग √32 ≈ 5.7 गुना कर देती है, आगे भी और पीछे भी। लगातार नौ बार में यह लगभग 10⁷ हो जाता है: पहले ही कुछ steps weights को बिगाड़ देते हैं।',
  },
  document: tenReluLayers('Ten ReLU layers, std 1', { kind: 'normal', mean: 0, std: 1 }),
};

export const explodingRepaired: Lesson = {
  id: 'exploding-repaired',
  title: { en: 'Ten ReLU layers, repaired with Kaiming', hi: 'दस ReLU layers, Kaiming से सुधारी हुई' },
  about: {
    en: 'The same network with Kaiming initialisation: standard deviation √(2 / fan_in), so that ReLU layers pass a signal on at the size at which it came. Nothing else changed.',
    hi: 'वही network, Kaiming initialisation के साथ: standard deviation √(2 / fan_in), ताकि ReLU layers signal को उसी size में आगे दें जिसमें वह आया। और कुछ नहीं बदला।',
  },
  document: tenReluLayers('Ten ReLU layers, Kaiming', { kind: 'kaiming_normal', nonlinearity: 'relu' }),
};
