import { expect, test } from 'vitest';
import { CURVES, clippedShare, overlayCurve, type CurveChoice } from '../../../renderer/panels/curve-views.ts';
import { headerOf, recordingOf, type Said } from './recorded-run.ts';

const choice: CurveChoice = { smoothing: 'auto', within: null, changes: [], clip: null };

test('the loss is compared with the constant predictor', () => {
  const recording = recordingOf(headerOf(2), [{ scalars: { loss: 2 } }, { scalars: { loss: 1 } }]);
  const { curves, references } = CURVES.loss(recording, choice);
  expect(references.map(({ value }) => value)).toEqual([Math.log(10)]);
  expect(curves[0]!.value(1)).toBe(1);
  expect(curves[0]!.step(1)).toBe(2);
});

test('accuracy is the right rows of each batch over its own size', () => {
  const steps = [
    { scalars: { correct: 32 }, batch_size: 64 },
    { scalars: { correct: 15 }, batch_size: 16 },
  ];
  const [each] = CURVES.accuracy(recordingOf(headerOf(2), steps), choice).curves;
  expect([each!.value(0), each!.value(1)]).toEqual([0.5, 15 / 16]);
});

test('a regression has no accuracy', () => {
  const recording = recordingOf(headerOf(2, { task: 'regression' }), [{ scalars: { loss: 1 } }]);
  expect(CURVES.accuracy(recording, choice).curves).toEqual([]);
});

test('validation has a point where it was measured, at its own step', () => {
  const recording = recordingOf(headerOf(2), [{ scalars: { loss: 1 } }]);
  recording.addEvaluation({ step: 1, epoch: 1, on: 'train', loss: 9, accuracy: 0 });
  recording.addEvaluation({ step: 10, epoch: 1, on: 'validation', loss: 0.7, accuracy: 0.8 });
  const validation = CURVES.loss(recording, choice).curves.at(-1)!;
  expect([validation.count, validation.step(0), validation.value(0)]).toEqual([1, 10, 0.7]);
});

test('training is what was measured beside validation, drawn alike; the noisy course of the batches is called batch', () => {
  const recording = recordingOf(headerOf(2), [{ scalars: { loss: 3, correct: 8 } }]);
  recording.addEvaluation({ step: 10, epoch: 1, on: 'train', loss: 0.5, accuracy: 0.9 });
  recording.addEvaluation({ step: 10, epoch: 1, on: 'probe', loss: 0.6, accuracy: 0.7 });
  recording.addEvaluation({ step: 10, epoch: 1, on: 'validation', loss: 0.7, accuracy: 0.8 });
  for (const view of ['loss', 'accuracy'] as const) {
    const [, batch, training, validation] = CURVES[view](recording, choice).curves;
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
    for (const curve of CURVES[view](recording, choice).curves.slice(0, 2)) expect(curve.value(1)).toBe(Infinity);
});

test('clipping is counted over the steps kept one by one', () => {
  const recording = recordingOf(
    headerOf(2),
    [1, 0, 0, 1].map((clipped) => ({ scalars: { clipped } })),
  );
  expect(clippedShare(recording)).toBe(0.5);
});

test('the line without smoothing is what was measured; stronger smoothing lies nearer to the mean', () => {
  const steps = Array.from({ length: 100 }, (_, index): Said => ({ scalars: { loss: index % 2 === 0 ? 1 : 3 } }));
  const recording = recordingOf(headerOf(2), steps);
  const distance = (smoothing: CurveChoice['smoothing']) =>
    Math.abs(CURVES.loss(recording, { ...choice, smoothing }).curves[1]!.value(99) - 2);
  expect(CURVES.loss(recording, { ...choice, smoothing: 'none' }).curves[1]!.value(98)).toBe(1);
  expect(distance('stronger')).toBeLessThan(distance('auto'));
  expect(distance('auto')).toBeLessThan(distance('none'));
  for (const smoothing of ['none', 'stronger'] as const)
    expect(CURVES.loss(recording, { ...choice, smoothing }).curves[0]!.value(99)).toBe(3);
});

test('the learning rate is that of each frame, level from step to step', () => {
  const recording = recordingOf(headerOf(2), [{ learning_rate: 0.1 }, { learning_rate: 0.05 }]);
  const [curve] = CURVES.learning_rate(recording, choice).curves;
  expect([curve!.look, curve!.value(0), curve!.value(1)]).toEqual(['steps', 0.1, 0.05]);
});

test('the clip line moves on the step after a change, and there is none where nothing is clipped', () => {
  const settings = { lr: 0.1, batch_size: 64, epochs: 1 };
  const changes = [
    { step: 2, from: { ...settings, clip_grad_norm: null }, to: { ...settings, clip_grad_norm: 1 } },
    { step: 4, from: { ...settings, clip_grad_norm: 1 }, to: { ...settings, clip_grad_norm: 0.5 } },
  ];
  const recording = recordingOf(headerOf(2), new Array<Said>(6).fill({ scalars: { gradient_norm: 2 } }));
  const line = CURVES.norm(recording, { ...choice, changes, clip: 0.5 }).curves.at(-1)!;
  const points = Array.from({ length: line.count }, (_, index) => [line.step(index), line.value(index)]);
  expect(points).toEqual([
    [1, NaN],
    [3, 1],
    [5, 0.5],
    [6, 0.5],
  ]);
  const constant = CURVES.norm(recording, { ...choice, clip: 5 }).curves.at(-1)!;
  expect([constant.step(0), constant.step(1), constant.value(0)]).toEqual([1, 6, 5]);
  expect(CURVES.norm(recording, choice).curves.map(({ look }) => look)).toEqual(['band', 'line']);
});

test('the lane tells on which steps clipping engaged', () => {
  const steps = [1, 0, 1].map((clipped): Said => ({ scalars: { clipped, gradient_norm: 1 } }));
  const { lane } = CURVES.norm(recordingOf(headerOf(2), steps), choice);
  expect([0, 1, 2].map((index) => lane!.share(index))).toEqual(['all', 'none', 'all']);
});

test('of steps that are all among the last, each is drawn; else the columns of the run', () => {
  const steps = Array.from({ length: 3000 }, (): Said => ({ scalars: { loss: 1 } }));
  const recording = recordingOf(headerOf(2), steps);
  expect(CURVES.loss(recording, { ...choice, within: { first: 2900, last: 3000 } }).curves[0]!.count).toBe(2000);
  expect(CURVES.loss(recording, { ...choice, within: { first: 10, last: 3000 } }).curves[0]!.count).toBe(recording.count);
});

test('an earlier run is one line with its own dashes and its name at the end; its accuracy is what was measured on validation rows', () => {
  const recording = recordingOf(headerOf(2), [{ scalars: { loss: 2, correct: 32 } }]);
  const overlay = { name: 'run 3', colour: 'green', dash: '5 2', recording };
  expect(overlayCurve('loss', overlay, choice)).toMatchObject({ name: 'run 3, batch', dash: '5 2', label: 'run 3', look: 'line' });
  const long = 'twice the learning rate, and clipped';
  expect(overlayCurve('loss', { ...overlay, name: long }, choice)).toMatchObject({ name: `${long}, batch`, label: 'twice the …ipped' });
  recording.addEvaluation({ step: 1, epoch: 1, on: 'train', loss: 1, accuracy: 0.5 });
  recording.addEvaluation({ step: 1, epoch: 1, on: 'validation', loss: 1, accuracy: 0.8 });
  expect(overlayCurve('accuracy', overlay, choice)!.value(0)).toBe(0.8);
  expect(overlayCurve('accuracy', { ...overlay, recording: recordingOf(headerOf(2, { task: 'regression' }), [{}]) }, choice)).toBeNull();
});
