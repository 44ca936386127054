import { expect, test } from 'vitest';
import { lastSteps, learningRateAt } from '../../../renderer/panels/last-steps.ts';
import { headerOf, recordingOf, type Said } from './recorded-run.ts';

const said = (loss: number, ...ratios: number[]): Said => ({
  scalars: { loss, gradient_norm: 10 * loss },
  rows: ratios.map((update_ratio) => ({ update_ratio })),
});

test('of the last steps: loss, norm of the gradient, and the largest update with the layer that it was made in', () => {
  const recording = recordingOf(headerOf(4), [said(1, 0.1), said(2, 0.1, NaN, 0.3), said(3, 0.5, NaN, 0.4)]);
  expect(lastSteps(recording, 2)).toEqual([
    { step: 2, loss: 2, gradientNorm: 20, update: Math.fround(0.3), updated: 'n2' },
    { step: 3, loss: 3, gradientNorm: 30, update: 0.5, updated: 'n0' },
  ]);
});

test('what the failing step did not compute is not known, and what it lost is not finite', () => {
  const recording = recordingOf(headerOf(4), [said(1, 0.1), { scalars: { loss: Infinity } }]);
  expect(lastSteps(recording, 9).at(-1)).toEqual({ step: 2, loss: Infinity, gradientNorm: NaN, update: NaN, updated: null });
});

test('of a run that was put back, the steps before', () => {
  const header = headerOf(4);
  const recording = recordingOf(header, [said(1, 0.1), said(2, 0.1), said(3, 0.1)]);
  expect(lastSteps(recording.continuedBy({ ...header, run: 2 }, 2), 9).map(({ step }) => step)).toEqual([1, 2]);
});

test('the learning rate of a step is that of the last one recorded up to it', () => {
  const recording = recordingOf(headerOf(2), [{ learning_rate: 0.01 }, { learning_rate: 0.02 }, { learning_rate: 10 }]);
  expect([0, 1, 2, 9].map((step) => learningRateAt(recording, step))).toEqual([null, 0.01, 0.02, 10]);
});
