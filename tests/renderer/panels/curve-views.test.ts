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

test('training is what was measured beside validation, drawn alike; the noisy course of the batches is called batch', () => {
  const recording = recordingOf(headerOf(2), [{ scalars: { loss: 3, correct: 8 } }]);
  recording.addEvaluation({ step: 10, epoch: 1, on: 'train', loss: 0.5, accuracy: 0.9 });
  recording.addEvaluation({ step: 10, epoch: 1, on: 'probe', loss: 0.6, accuracy: 0.7 });
  recording.addEvaluation({ step: 10, epoch: 1, on: 'validation', loss: 0.7, accuracy: 0.8 });
  for (const view of ['loss', 'accuracy'] as const) {
    const [, batch, training, validation] = CURVES[view](recording).curves;
    expect([batch!.name, training!.name, validation!.name]).toEqual(['batch', 'training', 'validation']);
    expect(training!.look).toBe(validation!.look);
    expect([training!.count, training!.step(0), training!.value(0)]).toEqual([1, 10, view === 'loss' ? 0.5 : 0.9]);
  }
});

test('a step that lost its numbers is not finite in every curve, and its rows do not count as wrong', () => {
  const recording = recordingOf(headerOf(2), [
    { scalars: { loss: 1, correct: 32, gradient_norm: 1 } },
    { scalars: { loss: Infinity, correct: 0, gradient_norm: Infinity } },
  ]);
  for (const view of ['loss', 'accuracy', 'norm'] as const)
    for (const curve of CURVES[view](recording).curves.slice(0, 2)) expect(curve.value(1)).toBe(Infinity);
});

test('clipping is counted over the steps kept one by one', () => {
  const recording = recordingOf(
    headerOf(2),
    [1, 0, 0, 1].map((clipped) => ({ scalars: { clipped } })),
  );
  expect(clippedShare(recording)).toBe(0.5);
});
