import { describe, expect, test } from 'vitest';
import { remedies, untrained, type Circumstances } from '../../../core/diagnostics/remedies.ts';
import { ACTIVATIONS, chain } from '../../helpers/rows.ts';

const { relu, sigmoid, tanh } = ACTIVATIONS;
const codes = (cause: Parameters<typeof remedies>[0], given: Circumstances) => remedies(cause, given).map(({ code }) => code);
const numbersOf = (cause: Parameters<typeof remedies>[0], given: Partial<Circumstances>) =>
  remedies(cause, { ...untrained(chain(3, 2, [relu])), ...given })[0]!.numbers;

describe('a signal lost from the start', () => {
  test('behind sigmoids is mended by BatchNorm, and never by drawing the weights anew or residual connections', () => {
    expect(codes('signal_lost_from_start', untrained(chain(8, 2, [sigmoid], 5)))).toEqual(['insert_batch_norm', 'use_leaky_relu']);
  });

  test('behind sigmoids of wide layers is mended by ReLU, too', () => {
    expect(codes('signal_lost_from_start', untrained(chain(8, 2, [sigmoid], 16)))).toContain('use_relu');
  });

  test('behind tanh is a matter of the weights first', () => {
    expect(codes('signal_lost_from_start', untrained(chain(8, 0.04, [tanh])))[0]).toBe('use_leaky_relu');
  });

  test('behind ReLU is mended by BatchNorm first', () => {
    expect(codes('signal_lost_from_start', untrained(chain(8, 0.01, [relu])))[0]).toBe('insert_batch_norm');
  });
});

describe('a rate that is too high', () => {
  test('is lowered to a tenth where the first step was in bounds', () => {
    expect(numbersOf('high_rate', { learningRate: 0.25, firstUpdate: 0.05 })).toEqual({ lr: 0.03 });
  });

  test('is lowered at once as far as the first step says', () => {
    expect(numbersOf('high_rate', { learningRate: 3, firstUpdate: 15 })).toEqual({ lr: 0.003 });
  });

  test('that was raised is lowered to what it was at least', () => {
    expect(numbersOf('high_rate', { learningRate: 1000, rateBefore: 0.012 })).toEqual({ lr: 0.012 });
    expect(numbersOf('high_rate', { learningRate: 0.1, rateBefore: 0.09 })).toEqual({ lr: 0.01 });
    expect(numbersOf('high_rate', { learningRate: 0.1, rateBefore: 3 })).toEqual({ lr: 0.01 });
  });

  test('is lowered to a tenth where nothing is known of the first step', () => {
    expect(numbersOf('high_rate', { learningRate: 1, firstUpdate: NaN })).toEqual({ lr: 0.1 });
  });

  test('calls for larger batches only where they are small', () => {
    const given = { ...untrained(chain(3, 2, [relu])), learningRate: 1 };
    expect(codes('high_rate_swings', { ...given, batchSize: 1 })).toContain('larger_batch');
    expect(codes('high_rate_swings', { ...given, batchSize: 32 })).not.toContain('larger_batch');
  });
});

describe('a rate that is too low', () => {
  test('is raised tenfold at least, and as far as the steps say', () => {
    expect(numbersOf('low_rate', { learningRate: 1e-5, usualUpdate: 2.5e-7 })).toEqual({ lr: 0.2 });
    expect(numbersOf('low_rate', { learningRate: 1e-4, usualUpdate: 1e-3 })).toEqual({ lr: 0.001 });
  });
});

describe('a fix', () => {
  test('whose number is not known is left out', () => {
    expect(codes('high_rate', untrained(chain(3, 2, [relu])))).toEqual([]);
    expect(codes('learnt_by_heart', untrained(chain(3, 2, [relu])))).not.toContain('stop_early');
  });

  test('that widens is for narrow layers alone', () => {
    expect(codes('dead_from_start', untrained(chain(15, 2, [relu], 5)))).toContain('widen_layers');
    expect(codes('dead_from_start', untrained(chain(4, 2, [relu], 32)))).not.toContain('widen_layers');
  });
});
