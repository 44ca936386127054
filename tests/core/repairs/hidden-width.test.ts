import { describe, expect, test } from 'vitest';
import { LESSONS } from '../../../core/lessons/index.ts';
import { network } from '../../helpers/networks.ts';
import { repaired, settingsOf } from '../../helpers/repaired.ts';

const uneven = network([
  ['Input', 'input'],
  ['Linear', 'fc1', { out_features: 4 }],
  ['ReLU', 'relu1'],
  ['Linear', 'fc2', { out_features: 64 }],
  ['ReLU', 'relu2'],
  ['Linear', 'fc3'],
  ['ReLU', 'relu3'],
  ['Linear', 'head', { out_features: 2 }],
  ['CrossEntropyLoss', 'loss'],
]);
const widths = (document: typeof uneven | null) => ['fc1', 'fc2', 'fc3', 'head'].map((name) => settingsOf(document!, name)['out_features']);

describe('hidden layers', () => {
  test('that are narrower are widened, and those alone', () => {
    expect(widths(repaired(uneven, 'widen_layers', { width: 32 }))).toEqual([32, 64, 32, 2]);
  });

  test('that are wider are narrowed, and those alone', () => {
    expect(widths(repaired(uneven, 'narrow_layers', { width: 8 }))).toEqual([4, 8, 8, 2]);
  });

  test('that meet in sums change together', () => {
    const { document } = LESSONS.find(({ id }) => id === 'residual')!;
    const after = repaired(document, 'widen_layers', { width: 48 })!;
    const hidden = after.nodes.filter(({ layer, name }) => layer === 'Linear' && name !== 'head');
    expect(hidden.map(({ settings }) => settings['out_features'])).toEqual(hidden.map(() => 48));
  });

  test('that are summed with what the data give stay', () => {
    const document = network([
      ['Input', 'input', { shape: [4] }],
      ['Linear', 'fc1', { out_features: 4 }],
      ['Add', 'sum'],
      ['Linear', 'head', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ]);
    const edges = [
      ...document.edges.map((edge) => (edge.to[0] === 'sum' ? { ...edge, to: ['sum', 'in1'] as [string, string] } : edge)),
      { from: ['input', 'out'] as [string, string], to: ['sum', 'in2'] as [string, string] },
    ];
    expect(repaired({ ...document, edges }, 'widen_layers', { width: 8 })).toBeNull();
  });

  test('are of whole widths', () => {
    expect(repaired(uneven, 'widen_layers', { width: 32.5 })).toBeNull();
  });
});
