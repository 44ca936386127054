import { describe, expect, test } from 'vitest';
import { network } from '../../helpers/networks.ts';
import { repaired, settingsOf } from '../../helpers/repaired.ts';

const KAIMING = { kind: 'kaiming_normal', mode: 'fan_in' };

const sigmoids = network([
  ['Input', 'input'],
  ['Linear', 'fc1'],
  ['Sigmoid', 'sigmoid1'],
  ['Linear', 'fc2', { init: { kind: 'kaiming_uniform' } }],
  ['BatchNorm1d', 'bn2'],
  ['Dropout', 'drop2'],
  ['Sigmoid', 'gate'],
  ['Linear', 'head', { out_features: 1, init: { kind: 'normal', std: 1 } }],
  ['Sigmoid', 'probability'],
  ['MSELoss', 'loss'],
]);

const layers = (document: typeof sigmoids | null) =>
  document!.nodes.filter(({ layer }) => !['Input', 'Linear'].includes(layer)).map(({ layer, name }) => `${layer} ${name}`);

describe('another activation', () => {
  test('takes the place of those in hidden layers, not of one behind the last Linear', () => {
    expect(layers(repaired(sigmoids, 'use_relu'))).toEqual([
      'ReLU relu1',
      'BatchNorm1d bn2',
      'Dropout drop2',
      'ReLU gate',
      'Sigmoid probability',
      'MSELoss loss',
    ]);
  });

  test('keeps its number, or where that name is taken has the first free one', () => {
    const taken = { ...sigmoids, nodes: sigmoids.nodes.map((node) => (node.id === 'drop2' ? { ...node, name: 'lrelu1' } : node)) };
    expect(layers(repaired(sigmoids, 'use_leaky_relu'))).toContain('LeakyReLU lrelu1');
    expect(layers(repaired(taken, 'use_leaky_relu'))).toContain('LeakyReLU lrelu2');
  });

  test('has the weights of the hidden layers drawn as it needs, and leaves those that are, and those of the last layer', () => {
    const after = repaired(sigmoids, 'use_leaky_relu')!;
    expect(['fc1', 'fc2', 'head'].map((name) => settingsOf(after, name)['init'])).toEqual([
      { ...KAIMING, nonlinearity: 'leaky_relu' },
      { kind: 'kaiming_uniform' },
      { kind: 'normal', std: 1 },
    ]);
  });

  test('that is there already is drawn for alone', () => {
    const once = repaired(sigmoids, 'use_relu')!;
    const undrawn = { ...once, nodes: once.nodes.map((node) => (node.name === 'fc1' ? { ...node, settings: {} } : node)) };
    const after = repaired(undrawn, 'use_relu')!;
    expect(layers(after)).toEqual(layers(undrawn));
    expect(settingsOf(after, 'fc1')['init']).toEqual({ ...KAIMING, nonlinearity: 'relu' });
    expect(repaired(after, 'use_relu')).toBeNull();
  });

  test('does not take the place of Softmax', () => {
    const document = network([
      ['Input', 'input'],
      ['Linear', 'fc1'],
      ['Softmax', 'softmax1'],
      ['Linear', 'head'],
      ['MSELoss', 'loss'],
    ]);
    expect(layers(repaired(document, 'use_relu'))).toEqual(['Softmax softmax1', 'MSELoss loss']);
  });
});
