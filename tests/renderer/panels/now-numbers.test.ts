import { expect, test } from 'vitest';
import { lastHeats } from '../../../renderer/panels/now-numbers.ts';
import { headerOf, recordingOf } from './recorded-run.ts';

test('the heats of the last steps come oldest first, and no more than are asked for', () => {
  const steps = [1, 0.1, 0.01].map((signal) => ({ rows: [{ signal }, { signal: 1 }] }));
  const recording = recordingOf(headerOf(2), steps);
  expect(lastHeats(recording, 0, 200).map(Math.round)).toEqual([0, -1, -2]);
  expect(lastHeats(recording, 0, 2).map(Math.round)).toEqual([-1, -2]);
});
