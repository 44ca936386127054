import { expect, test } from 'vitest';
import { recordedStep } from '../../../core/telemetry/recorded-step.ts';
import { headerOf, recordingOf } from '../../renderer/panels/recorded-run.ts';

const recorded = (count: number) =>
  recordingOf(
    headerOf(1),
    Array.from({ length: count }, (_, index) => ({ rows: [{ signal: index + 1 }] })),
  );

test('it goes recorded step by recorded step, no further back than the first, and comes to the newest as the one that is followed', () => {
  const recording = recorded(20);
  expect(recordedStep(recording, null, -1)).toBe(19);
  expect(recordedStep(recording, 19, -10)).toBe(9);
  expect(recordedStep(recording, 9, 1)).toBe(10);
  expect(recordedStep(recording, 10, -100)).toBe(1);
  expect(recordedStep(recording, 1, 18)).toBe(19);
  expect(recordedStep(recording, 19, 1)).toBeNull();
  expect(recordedStep(recording, 5, 100)).toBeNull();
});

test('back from the oldest of the last frames it goes by columns, and forward into the frames again', () => {
  const recording = recorded(5000);
  const oldest = recording.recent.stepOf(0);
  const before = recordedStep(recording, oldest, -1)!;
  expect(before).toBeLessThan(oldest);
  expect(before - recordedStep(recording, before, -1)!).toBe(recording.stride);
  const later = recordedStep(recording, before, 2)!;
  expect(later).toBeGreaterThanOrEqual(oldest);
  expect(recordedStep(recording, later, 1)).toBe(later + 1);
});
