import { expect, test } from 'vitest';
import { walkNumber, walkShare } from '../../../renderer/state/walk-number.ts';

test.each([
  [3.1234, '3.12'],
  [41.26, '41.3'],
  [412.6, '413'],
  [9.996, '10.0'],
  [0.2137, '0.214'],
  [0.0861, '0.0861'],
  [1234.5, '1235'],
  [8.61e-4, '8.61e−4'],
  [-1.5, '−1.50'],
  [123_456, '1.23e5'],
  [0, '0'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
  [NaN, 'NaN'],
])('%d is written %s', (value, text) => expect(walkNumber(value)).toBe(text));

test.each([
  [0.00123, '0.12 %'],
  [0.41, '41 %'],
  [1, '100 %'],
  [2.1e-8, '2.10e−6 %'],
  [0, '0 %'],
  [NaN, 'NaN'],
])('a share of %d is written %s', (share, text) => expect(walkShare(share)).toBe(text));
