import { describe, expect, test } from 'vitest';
import { Builder } from '../../../core/ops/builder.ts';

const zero = { kind: 'constant', value: 0 } as const;

describe('operands that do not fit are refused with what was expected and what came', () => {
  const builder = new Builder();
  const [two, three] = [builder.input('two', [2]), builder.input('three', [3])];
  const picture = builder.input('picture', [2, 2]);
  const vector = builder.parameter('vector', [3], zero);
  const matrix = builder.parameter('matrix', [4, 2], zero);

  test.each([
    [
      'a picture into linear',
      () => builder.op('linear', [picture, matrix, null], {}, ['y']),
      'linear: expected a batched row [B, width], got picture [B, 2, 2]',
    ],
    [
      'a weight of other width',
      () => builder.op('linear', [three, matrix, null], {}, ['y']),
      'linear: expected a weight [O, 3], got matrix [4, 2]',
    ],
    ['a bias of other width', () => builder.op('linear', [two, matrix, vector], {}, ['y']), 'linear: expected [4], got vector [3]'],
    [
      'a sum of unequal rows',
      () => builder.op('add', [two, three], {}, ['y']),
      'add: expected equal types, got two [B, 2] and three [B, 3]',
    ],
    ['an activation of a weight', () => builder.op('relu', [matrix], {}, ['y']), 'relu: expected a batched value, got matrix [4, 2]'],
    [
      'a target of values for classes',
      () => builder.op('cross_entropy', [two, two], {}, ['l', 'p']),
      'cross_entropy: expected a class index for each row, got two [B, 2]',
    ],
    [
      'a target of other width',
      () => builder.op('mse', [two, three], {}, ['l']),
      'mse: expected equal types, got two [B, 2] and three [B, 3]',
    ],
  ])('%s', (_, build, message) => expect(build).toThrow(message));
});
