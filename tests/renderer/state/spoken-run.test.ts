import { expect, test } from 'vitest';
import { spokenFinding, spokenStatus } from '../../../renderer/state/spoken-run.ts';
import { headerOf, recordingOf } from '../panels/recorded-run.ts';

test('a finding of the gradient is told with its size, any other by its title', () => {
  expect(spokenFinding({ code: 'gradient_vanishing' }, 'fc3', 2.1e-6)).toBe('fc3: gradient 2e-6, vanishing');
  expect(spokenFinding({ code: 'gradient_exploding' }, 'fc3', NaN)).toBe('fc3: exploding');
  expect(spokenFinding({ code: 'units_dead' }, 'relu2', 0.5)).toBe('relu2: Units dead');
  expect(spokenFinding({ code: 'overfitting' }, null, NaN)).toBe('Overfitting');
});

test('the end of a run is told with what it came to, and most is not all', () => {
  const recording = recordingOf(headerOf(2), []);
  expect(spokenStatus('running', 'finished', 280, recording)).toBe('Training finished');
  recording.addEvaluation({ step: 280, epoch: 10, on: 'train', loss: 0.01, accuracy: 1 });
  recording.addEvaluation({ step: 280, epoch: 10, on: 'validation', loss: 0.1, accuracy: 0.978 });
  expect(spokenStatus('running', 'finished', 280, recording)).toBe('Training finished, accuracy 97 %');
  recording.addEvaluation({ step: 281, epoch: 10, on: 'validation', loss: 0.0123, accuracy: NaN });
  expect(spokenStatus('running', 'finished', 280, recording)).toBe('Training finished, loss 0.012');
});

test('only what changes is told', () => {
  expect(spokenStatus('running', 'running', 12, null)).toBeNull();
  expect(spokenStatus('idle', 'running', 0, null)).toBe('Training');
  expect(spokenStatus('running', 'paused', 1234, null)).toBe('Paused at step 1,234');
  expect(spokenStatus('running', 'failed', 7, null)).toBe('Training stopped at step 7: numbers are not finite');
  expect(spokenStatus('finished', 'idle', 0, null)).toBeNull();
});
