import { describe, expect, test } from 'vitest';
import { deviation, initialise } from '../../../core/layers/initialise.ts';
import type { Initialisation } from '../../../core/layers/setting.ts';

/** A weight [400, 300]: the standard deviations below were measured on one that torch.nn.init (1.13.1) drew. */
const fans = { fanIn: 300, fanOut: 400 };
const standard = { kind: 'uniform', low: -1 / Math.sqrt(300), high: 1 / Math.sqrt(300) } as const;

describe('a weight is drawn as torch.nn.init draws it', () => {
  test.each([
    ['xavier_uniform_(gain=1.5)', { kind: 'xavier_uniform', gain: 1.5 }, 0.0801298],
    ['xavier_normal_(gain=1.5)', { kind: 'xavier_normal', gain: 1.5 }, 0.0802023],
    ['kaiming_uniform_()', { kind: 'kaiming_uniform', mode: 'fan_in', nonlinearity: 'leaky_relu' }, 0.0815865],
    [
      "kaiming_uniform_(mode='fan_out', nonlinearity='tanh')",
      { kind: 'kaiming_uniform', mode: 'fan_out', nonlinearity: 'tanh' },
      0.0833779,
    ],
    ["kaiming_normal_(nonlinearity='relu')", { kind: 'kaiming_normal', mode: 'fan_in', nonlinearity: 'relu' }, 0.0815415],
    ["kaiming_normal_(nonlinearity='selu')", { kind: 'kaiming_normal', mode: 'fan_in', nonlinearity: 'selu' }, 0.0431897],
    [
      "kaiming_normal_(mode='fan_out', nonlinearity='linear')",
      { kind: 'kaiming_normal', mode: 'fan_out', nonlinearity: 'linear' },
      0.049984,
    ],
    ['Linear(300, 400).weight', { kind: 'default' }, 0.0333596],
  ] as [string, Initialisation, number][])('%s', (_, init, measured) => {
    // 120,000 draws: the sample deviation is within 1 % of the true one
    expect(deviation(initialise(init, fans, standard)) / measured).toBeCloseTo(1, 2);
  });

  test('uniform draws reach as far as torch’s largest', () => {
    const drawn = initialise({ kind: 'xavier_uniform', gain: 1.5 }, fans, standard);
    expect(drawn).toMatchObject({ kind: 'uniform', high: expect.closeTo(0.138873, 5), low: expect.closeTo(-0.138873, 5) });
  });

  test('plain distributions are as they are written', () => {
    expect(initialise({ kind: 'zeros' }, fans, standard)).toEqual({ kind: 'constant', value: 0 });
    expect(initialise({ kind: 'constant', value: -2 }, fans, standard)).toEqual({ kind: 'constant', value: -2 });
    expect(initialise({ kind: 'normal', mean: 1, std: 3 }, fans, standard)).toEqual({ kind: 'normal', mean: 1, std: 3 });
    expect(initialise({ kind: 'uniform', a: 1, b: 3 }, fans, standard)).toEqual({ kind: 'uniform', low: 1, high: 3 });
  });
});

test('the deviation of a constant is zero', () => expect(deviation({ kind: 'constant', value: 5 })).toBe(0));
