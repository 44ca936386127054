import { expect, test } from 'vitest';
import { LESSONS } from '../../../core/lessons/index.ts';
import { network } from '../../helpers/networks.ts';
import { repaired, settingsOf } from '../../helpers/repaired.ts';

const XAVIER = { kind: 'xavier_normal', gain: 1 };
const kaiming = (nonlinearity: string) => ({ kind: 'kaiming_normal', mode: 'fan_in', nonlinearity });

const drawn = (init: object) =>
  network([
    ['Input', 'input'],
    ['Linear', 'fc1', { init }],
    ['ReLU', 'relu1'],
    ['Linear', 'fc2', { init }],
    ['BatchNorm1d', 'bn2'],
    ['LeakyReLU', 'lrelu2'],
    ['Linear', 'fc3', { init }],
    ['Sigmoid', 'sigmoid3'],
    ['Linear', 'fc4', { init }],
    ['Tanh', 'tanh4'],
    ['Linear', 'fc5', { init }],
    ['Linear', 'head', { init }],
    ['MSELoss', 'loss'],
  ]);

const inits = (document: ReturnType<typeof drawn> | null) =>
  ['fc1', 'fc2', 'fc3', 'fc4', 'fc5', 'head'].map((name) => settingsOf(document!, name)['init']);

const FITTING = [kaiming('relu'), kaiming('leaky_relu'), XAVIER, { kind: 'xavier_normal', gain: 5 / 3 }, XAVIER];

test.each([
  { kind: 'zeros' },
  { kind: 'kaiming_normal', nonlinearity: 'linear' },
  { kind: 'constant', value: 0.1 },
  { kind: 'normal', std: 1 },
  { kind: 'uniform', a: -0.05, b: 0.05 },
])('weights of hidden layers drawn with $kind are drawn as the activation needs, behind normalisation, too', (init) => {
  expect(inits(repaired(drawn(init), 'initialise'))).toEqual([...FITTING, init]);
});

test('the draw of PyTorch falls short in hidden layers', () => {
  expect(inits(repaired(drawn({ kind: 'default' }), 'initialise'))).toEqual([...FITTING, { kind: 'default' }]);
});

test('a uniform draw of the same spread is as good as a normal one', () => {
  const [relu, leaky, xavier] = [
    { kind: 'kaiming_uniform', nonlinearity: 'relu' },
    { kind: 'kaiming_uniform', nonlinearity: 'leaky_relu' },
    { kind: 'xavier_uniform' },
  ];
  const good = drawn({});
  const init: Record<string, object> = { fc1: relu, fc2: leaky, fc3: xavier, fc4: { ...xavier, gain: 1.67 }, fc5: xavier };
  const nodes = good.nodes.map((node) => (init[node.id] ? { ...node, settings: { init: init[node.id] } } : node));
  expect(repaired({ ...good, nodes }, 'initialise')).toBeNull();
});

test('the exploding lesson is drawn as the one that is repaired, but for its last layer', () => {
  const [broken, good] = ['exploding', 'exploding-repaired'].map((id) => LESSONS.find((lesson) => lesson.id === id)!.document);
  const after = repaired(broken!, 'initialise')!;
  for (let layer = 1; layer <= 10; layer++)
    expect(settingsOf(after, `fc${layer}`)['init']).toEqual({ mode: 'fan_in', ...(settingsOf(good!, `fc${layer}`)['init'] as object) });
});
