import { expect, test } from 'vitest';
import { notBefore, waitAfterChange, waitForWeights } from '../../../renderer/state/keeping-pace.ts';

test('work is written down a second after the last change', () => {
  expect(waitAfterChange(0, 0)).toBe(1_000);
  expect(waitAfterChange(0, 3_500)).toBe(1_000);
});

test('while changes go on, it is written down five seconds after the first', () => {
  expect(waitAfterChange(0, 4_600)).toBe(400);
  expect(waitAfterChange(0, 5_000)).toBe(0);
  expect(waitAfterChange(0, 60_000)).toBe(0);
});

test('what takes long to write is written in a fiftieth of the time', () => {
  expect(notBefore(1_000, 1_010)).toBe(1_510);
  expect(notBefore(0, 2_000)).toBe(102_000);
});

test('weights wait for their time while a run trains, and no longer than a moment when it rests', () => {
  expect([waitForWeights(9_000, 2_000, true), waitForWeights(9_000, 2_000, false)]).toEqual([7_000, 1_000]);
  expect([waitForWeights(1_000, 2_000, true), waitForWeights(2_400, 2_000, false)]).toEqual([0, 400]);
});
