/** @file From what a network puts out to what it predicts: a class with probabilities, or a number. */
import type { Task } from '../plan/plan.ts';

/**
 * The probability of each class, into `out`: softmax of logits, the logistic function of a single one. NaN throughout where a logit is
 * not finite.
 */
export function probabilities(task: 'classification' | 'binary', logits: ArrayLike<number>, start: number, out: Float32Array): void {
  if (task === 'binary') {
    const second = 1 / (1 + Math.exp(-logits[start]!));
    out[0] = 1 - second;
    out[1] = second;
    return;
  }
  let highest = -Infinity;
  for (let index = 0; index < out.length; index++) highest = Math.max(highest, logits[start + index]!);
  let sum = 0;
  for (let index = 0; index < out.length; index++) sum += Math.exp(logits[start + index]! - highest);
  for (let index = 0; index < out.length; index++) out[index] = Math.exp(logits[start + index]! - highest) / sum;
}

/**
 * The class of a row's logits, as the losses judge it: the greatest, of equal ones the first; of a single logit the second class above
 * zero. NaN where there is none. Of a regression the number itself.
 */
export function prediction(task: Task, outputs: ArrayLike<number>, start: number, width: number): number {
  const first = outputs[start]!;
  if (task === 'regression') return first;
  if (task === 'binary') return first === first ? Number(first > 0) : NaN;
  let best = 0;
  for (let index = 0; index < width; index++) {
    const value = outputs[start + index]!;
    if (value !== value) return NaN;
    if (value > outputs[start + best]!) best = index;
  }
  return best;
}
