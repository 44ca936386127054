import { expect, test } from 'vitest';
import { clock } from '../../../renderer/panels/clock.ts';

test.each([
  [0, '0:00'],
  [-3, '0:00'],
  [48.4, '0:48'],
  [59.6, '1:00'],
  [3_725, '1:02:05'],
])('%s seconds read as %s', (seconds, text) => expect(clock(seconds)).toBe(text));
