/** @file A row of the data in words: what it is, what it was taken for, and how sure the network is. */
import type { Samples } from '../../core/telemetry/data-look.ts';
import { accuracyText, numberText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';

/** A row of numbers is neither right nor wrong; one without a prediction is wrong. */
export function isWrong({ classes, targets, predicted }: Samples, index: number): boolean {
  return classes.length > 0 && predicted[index] !== targets[index];
}

export function sampleText({ classes, targets, predicted, probabilities }: Samples, index: number): string {
  const [truth, guess] = [targets[index]!, predicted[index]!];
  if (classes.length === 0) return m.sample_number({ truth: numberText(truth), predicted: numberText(guess) });
  if (Number.isNaN(guess)) return m.sample_lost({ truth: classes[truth]! });
  const probability = accuracyText(probabilities[index * classes.length + guess]!);
  return truth === guess
    ? m.sample_right({ truth: classes[truth]!, probability })
    : m.sample_wrong({ truth: classes[truth]!, predicted: classes[guess]!, probability });
}
