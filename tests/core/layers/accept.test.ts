import { describe, expect, test } from 'vitest';
import { expectationIn } from '../../../core/findings/in-language.ts';
import { ENGLISH } from '../../../core/findings/messages.ts';
import { accept } from '../../../core/layers/accept.ts';
import type { Domain } from '../../../core/layers/setting.ts';

const weight: Domain = { kind: 'initialisation', default: { kind: 'default' }, of: 'weight' };
const bias: Domain = { kind: 'initialisation', default: { kind: 'default' }, of: 'bias' };
const share: Domain = { kind: 'number', default: 0, min: 0, max: 1 };

describe('a value', () => {
  test.each([
    ['a whole number', { kind: 'integer', default: 1, min: 1, max: 9 }, [1, 9], [0, 10, 1.5, '3', null, NaN]],
    ['a number', share, [0, 0.5, 1], [-0.1, 1.1, NaN, Infinity, '0', null]],
    ['a number without its ends', { ...share, exclusiveMin: true, exclusiveMax: true }, [0.5], [0, 1]],
    ['a number or nothing', { kind: 'nullable_number', default: null, min: 0, max: 1, exclusiveMin: true }, [null, 0.5, 1], [0, 2, 'none']],
    ['a switch', { kind: 'boolean', default: true }, [true, false], [1, 'true', null]],
    ['a choice', { kind: 'choice', default: 'a', choices: ['a', 'b'] }, ['a', 'b'], ['c', 0, '__proto__']],
    [
      'a shape',
      { kind: 'shape', default: [1] },
      [[1], [28, 28], [2, 2, 2, 2]],
      [[], [0], [1.5], ['4'], 4, [1, 1, 1, 1, 1], [1e9], [1e5, 1e5]],
    ],
    [
      'an initialisation',
      weight,
      [{ kind: 'zeros' }, { kind: 'xavier_normal', gain: 2 }],
      ['zeros', null, [], {}, { kind: 'Zeros' }, { kind: 'normal', std: -1 }, { kind: 'normal', mean: 1e39 }],
    ],
    [
      'an initialisation of a bias',
      bias,
      [{ kind: 'zeros' }, { kind: 'uniform', a: -1, b: 1 }],
      [{ kind: 'xavier_normal' }, { kind: 'kaiming_uniform' }],
    ],
  ] as [string, Domain, unknown[], unknown[]][])('that is to be %s', (_, domain, right, wrong) => {
    for (const value of right) expect(accept(domain, value), JSON.stringify(value)).toMatchObject({ accepted: true });
    for (const value of wrong) expect(accept(domain, value), JSON.stringify(value)).toMatchObject({ accepted: false });
  });

  test('that is refused is told with what came and what is taken', () => {
    const told = (domain: Domain, given: unknown) => {
      const answer = accept(domain, given);
      return answer.accepted ? null : [answer.at, answer.got, expectationIn(ENGLISH, answer.expectation)];
    };
    expect(told(share, 2)).toEqual(['', '2', 'a number from 0 to 1']);
    expect(told(weight, { kind: 'normal', std: -1 })).toEqual(['.std', '-1', 'a number of at least 0']);
    expect(told(weight, { kind: 'uniform', a: 2 })).toEqual(['.a', '2', 'at most b, which is 1']);
  });
});

describe('an initialisation', () => {
  test('takes torch’s defaults for what is left out', () => {
    expect(accept(weight, { kind: 'kaiming_normal' })).toMatchObject({
      value: { kind: 'kaiming_normal', mode: 'fan_in', nonlinearity: 'leaky_relu' },
    });
    expect(accept(weight, { kind: 'normal', std: 0.2 })).toMatchObject({ value: { kind: 'normal', mean: 0, std: 0.2 } });
  });

  test('names numbers that have no meaning for its kind', () => {
    expect(accept(weight, { kind: 'zeros', gain: 1 })).toEqual({ accepted: true, value: { kind: 'zeros' }, ignored: ['gain'] });
  });
});
