import { describe, expect, test } from 'vitest';
import { Builder } from '../../../core/ops/builder.ts';
import type { Operation, Program, Value } from '../../../core/ops/op.ts';
import { verify } from '../../../core/ops/verify.ts';

const zero = { kind: 'constant', value: 0 } as const;

function program(): Builder {
  const builder = new Builder();
  const x = builder.input('x', [3]);
  const weight = builder.parameter('weight', [2, 3], zero);
  const [y] = builder.op('linear', [x, weight, null], {}, ['y']);
  builder.op('relu', [y], {}, ['z']);
  return builder;
}

/** The same program with one value replaced wherever it stands. */
function replace({ values, operations }: Program, name: string, change: Partial<Value>): Program {
  const swapped = new Map(values.map((value) => [value, value.name === name ? { ...value, ...change } : value]));
  const swap = (list: readonly (Value | null)[]) => list.map((value) => value && swapped.get(value)!);
  return {
    values: [...swapped.values()],
    operations: operations.map(
      (operation) => ({ ...operation, reads: swap(operation.reads), writes: swap(operation.writes) }) as unknown as Operation,
    ),
  };
}

describe('a program', () => {
  test('as a builder writes it is sound', () => expect(() => verify(program(), 'test')).not.toThrow());

  test.each([
    ['two values of one name', replace(program(), 'z', { name: 'y' }), 'after test: two values are called y'],
    ['a value out of place', replace(program(), 'z', { id: 7 }), 'after test: the value z is at 3, but says 7'],
    ['an empty axis', replace(program(), 'x', { shape: [0] }), 'after test: x has the shape [0]'],
    ['a parameter that nothing draws', replace(program(), 'weight', { initial: null }), 'after test: weight is not drawn'],
    ['a result of another shape', replace(program(), 'y', { shape: [4] }), 'after test: linear: y is [B, 4], but must be [B, 2]'],
    ['a result without a batch', replace(program(), 'z', { batched: false }), 'after test: relu: z is [2], but must be [B, 2]'],
    ['operands that do not fit', replace(program(), 'weight', { shape: [2, 9] }), 'linear: expected a weight [O, 3], got weight [2, 9]'],
  ])('with %s is refused', (_, broken, message) => expect(() => verify(broken, 'test')).toThrow(message));

  test('that reads before it writes is refused', () => {
    const { values, operations } = program();
    expect(() => verify({ values, operations: operations.toReversed() }, 'test')).toThrow('after test: relu: reads y before it is written');
  });

  test('that writes twice is refused', () => {
    const { values, operations } = program();
    expect(() => verify({ values, operations: [...operations, operations[1]!] }, 'test')).toThrow(
      'after test: relu: z is written twice or unknown',
    );
  });

  test('that never writes a value is refused', () => {
    const { values, operations } = program();
    expect(() => verify({ values, operations: operations.slice(0, 1) }, 'test')).toThrow('after test: z is never written');
  });

  test('that leaves out a result its operands ask for is refused', () => {
    const builder = new Builder();
    const x = builder.input('x', [2]);
    const weight = builder.parameter('weight', [2], zero);
    const [, mean, rstd] = builder.op('batch_norm', [x, weight, null, null, null, null], { eps: 1e-5, momentum: 0.1 }, [
      'y',
      'mean',
      'rstd',
    ]);
    builder.op('batch_norm_backward', [x, weight, mean, rstd, x], {}, ['dx', 'dweight', 'dbias']);
    expect(() => verify(builder, 'test')).not.toThrow();
    const [forward, backward] = builder.operations as [Operation, Operation];
    const less = { ...backward, writes: [backward.writes[0], null, backward.writes[2]] } as unknown as Operation;
    expect(() => verify({ values: builder.values, operations: [forward, less] }, 'test')).toThrow(
      'after test: batch_norm_backward: its result 1 is there or not',
    );
  });
});
