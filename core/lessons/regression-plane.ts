import { block, chain } from './chain.ts';
import type { Lesson } from './lesson.ts';

export const regressionPlane: Lesson = {
  id: 'regression-plane',
  title: { en: 'Plane: predict a number', hi: 'Plane: एक संख्या का अनुमान' },
  about: {
    en: 'Regression: the target is a number, a tilted plane over two inputs, and MSELoss measures the squared error. There is no accuracy to watch here; compare the loss with that of the best constant.',
    hi: 'Regression: target एक संख्या है, दो inputs पर बना एक झुका हुआ plane, और MSELoss squared error नापता है। यहाँ accuracy नहीं होती; loss की तुलना सबसे अच्छे constant के loss से करें।',
  },
  document: chain(
    'Plane',
    [
      block('Input', 'input', { shape: [2] }),
      block('Linear', 'fc1', { out_features: 8, init: { kind: 'xavier_uniform' } }),
      block('Tanh', 'tanh1'),
      block('Linear', 'head', { out_features: 1, init: { kind: 'xavier_uniform' } }),
      block('MSELoss', 'loss'),
    ],
    { optimizer: { kind: 'Adam', lr: 0.01 }, batch_size: 32, epochs: 60, seed: 1, clip_grad_norm: null },
    { source: 'plane' },
  ),
};
