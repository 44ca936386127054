import { expect, test } from 'vitest';
import { bytesText } from '../../../renderer/panels/bytes-text.ts';

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 kB'],
  [8_493_466, '8.1 MB'],
  [3 * 2 ** 30, '3 GB'],
])('%d bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));
