import { expect, test } from 'vitest';
import type { Evaluation } from '../../../core/telemetry/frame.ts';
import { lastEvaluations } from '../../../renderer/panels/last-evaluations.ts';

const measured = (step: number, on: Evaluation['on'], loss: number): Evaluation => ({ step, epoch: 1, on, loss, accuracy: 0.5 });

test('training and validation are those of the same step, and the probe is neither', () => {
  const evaluations = [measured(10, 'train', 3), measured(10, 'validation', 4), measured(20, 'train', 1), measured(20, 'validation', 2)];
  const last = lastEvaluations([...evaluations, measured(30, 'probe', 0)]);
  expect([last?.train.loss, last?.validation?.loss]).toEqual([1, 2]);
});

test('while validation is still being measured, none is shown beside a newer training', () => {
  expect(lastEvaluations([measured(10, 'train', 3), measured(10, 'validation', 4), measured(20, 'train', 1)])?.validation).toBeNull();
});

test('before the first evaluation there is nothing to show', () => {
  expect(lastEvaluations([measured(1, 'probe', 3)])).toBeNull();
});
