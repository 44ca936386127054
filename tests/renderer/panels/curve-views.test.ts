import { expect, test } from 'vitest';
import { CURVES, clippedShare } from '../../../renderer/panels/curve-views.ts';
import { headerOf, recordingOf } from './recorded-run.ts';

test('the loss is compared with the constant predictor', () => {
  const recording = recordingOf(headerOf(2), [{ scalars: { loss: 2 } }, { scalars: { loss: 1 } }]);
  const { curves, references } = CURVES.loss(recording);
  expect(references.map(({ value }) => value)).toEqual([Math.log(10)]);
  expect(curves[0]!.value(1)).toBe(1);
  expect(curves[0]!.step(1)).toBe(2);
});

test('accuracy is the right rows of each batch over its own size', () => {
  const steps = [
    { scalars: { correct: 32 }, batch_size: 64 },
    { scalars: { correct: 15 }, batch_size: 16 },
  ];
  const [each] = CURVES.accuracy(recordingOf(headerOf(2), steps)).curves;
  expect([each!.value(0), each!.value(1)]).toEqual([0.5, 15 / 16]);
});

test('a regression has no accuracy', () => {
  const recording = recordingOf(headerOf(2, { task: 'regression' }), [{ scalars: { loss: 1 } }]);
  expect(CURVES.accuracy(recording).curves).toEqual([]);
});

test('validation has a point where it was measured, at its own step', () => {
  const recording = recordingOf(headerOf(2), [{ scalars: { loss: 1 } }]);
  recording.addEvaluation({ step: 1, epoch: 1, on: 'train', loss: 9, accuracy: 0 });
  recording.addEvaluation({ step: 10, epoch: 1, on: 'validation', loss: 0.7, accuracy: 0.8 });
  const validation = CURVES.loss(recording).curves.at(-1)!;
  expect([validation.count, validation.step(0), validation.value(0)]).toEqual([1, 10, 0.7]);
});

test('clipping is counted over the steps kept one by one', () => {
  const recording = recordingOf(
    headerOf(2),
    [1, 0, 0, 1].map((clipped) => ({ scalars: { clipped } })),
  );
  expect(clippedShare(recording)).toBe(0.5);
});
