import { afterEach, expect, test } from 'vitest';
import {
  accuracyText,
  axisText,
  decadesText,
  errorText,
  numberText,
  percentText,
  powerOfTen,
  stepText,
} from '../../../renderer/charts/number-text.ts';
import { speak } from '../../../renderer/language/language.ts';

afterEach(() => speak(() => 'en'));

test.each([
  [2.302585, '2.303'],
  [0.01234, '0.01234'],
  [1.0001503, '1.000'],
  [0.18, '0.1800'],
  [0.0002134, '2.13e−4'],
  [-0.5, '−0.5000'],
  [123456, '1.23e5'],
  [0, '0'],
  [1e-30, '1.00e−30'],
  [NaN, 'NaN'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
])('%d is written %s', (value, text) => expect(numberText(value)).toBe(text));

test('decades carry their sign, and nothing is not "−0.0"', () => {
  expect([decadesText(-2.94), decadesText(0.4), decadesText(-0.01), decadesText(-Infinity)]).toEqual(['−2.9', '+0.4', '0', '−∞']);
});

test('a small share is not rounded to none', () => {
  expect([percentText(0), percentText(0.004), percentText(0.41), percentText(1)]).toEqual(['0 %', '0.4 %', '41 %', '100 %']);
});

test('a share below nothing has a true minus sign, and none where it rounds to nothing', () => {
  expect([percentText(-0.034), percentText(-0.00001)]).toEqual(['−3 %', '0 %']);
});

test('most is not rounded to all', () => {
  expect([percentText(0.996), percentText(0.99999), accuracyText(0.9999), accuracyText(59_999 / 60_000)]).toEqual([
    '99.6 %',
    '99.999 %',
    '99.99 %',
    '99.998 %',
  ]);
});

test('an accuracy is told to a tenth of a percent', () => {
  expect([accuracyText(0.985), accuracyText(0.994), accuracyText(1), accuracyText(0)]).toEqual(['98.5 %', '99.4 %', '100.0 %', '0.0 %']);
});

test('a number on an axis has no zeros at its end', () => {
  expect([axisText(0.5), axisText(2), axisText(1e-5), axisText(0)]).toEqual(['0.5', '2', '1.0e−5', '0']);
});

test('powers of ten are written with raised digits', () => {
  expect([powerOfTen(-12), powerOfTen(0), powerOfTen(2)]).toEqual(['10⁻¹²', '10⁰', '10²']);
});

test('steps are grouped as the language groups them', () => {
  expect(stepText(1_234_567)).toBe('1,234,567');
  speak(() => 'hi');
  expect(stepText(1_234_567)).toBe('12,34,567');
});

test('an error is told by its size', () => {
  expect([3.4e-6, 0.013, 1, Infinity, 0].map(errorText)).toEqual(['3e−6', '1e−2', '1', '∞', '0']);
});
