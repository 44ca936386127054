import { expect, test } from 'vitest';
import type { Evaluation } from '../../../core/telemetry/frame.ts';
import { cellAt, readEpochs, usualEpochs } from '../../../renderer/panels/epoch-table.ts';

const measured = (...epochs: number[]): Evaluation[] =>
  epochs.flatMap((epoch) => [
    { step: epoch * 10, epoch, on: 'train', loss: 1 / epoch, accuracy: epoch / 100 } as const,
    { step: epoch * 10, epoch, on: 'validation', loss: 2 / epoch, accuracy: NaN } as const,
    { step: epoch * 10, epoch, on: 'probe', loss: 9, accuracy: 0.9 } as const,
  ]);

test('without a choice a few round epochs are compared, the first and the last of any run among them', () => {
  expect(usualEpochs([measured(1, 2, 3, 40), measured(1, 60)])).toEqual([1, 20, 40, 60]);
  expect(usualEpochs([measured(7)])).toEqual([7]);
  expect(usualEpochs([[]])).toEqual([]);
});

test('chosen epochs are whole numbers from 1, in order, each once', () => {
  expect(readEpochs('50, 1 10;10')).toEqual([1, 10, 50]);
  for (const text of ['', ' , ', '0', '-1', '1.5', 'ten']) expect(readEpochs(text), text).toBeNull();
});

test('a cell is what was measured at the epoch, or the last before it with its own epoch', () => {
  const run = measured(1, 5, 10);
  expect(cellAt(run, 5, 'train', 'loss')).toEqual({ value: 1 / 5, epoch: 5 });
  expect(cellAt(run, 9, 'train', 'accuracy')).toEqual({ value: 0.05, epoch: 5 });
  expect(cellAt(run, 10, 'validation', 'loss')).toEqual({ value: 0.2, epoch: 10 });
});

test('there is no cell beyond the end of a run, before its first measurement, or of what is not measured', () => {
  expect(cellAt(measured(1, 5), 6, 'train', 'loss')).toBeNull();
  expect(cellAt(measured(3), 2, 'train', 'loss')).toBeNull();
  expect(cellAt(measured(3), 3, 'validation', 'accuracy')).toBeNull();
});
