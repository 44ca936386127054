import { block, chain } from './chain.ts';
import type { Lesson } from './lesson.ts';

export const xorSmall: Lesson = {
  id: 'xor-small',
  title: { en: 'XOR: eight neurons and one answer', hi: 'XOR: आठ neuron और एक जवाब' },
  about: {
    en: 'The smallest task that needs a hidden layer: the answer is yes where the signs of the two numbers agree. One output and BCEWithLogitsLoss say yes or no.',
    hi: 'सबसे छोटा काम जिसे hidden layer चाहिए: जवाब हाँ है जब दोनों संख्याओं के चिह्न एक जैसे हों। एक output और BCEWithLogitsLoss हाँ या ना कहते हैं।',
  },
  document: chain(
    'XOR',
    [
      block('Input', 'input', { shape: [2] }),
      block('Linear', 'fc1', { out_features: 8, init: { kind: 'xavier_uniform' } }),
      block('Tanh', 'tanh1'),
      block('Linear', 'head', { out_features: 1, init: { kind: 'xavier_uniform' } }),
      block('BCEWithLogitsLoss', 'loss'),
    ],
    { optimizer: { kind: 'Adam', lr: 0.03 }, batch_size: 32, epochs: 60, seed: 1, clip_grad_norm: null },
    { source: 'xor' },
  ),
};
