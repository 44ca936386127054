import { expect, test } from 'vitest';
import { bytesText } from '../../../renderer/panels/bytes-text.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [396_304, '396 kB'],
  [8_493_466, '8.49 MB'],
  [3e9, '3 GB'],
])('%d bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));
