import { expect, test } from 'vitest';
import { network } from '../../helpers/networks.ts';
import { repaired, settingsOf, wiring } from '../../helpers/repaired.ts';

test('Linears in a row, with normalisation and Dropout between or not, get a ReLU between them', () => {
  const document = network([
    ['Input', 'input'],
    ['Linear', 'fc1'],
    ['Linear', 'fc2'],
    ['BatchNorm1d', 'bn2'],
    ['Dropout', 'drop2'],
    ['Linear', 'fc3'],
    ['Tanh', 'tanh3'],
    ['Linear', 'head'],
    ['MSELoss', 'loss'],
  ]);
  const after = repaired(document, 'add_activation')!;
  expect(wiring(after)).toEqual(
    wiring(document)
      .flatMap((wire) => {
        if (wire === 'fc1 > fc2') return ['fc1 > relu1', 'relu1 > fc2'];
        return wire === 'drop2 > fc3' ? ['drop2 > relu2', 'relu2 > fc3'] : wire;
      })
      .sort(),
  );
});

test('only the wire that lacks one gets it', () => {
  const document = network([
    ['Input', 'input'],
    ['Linear', 'fc1', { out_features: 4 }],
    ['ReLU', 'relu1'],
    ['Linear', 'fc2', { out_features: 4 }],
    ['Add', 'sum'],
    ['Linear', 'head'],
    ['MSELoss', 'loss'],
    ['Linear', 'fc3', { out_features: 4 }],
  ]);
  const edges = [
    ...document.edges
      .filter(({ to }) => to[0] !== 'fc3')
      .map((edge) => (edge.to[0] === 'sum' ? { ...edge, to: ['sum', 'in1'] as [string, string] } : edge)),
    { from: ['fc1', 'out'] as [string, string], to: ['fc3', 'in'] as [string, string] },
    { from: ['fc3', 'out'] as [string, string], to: ['sum', 'in2'] as [string, string] },
  ];
  const after = wiring(repaired({ ...document, edges }, 'add_activation')!);
  expect(after).toEqual(expect.arrayContaining(['fc1 > relu1', 'fc1 > relu2', 'relu2 > fc3']));
});

test('a network without a hidden layer gets one, drawn for its ReLU', () => {
  const document = network([
    ['Input', 'input'],
    ['Linear', 'head', { out_features: 2 }],
    ['CrossEntropyLoss', 'loss'],
  ]);
  const after = repaired(document, 'add_activation')!;
  expect(wiring(after)).toEqual(['fc1 > relu1', 'head > loss', 'input > fc1', 'relu1 > head']);
  expect(settingsOf(after, 'fc1')).toEqual({ out_features: 16, init: { kind: 'kaiming_normal', mode: 'fan_in', nonlinearity: 'relu' } });
  expect(after.nodes.map(({ name, position }) => [name, position])).toEqual([
    ['input', [0, 0]],
    ['head', [492, 0]],
    ['loss', [592, 0]],
    ['fc1', [196, 0]],
    ['relu1', [392, 0]],
  ]);
});

test('a network without a Linear is none to repair', () => {
  const document = network([
    ['Input', 'input'],
    ['MSELoss', 'loss'],
  ]);
  expect(repaired(document, 'add_activation')).toBeNull();
});
