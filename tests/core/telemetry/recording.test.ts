import { describe, expect, test } from 'vitest';
import { COLUMNS, EVALUATIONS, RECENT, Recording } from '../../../core/telemetry/recording.ts';
import { chain, frame, header, ACTIVATIONS } from '../../helpers/rows.ts';

const rows = chain(1, 2, [ACTIVATIONS.relu]);
const HEADER = header(rows);

function record(steps: number, lossOf: (step: number) => number, signalOf: (step: number) => number = () => NaN): Recording {
  const recording = new Recording(HEADER);
  for (let step = 1; step <= steps; step++)
    recording.append(frame(rows.length, { step, epoch: 1 }, { loss: lossOf(step) }, { signal: [signalOf(step), 1, 1] }));
  return recording;
}

describe('a recording', () => {
  test('keeps each step as a column of its own while there is room', () => {
    const recording = record(3, (step) => step / 2);
    expect([recording.count, recording.stride]).toEqual([3, 1]);
    expect([0, 1, 2].map((column) => recording.stepOf(column))).toEqual([1, 2, 3]);
    expect([0, 1, 2].map((column) => recording.scalar('loss', column))).toEqual([0.5, 1, 1.5]);
  });

  test('merges neighbours when it is full, and covers every step with columns of equal stride', () => {
    const steps = 5 * COLUMNS + 3;
    const recording = record(steps, (step) => step);
    expect(recording.stride).toBe(8);
    expect(recording.frames).toBe(steps);
    expect(recording.count).toBe(Math.ceil(steps / 8));
    let expected = 1;
    for (let column = 0; column < recording.count; column++) {
      expect(recording.firstStepOf(column)).toBe(expected);
      expected = recording.stepOf(column) + 1;
    }
    expect(expected).toBe(steps + 1);
    expect(recording.scalar('loss', 1, 'min')).toBe(9);
    expect(recording.scalar('loss', 1, 'last')).toBe(16);
  });

  test('keeps a spike and a dip of one step through all merges', () => {
    const recording = record(10 * COLUMNS, (step) => (step === 777 ? 1e6 : step === 9999 ? -1e6 : 1));
    const columns = Array.from({ length: recording.count }, (_, column) => column);
    expect(Math.max(...columns.map((column) => recording.scalar('loss', column, 'max')))).toBe(1e6);
    expect(Math.min(...columns.map((column) => recording.scalar('loss', column, 'min')))).toBe(-1e6);
  });

  test('does not let a probe that did not run hide a number, nor turn it into zero', () => {
    const steps = 2 * COLUMNS;
    const recording = record(
      steps,
      () => 1,
      (step) => (step === 5 ? 0.25 : NaN),
    );
    expect(recording.stride).toBe(2);
    expect(recording.value('signal', 0, 2)).toBe(0.25);
    expect(recording.value('signal', 0, 2, 'min')).toBe(0.25);
    expect(recording.value('signal', 0, 2, 'max')).toBe(0.25);
    expect(recording.value('signal', 0, 3)).toBeNaN();
  });

  test('keeps infinity as an extreme', () => {
    const recording = record(2 * COLUMNS, (step) => (step === 9 ? Infinity : 1));
    expect(recording.scalar('loss', 4, 'max')).toBe(Infinity);
    expect(recording.scalar('loss', 4, 'last')).toBe(1);
  });

  test('keeps the last frames as they came', () => {
    const recording = record(RECENT + 10, (step) => step);
    expect(recording.recent.count).toBe(RECENT);
    expect(recording.recent.stepOf(0)).toBe(11);
    expect(recording.recent.stepOf(RECENT - 1)).toBe(RECENT + 10);
    expect(recording.recent.scalar('loss', 5)).toBe(16);
  });

  test('takes frames in batches as it takes them one by one', () => {
    const one = record(4, (step) => step);
    const batch = new Recording(HEADER);
    const frames = [1, 2, 3, 4].map((step) => frame(rows.length, { step, epoch: 1 }, { loss: step }, { signal: [NaN, 1, 1] }));
    batch.append({
      count: 4,
      rows: rows.length,
      numbers: new Float64Array(frames.flatMap(({ numbers }) => [...numbers])),
      reports: new Float32Array(frames.flatMap(({ reports }) => [...reports])),
    });
    for (let column = 0; column < 4; column++) {
      expect(batch.stepOf(column)).toBe(one.stepOf(column));
      expect(batch.scalar('loss', column)).toBe(one.scalar('loss', column));
    }
  });

  test('bounds its evaluations, thinning each kind alike', () => {
    const recording = new Recording(HEADER);
    for (let step = 1; step <= EVALUATIONS; step++)
      for (const on of ['train', 'validation'] as const) recording.addEvaluation({ step, epoch: step, on, loss: 1, accuracy: 1 });
    expect(recording.evaluations.length).toBeLessThanOrEqual(EVALUATIONS);
    const count = (on: string) => recording.evaluations.filter((evaluation) => evaluation.on === on).length;
    expect(count('train')).toBe(count('validation'));
    expect(recording.evaluations.at(-1)!.step).toBe(EVALUATIONS);
  });

  test('keeps evaluations evenly over the entire run, however long, and always the newest', () => {
    const recording = new Recording(HEADER);
    for (let step = 1; step <= 10 * EVALUATIONS + 5; step++) {
      for (const on of ['train', 'validation'] as const) recording.addEvaluation({ step, epoch: step, on, loss: 1, accuracy: 1 });
      if (step % 3 === 0) recording.addEvaluation({ step, epoch: step, on: 'probe', loss: 1, accuracy: 1 });
    }
    for (const on of ['train', 'validation'] as const) {
      const steps = recording.evaluations.filter((evaluation) => evaluation.on === on).map(({ step }) => step);
      expect(steps[0]).toBe(1);
      expect(steps.at(-1)).toBe(10 * EVALUATIONS + 5);
      const gaps = new Set(steps.slice(1, -1).map((step, index) => step - steps[index]!));
      expect([...gaps]).toEqual([32]);
    }
  });
});

describe('the recording of a run that was put back', () => {
  const NEXT = header(rows, { run: 2 });
  const stepsOf = (recording: Recording) => Array.from({ length: recording.count }, (_, column) => recording.stepOf(column));

  test('has what was told up to there and nothing of what came after, and grows from there', () => {
    const recording = record(300, (step) => step);
    for (const step of [100, 200, 300]) recording.addEvaluation({ step, epoch: 1, on: 'train', loss: step, accuracy: 1 });
    const next = recording.continuedBy(NEXT, 220);
    expect([next.header.run, next.frames, next.recent.count]).toEqual([2, 220, 220]);
    expect(stepsOf(next)).toEqual(stepsOf(recording).slice(0, 220));
    expect(next.scalar('loss', 219)).toBe(220);
    expect(next.evaluations.map(({ step }) => step)).toEqual([100, 200]);
    next.append(frame(rows.length, { step: 221, epoch: 1 }, { loss: -1 }));
    expect([next.stepOf(220), next.scalar('loss', 220), next.frames]).toEqual([221, -1, 221]);
    expect(recording.frames).toBe(300);
  });

  test('keeps of a column that reaches beyond what is among the last frames', () => {
    const steps = 4 * COLUMNS;
    const recording = record(steps, (step) => step);
    expect(recording.stride).toBe(4);
    const next = recording.continuedBy(NEXT, steps - 6);
    expect([next.frames, next.stepOf(next.count - 1), next.firstStepOf(next.count - 1)]).toEqual([steps - 6, steps - 6, steps - 7]);
    expect([next.scalar('loss', next.count - 1, 'min'), next.scalar('loss', next.count - 1)]).toEqual([steps - 7, steps - 6]);
    next.append(frame(rows.length, { step: steps - 5, epoch: 1 }, { loss: 1 }));
    expect(next.stepOf(next.count - 1)).toBe(steps - 5);
    expect(next.scalar('loss', next.count - 1, 'min')).toBe(1);
  });

  test('loses no more than such a column where its frames are long gone', () => {
    const recording = record(4 * COLUMNS, (step) => step);
    const next = recording.continuedBy(NEXT, 1001);
    expect([next.frames, stepsOf(next).at(-1), next.recent.count]).toEqual([1000, 1000, 0]);
  });

  test('is empty at the beginning', () => {
    const next = record(30, () => 1).continuedBy(NEXT, 0);
    expect([next.count, next.frames, next.recent.count]).toEqual([0, 0, 0]);
  });
});
