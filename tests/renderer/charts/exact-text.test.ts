import { expect, test } from 'vitest';
import { exactText } from '../../../renderer/charts/exact-text.ts';

test('a 32-bit number is written with as few digits as tell it from its neighbours', () => {
  expect(exactText(Math.fround(0.1))).toBe('0.1');
  expect(exactText(Math.fround(-3.2e-5))).toBe('−3.2e−5');
  expect(exactText(Math.fround(-3.2e-9))).toBe('−3.2e−9');
  expect(exactText(0.0625)).toBe('0.0625');
  expect(exactText(123456)).toBe('123456');
  expect(exactText(3e38)).toBe('3e38');
  expect(exactText(0)).toBe('0');
  expect(exactText(1 / 3)).toBe('0.33333334');
});

test('what is written reads back as the same number', () => {
  const bits = new Uint32Array(1);
  const number = new Float32Array(bits.buffer);
  for (let draw = 1; draw < 2000; draw++) {
    bits[0] = Math.imul(draw, 2654435761);
    if (!Number.isFinite(number[0]!)) continue;
    expect(Math.fround(Number(exactText(number[0]!).replaceAll('−', '-')))).toBe(number[0]);
  }
});

test('what is no number is named', () => {
  expect([NaN, Infinity, -Infinity].map(exactText)).toEqual(['NaN', '∞', '−∞']);
});
