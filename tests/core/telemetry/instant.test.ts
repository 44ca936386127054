import { expect, test } from 'vitest';
import { columnsAt, instantAt } from '../../../core/telemetry/instant.ts';
import { RECENT } from '../../../core/telemetry/recording.ts';
import { headerOf, recordingOf } from '../../renderer/panels/recorded-run.ts';

const stepsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    rows: [{ signal: index + 1 }, index % 100 === 0 ? { signal: 1, dead: index / 1e5 } : { signal: 1 }],
    scalars: { loss: 1 / (index + 1) },
    learning_rate: 0.5,
  }));

test('a step is told with its own numbers, and of units those of the last inspection before it', () => {
  const instant = instantAt(recordingOf(headerOf(2), stepsOf(500)), 350)!;
  expect(instant.step).toBe(350);
  expect(instant.value('signal', 0)).toBe(350);
  expect(instant.scalar('loss')).toBe(Math.fround(1 / 350));
  expect(instant.number('learning_rate')).toBe(0.5);
  expect(instant.value('dead', 1)).toBe(Math.fround(300 / 1e5));
  expect(instant.value('dead', 0), 'a row without units').toBeNaN();
  expect(instant.value('weight_norm', 0), 'not computed').toBeNaN();
});

test('of a step before all others the first is told, of one beyond the last the last, and of an empty recording none', () => {
  const recording = recordingOf(headerOf(2), stepsOf(10));
  expect(instantAt(recording, 0)!.step).toBe(1);
  expect(instantAt(recording, 99)!.step).toBe(10);
  expect(instantAt(recordingOf(headerOf(2), []), 1)).toBeNull();
});

test('a step that the last frames still have is told of itself, an older one by the last step of its column', () => {
  const recording = recordingOf(headerOf(2), stepsOf(5000));
  expect(columnsAt(recording, 5000 - RECENT)).toBe(recording);
  expect(instantAt(recording, 5000 - RECENT + 1)!.step).toBe(5000 - RECENT + 1);
  const older = instantAt(recording, 1001)!;
  expect(older.step).toBeGreaterThanOrEqual(1001);
  expect(older.step).toBeLessThan(1001 + recording.stride);
  expect(older.value('signal', 0), 'the numbers are those of the step that is named').toBe(older.step);
});

test('it stays as it is while the run goes on and its columns merge', () => {
  const recording = recordingOf(headerOf(2), stepsOf(100));
  const instant = instantAt(recording, 41)!;
  const batch = { count: 1, rows: 2, numbers: new Float64Array(5), reports: new Float32Array(6 + 2 * 12).fill(7) };
  for (let step = 101; step < 5000; step++) {
    batch.numbers[0] = step;
    recording.append(batch);
  }
  expect(recording.stride).toBeGreaterThan(1);
  expect([instant.step, instant.value('signal', 0)]).toEqual([41, 41]);
});
