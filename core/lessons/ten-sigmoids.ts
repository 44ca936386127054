/** @file Ten sigmoid layers, as they are and with BatchNorm: one change between the two, so that the heatmap shows what it does. */
import { block, chain, type Block } from './chain.ts';
import type { Lesson } from './lesson.ts';

const HIDDEN = 10;
const WIDTH = 32;

function tenSigmoidLayers(name: string, batchNorm: boolean) {
  const init = { kind: 'xavier_normal' };
  const blocks: Block[] = [block('Input', 'input', { shape: [2] })];
  for (let layer = 1; layer <= HIDDEN; layer++) {
    blocks.push(block('Linear', `fc${layer}`, { out_features: WIDTH, init }));
    if (batchNorm) blocks.push(block('BatchNorm1d', `bn${layer}`));
    blocks.push(block('Sigmoid', `sigmoid${layer}`));
  }
  blocks.push(block('Linear', 'head', { out_features: 2, init }), block('CrossEntropyLoss', 'loss'));
  return chain(
    name,
    blocks,
    { optimizer: { kind: 'SGD', lr: 0.1 }, batch_size: 128, epochs: 200, seed: 1, clip_grad_norm: null },
    { source: 'moons' },
  );
}

export const tenSigmoids: Lesson = {
  id: 'ten-sigmoids',
  title: { en: 'Ten sigmoids: the gradient vanishes', hi: 'दस sigmoid: gradient गायब हो जाता है' },
  about: {
    en: 'The slope of a sigmoid is at most 1/4, so each layer passes on about a quarter of the gradient, and ten of them leave almost nothing for fc1. The loss stays where guessing would put it. Then open the repaired twin and compare.',
    hi: 'Sigmoid का slope ज़्यादा से ज़्यादा 1/4 होता है, इसलिए हर layer gradient का लगभग चौथाई हिस्सा ही आगे देती है, और दस layers के बाद fc1 के लिए लगभग कुछ नहीं बचता। Loss वहीं रुका रहता है जहाँ अंदाज़ा लगाने से होता। फिर सुधारा हुआ जुड़वाँ खोलें और तुलना करें।',
  },
  document: tenSigmoidLayers('Ten sigmoids', false),
};

export const tenSigmoidsRepaired: Lesson = {
  id: 'ten-sigmoids-repaired',
  title: { en: 'Ten sigmoids, repaired with BatchNorm', hi: 'दस sigmoid, BatchNorm से सुधारे हुए' },
  about: {
    en: 'The same ten sigmoid layers with a BatchNorm before each. It keeps the inputs of the sigmoids spread over their steep part and rescales the gradient on its way back, so that all layers learn.',
    hi: 'वही दस sigmoid layers, हर एक से पहले BatchNorm। यह sigmoid के inputs को उसके तीखे हिस्से पर फैलाए रखता है और लौटते gradient को फिर से scale करता है, इसलिए सारी layers सीखती हैं।',
  },
  document: tenSigmoidLayers('Ten sigmoids with BatchNorm', true),
};
