import { describe, expect, test } from 'vitest';
import { resolveTraining } from '../../../core/compiler/training.ts';
import { emptyDocument, type Document } from '../../../core/document/document.ts';
import type { Finding } from '../../../core/findings/finding.ts';

function resolve(training: Document['training']) {
  const findings: Finding[] = [];
  return { ...resolveTraining({ ...emptyDocument(), training }, findings), refused: findings.map(({ where }) => where.setting) };
}

describe('training settings', () => {
  test('that are left out take their defaults', () => {
    expect(resolve({})).toEqual({
      optimizer: { kind: 'Adam', lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0 },
      batch_size: 32,
      epochs: 20,
      seed: 0,
      clip_grad_norm: null,
      refused: [],
    });
  });

  test.each([
    ['SGD', { lr: 0.001, momentum: 0, dampening: 0, nesterov: false, weight_decay: 0 }],
    ['AdamW', { lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0.01 }],
    ['RMSprop', { lr: 0.01, alpha: 0.99, eps: 1e-8, momentum: 0, centered: false, weight_decay: 0 }],
    ['Adagrad', { lr: 0.01, lr_decay: 0, initial_accumulator_value: 0, eps: 1e-10, weight_decay: 0 }],
  ])('of %s default to those of torch.optim', (kind, defaults) => {
    expect(resolve({ optimizer: { kind } }).optimizer).toEqual({ kind, ...defaults });
  });

  test('keep what was given where it is valid', () => {
    const { optimizer, batch_size, clip_grad_norm, refused } = resolve({
      optimizer: { kind: 'SGD', momentum: 0.9, nesterov: true },
      batch_size: 5,
      clip_grad_norm: 0.5,
    });
    expect(optimizer).toMatchObject({ momentum: 0.9, nesterov: true });
    expect([batch_size, clip_grad_norm, refused]).toEqual([5, 0.5, []]);
  });

  test('that are impossible are named, and replaced by their defaults', () => {
    const { refused, ...training } = resolve({
      optimizer: { kind: 'Adam', lr: -1, betas: [0.9] },
      batch_size: 2.5,
      seed: Infinity,
      clip_grad_norm: 0,
    });
    expect(refused).toEqual(['optimizer.lr', 'optimizer.betas', 'batch_size', 'seed', 'clip_grad_norm']);
    expect(training).toEqual(resolveTraining(emptyDocument(), []));
  });

  test('refuse Nesterov without momentum or with dampening, as torch.optim.SGD does', () => {
    expect(resolve({ optimizer: { kind: 'SGD', nesterov: true } }).refused).toEqual(['optimizer.nesterov']);
    expect(resolve({ optimizer: { kind: 'SGD', nesterov: true, momentum: 0.9, dampening: 0.1 } }).refused).toEqual(['optimizer.nesterov']);
  });

  test.each(['Lion', '__proto__', ''])('refuse the optimizer "%s"', (kind) => {
    expect(resolve({ optimizer: { kind } })).toMatchObject({ optimizer: { kind: 'Adam' }, refused: ['optimizer.kind'] });
  });

  test('that are not known have no effect, and are named', () => {
    expect(resolve({ optimizer: { kind: 'Adam', amsgrad: true }, warmup: 3 }).refused).toEqual(['optimizer.amsgrad', 'warmup']);
  });
});
