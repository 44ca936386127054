import { describe, expect, test } from 'vitest';
import { linear } from '../../../core/layers/linear.ts';
import { Builder } from '../../../core/ops/builder.ts';

const values = { in_features: null, out_features: 3, bias: true, init: { kind: 'default' }, bias_init: { kind: 'default' } } as const;

describe('a Linear', () => {
  test('draws weight and bias from ±1/√fan_in, as torch.nn.Linear does', () => {
    const builder = new Builder();
    linear.lower(builder, values, [builder.input('x', [16])], { name: 'fc1', node: 'a' });
    const drawn = builder.values.filter(({ origin }) => origin === 'parameter').map(({ name, shape, initial }) => [name, shape, initial]);
    const initial = { kind: 'uniform', low: -0.25, high: 0.25 };
    expect(drawn).toEqual([
      ['fc1.weight', [3, 16], initial],
      ['fc1.bias', [3], initial],
    ]);
  });

  test('without bias has one parameter', () => {
    const builder = new Builder();
    linear.lower(builder, { ...values, bias: false }, [builder.input('x', [2])], { name: 'fc1', node: 'a' });
    expect(builder.values.map(({ name }) => name)).toEqual(['x', 'fc1.weight', 'fc1.out']);
  });

  test('tells how wide its weights are drawn', () => {
    expect(linear.flow({ ...values, init: { kind: 'normal', mean: 0, std: 2 } }, [[5]])).toEqual({
      kind: 'weights',
      std: 2,
      fanIn: 5,
      fanOut: 3,
    });
    expect(linear.flow(values, [[12]])).toMatchObject({ std: expect.closeTo(1 / Math.sqrt(12) / Math.sqrt(3), 12) });
  });

  test('takes rows of one axis and says how to give it one', () => {
    expect(linear.infer(values, [[28, 28]])).toMatchObject({ code: 'shape_mismatch', shapes: { given: [28, 28], flat: [784] } });
  });

  test('takes any width, or the one that it is told and no other', () => {
    const told = { ...values, in_features: 256 };
    expect(linear.infer(values, [[512]])).toEqual([3]);
    expect(linear.infer(told, [[256]])).toEqual([3]);
    expect(linear.infer(told, [[512]])).toMatchObject({
      code: 'shape_mismatch',
      shapes: { given: [512], expected: [256] },
      numbers: { setting: 'in_features', width: 512 },
    });
    expect(linear.infer(told, [[28, 28]])).toMatchObject({ shapes: { flat: [784] } });
    expect(linear.summary(told, [], null)).toBe('256 → 3');
  });
});
