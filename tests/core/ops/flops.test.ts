import { expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import { network } from '../../helpers/networks.ts';

test('a Linear costs two per weight forward, and twice that backward but for the first, whose input has no gradient', () => {
  const { plan } = compile(
    network([
      ['Input', 'input', { shape: [784] }],
      ['Linear', 'fc1', { out_features: 512, bias: false }],
      ['Linear', 'fc2', { out_features: 10, bias: false }],
      ['MSELoss', 'loss'],
    ]),
    null,
    [],
  );
  const loss = { forward: 3 * 10, backward: 2 * 10 };
  expect(plan!.flops).toEqual({
    forward: 2 * (784 * 512 + 512 * 10) + loss.forward,
    backward: 2 * 784 * 512 + 4 * 512 * 10 + loss.backward,
  });
});
