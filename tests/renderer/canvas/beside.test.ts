import { expect, test } from 'vitest';
import { beside } from '../../../renderer/canvas/beside.ts';

const canvas = { width: 800, height: 400 };
const thing = { width: 300, height: 50 };

test('what is shown beside the hand is right of it and below', () => expect(beside([100, 100], thing, canvas)).toEqual([116, 116]));

test('at the edge of the canvas it is on the other side of the hand', () => expect(beside([700, 380], thing, canvas)).toEqual([384, 314]));

test('where neither side has room it stays within the canvas', () =>
  expect(beside([150, 20], thing, { width: 320, height: 400 })).toEqual([8, 36]));
