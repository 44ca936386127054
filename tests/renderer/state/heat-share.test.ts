import { expect, test } from 'vitest';
import { heatShare } from '../../../renderer/state/heat-share.ts';

test.each([
  [null, 0],
  [0, 0],
  [1.5, 0.5],
  [1.51, 0.5],
  [-3, -1],
  [-Infinity, -1],
  [8, 1],
])('a heat of %s fills %s of its half of the bar', (heat, share) => expect(heatShare(heat)).toBe(share));
