/** @file Repairs of how a network is trained: of what the document says of it, and of what it leaves to the defaults. */
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import type { Numbers } from '../../../core/findings/finding.ts';
import type { FixCode } from '../../../core/findings/fixes.ts';
import { moons } from '../../helpers/networks.ts';
import { repaired } from '../../helpers/repaired.ts';

type Training = Document['training'];

const trained = (training: Training, code: FixCode, numbers: Numbers) => repaired(moons({ training }), code, numbers)?.training ?? null;
const optimizer = (kind: string, settings: object = {}): Training => ({ optimizer: { kind, ...settings } });

describe('the optimizer', () => {
  test('takes a lower rate where it has a higher one, written or by default', () => {
    expect(trained(optimizer('SGD', { lr: 0.1, momentum: 0.9 }), 'lower_learning_rate', { lr: 0.01 })).toEqual(
      optimizer('SGD', { lr: 0.01, momentum: 0.9 }),
    );
    expect(trained({}, 'lower_learning_rate', { lr: 0.0001 })).toEqual(optimizer('Adam', { lr: 0.0001 }));
    expect(trained({}, 'lower_learning_rate', { lr: 0.001 })).toBeNull();
    expect(trained({}, 'lower_learning_rate', { lr: 0 })).toBeNull();
  });

  test('takes a higher rate where it has a lower one', () => {
    expect(trained(optimizer('RMSprop'), 'raise_learning_rate', { lr: 0.1 })).toEqual(optimizer('RMSprop', { lr: 0.1 }));
    expect(trained(optimizer('RMSprop'), 'raise_learning_rate', { lr: 0.01 })).toBeNull();
    expect(trained(optimizer('RMSprop'), 'raise_learning_rate', { lr: 1e4 })).toBeNull();
  });

  test('becomes Adam without the settings of another, but with the weight decay and what no one knows', () => {
    const sgd = optimizer('SGD', { lr: 0.1, momentum: 0.9, nesterov: true, weight_decay: 0.01, mine: 1 });
    expect(trained(sgd, 'use_adam', { lr: 0.001 })).toEqual(optimizer('Adam', { lr: 0.001, weight_decay: 0.01, mine: 1 }));
    for (const adam of [{}, optimizer('Adam', { lr: 0.1 }), optimizer('AdamW')])
      expect(trained(adam, 'use_adam', { lr: 0.001 })).toBeNull();
  });

  test('takes a larger weight decay', () => {
    expect(trained(optimizer('SGD', { lr: 0.1 }), 'add_weight_decay', { weight_decay: 0.01 })).toEqual(
      optimizer('SGD', { lr: 0.1, weight_decay: 0.01 }),
    );
    expect(trained(optimizer('AdamW'), 'add_weight_decay', { weight_decay: 0.01 })).toBeNull();
  });

  test('that no one knows is left', () => {
    const codes: FixCode[] = ['lower_learning_rate', 'raise_learning_rate', 'use_adam', 'add_weight_decay'];
    for (const code of codes) expect(trained(optimizer('Lion'), code, { lr: 1e-9, weight_decay: 0.1 })).toBeNull();
  });
});

test('batches become larger, not smaller, and have whole numbers of rows', () => {
  expect(trained({ seed: 1 }, 'larger_batch', { batch_size: 128 })).toEqual({ seed: 1, batch_size: 128 });
  for (const batch_size of [32, 16, 64.5, 1e6]) expect(trained({}, 'larger_batch', { batch_size })).toBeNull();
});

test('the gradient is clipped where it is not, or at a smaller norm', () => {
  for (const clip_grad_norm of [undefined, null, 5])
    expect(trained({ clip_grad_norm }, 'clip_gradient', { norm: 1 })).toEqual({ clip_grad_norm: 1 });
  expect(trained({ clip_grad_norm: 1 }, 'clip_gradient', { norm: 1 })).toBeNull();
  expect(trained({}, 'clip_gradient', { norm: 0 })).toBeNull();
});

test('training ends earlier, not later', () => {
  expect(trained({ epochs: 100 }, 'stop_early', { epochs: 12 })).toEqual({ epochs: 12 });
  expect(trained({}, 'stop_early', { epochs: 20 })).toBeNull();
  expect(trained({}, 'stop_early', { epochs: 0 })).toBeNull();
});
