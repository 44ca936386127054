import { expect, test } from 'vitest';
import { decadesText, shareText, shortCount } from '../../../renderer/canvas/block-text.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1_056, '1.06k'],
  [401_920, '402k'],
  [999_499, '999k'],
  [999_500, '1M'],
  [12_345_678, '12.3M'],
])('%d parameters are shown as %s', (count, text) => expect(shortCount(count)).toBe(text));

test.each([
  [-2.94, '−2.9'],
  [0.31, '+0.3'],
  [-0.04, '0.0'],
  [-Infinity, '−∞'],
  [Infinity, '+∞'],
])('a heat of %d is shown as %s', (decades, text) => expect(decadesText(decades)).toBe(text));

test.each([
  [0, '0 %'],
  [0.001, '1 %'],
  [0.414, '41 %'],
  [0.998, '99 %'],
  [1, '100 %'],
])('a share of %d is shown as %s', (share, text) => expect(shareText(share)).toBe(text));
