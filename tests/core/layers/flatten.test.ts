import { describe, expect, test } from 'vitest';
import { network } from '../../helpers/networks.ts';
import { compiled } from '../../helpers/compiled.ts';

const plan = (between: readonly string[]) =>
  compiled(
    network([
      ['Input', 'input', { shape: [2, 3] }],
      ...between.map((layer, index) => [layer, `b${index}`] as const),
      ['Flatten', 'flat1'],
      ['Linear', 'fc1', { out_features: 4 }],
      ['CrossEntropyLoss', 'loss'],
    ]),
    { name: 'pictures', width: 6, task: 'classification', classes: 4, targetWidth: 1 },
  );

describe('a Flatten', () => {
  test('runs no step and takes no memory: what reads it reads what it reads', () => {
    const { forward, backward, tensors } = plan(['Tanh']);
    expect(forward.filter(({ when }) => when === 'always').map(({ kernel }) => kernel)).toEqual(['gather', 'tanh', 'linear']);
    expect(forward.find(({ kernel }) => kernel === 'linear')).toMatchObject({ x: tensors.find(({ name }) => name === 'b0.out')!.id });
    expect([...forward, ...backward].map(({ kernel }) => kernel as string)).not.toContain('reshape');
    expect(tensors.map(({ name }) => name)).not.toContain('flat1.out');
  });

  test('is a row of its own behind a layer, where a gradient comes back through it', () => {
    const { rows, backward } = plan(['Tanh']);
    expect(rows.map(({ name, width, inputs }) => [name, width, inputs])).toEqual([
      ['b0', 6, []],
      ['flat1', 6, [0]],
      ['fc1', 4, [1]],
    ]);
    const signals = backward.filter(({ kernel }) => kernel === 'probe_signal');
    expect(signals.map((step) => ('row' in step ? step.row : null)).sort()).toEqual([0, 1, 2]);
  });

  test('of the data is the data: no gradient is computed for it, and no row shows one', () => {
    const { rows, backward } = plan([]);
    expect(rows.map(({ name }) => name)).toEqual(['fc1']);
    expect(backward.map(({ kernel }) => kernel)).not.toContain('linear_input_gradient');
  });
});
