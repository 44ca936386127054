import { expect, test } from 'vitest';
import { network, withSetting } from '../../helpers/networks.ts';
import { repaired, settingsOf } from '../../helpers/repaired.ts';

const displaced = (bias_init: object | undefined) =>
  network([
    ['Input', 'input'],
    ['Linear', 'fc1', bias_init && { bias_init }],
    ['ReLU', 'relu1'],
    ['Linear', 'head', bias_init && { bias_init }],
    ['MSELoss', 'loss'],
  ]);

test.each([
  { kind: 'constant', value: -3 },
  { kind: 'normal', std: 2 },
  { kind: 'uniform', a: -5, b: -4 },
])('biases of hidden layers that are drawn with $kind start at zero, those of the last layer stay', (bias_init) => {
  const after = repaired(displaced(bias_init), 'reset_biases')!;
  expect([settingsOf(after, 'fc1'), settingsOf(after, 'head')]).toEqual([{ bias_init: { kind: 'zeros' } }, { bias_init }]);
});

test.each([undefined, { kind: 'default' }, { kind: 'zeros' }, { kind: 'constant', value: 0 }])('%o is left as it is', (bias_init) => {
  expect(repaired(displaced(bias_init), 'reset_biases')).toBeNull();
});

test('a layer without biases has none to reset', () => {
  expect(repaired(withSetting(displaced({ kind: 'constant', value: -3 }), 'fc1', 'bias', false), 'reset_biases')).toBeNull();
});
