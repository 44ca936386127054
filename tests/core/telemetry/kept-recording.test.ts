import { describe, expect, test } from 'vitest';
import { COLUMNS, RECENT, Recording } from '../../../core/telemetry/recording.ts';
import { chain, frame, header, ACTIVATIONS } from '../../helpers/rows.ts';

const rows = chain(1, 2, [ACTIVATIONS.relu]);
const HEADER = header(rows);

function goOn(recording: Recording, from: number, to: number): Recording {
  for (let step = from; step <= to; step++) {
    const signal = step % 7 === 0 ? NaN : step % 11 === 0 ? Infinity : 1 / step;
    recording.append(frame(rows.length, { step, epoch: Math.ceil(step / 10) }, { loss: Math.sin(step) }, { signal: [signal, 1, 1] }));
    if (step % 10 === 0) recording.addEvaluation({ step, epoch: step / 10, on: 'train', loss: 1 / step, accuracy: 0.5 });
    if (step % 30 === 0) recording.addEvaluation({ step, epoch: step / 10, on: 'probe', loss: 1 / step, accuracy: 0.5 });
  }
  return recording;
}

/** As a database gives it back. */
const again = (recording: Recording) => Recording.fromKept(structuredClone(recording.toKept()));

const lasts = (recording: Recording) =>
  Array.from({ length: recording.recent.count }, (_, column) => recording.recent.scalar('loss', column));

describe('a recording that was kept', () => {
  test.each([0, 1, RECENT + 7, COLUMNS, COLUMNS + 1, 5 * COLUMNS + 3])(
    'is as it was, and goes on as it would have, after %i steps',
    (steps) => {
      const recording = goOn(new Recording(HEADER), 1, steps);
      const kept = again(recording);
      expect(kept.toKept()).toEqual(recording.toKept());
      expect(lasts(kept)).toEqual(lasts(recording));
      goOn(recording, steps + 1, steps + 3000);
      goOn(kept, steps + 1, steps + 3000);
      expect(kept.toKept()).toEqual(recording.toKept());
      expect(lasts(kept)).toEqual(lasts(recording));
    },
  );

  test.each([100, COLUMNS + 900])('is as it was where a run goes on from step %i of another', (step) => {
    const branch = goOn(new Recording(HEADER), 1, 2 * COLUMNS + 5).continuedBy(HEADER, step);
    const kept = again(branch);
    goOn(branch, step + 1, step + 50);
    goOn(kept, step + 1, step + 50);
    expect(kept.toKept()).toEqual(branch.toKept());
    expect(lasts(kept)).toEqual(lasts(branch));
  });

  test('takes no more room than what was recorded', () => {
    const { last, extremes, recent } = goOn(new Recording(HEADER), 1, 10).toKept();
    expect([last.length % 10, extremes, recent]).toEqual([0, null, 10]);
  });
});
