/**
 * @file Losses, each from logits or values x [R, C] and the target to one number, the mean over the batch, and its gradient.
 * They also report the loss and how many rows are predicted right.
 */
import { SCALAR } from '../../plan/report.ts';
import { softmaxRow } from './softmax.ts';
import type { Operands } from '../../plan/step.ts';
import { SMALLEST_GRADIENT } from '../kernels/smallest.ts';
import { expAboveZero, flush } from './flush.ts';
import { offsetOf, sizeOf, type Pass } from './pass.ts';
import { tell } from './report.ts';
import type { TensorId } from '../../plan/plan.ts';

function report(pass: Pass, loss: TensorId, value: number, correct: number): void {
  const start = offsetOf(pass, pass.plan.report);
  pass.arena[offsetOf(pass, loss)] = value;
  tell(pass, start + SCALAR.loss, value);
  pass.arena[start + SCALAR.correct] = correct;
}

/**
 * mean of log Σ exp(x) - x[target]; target [R, 1] holds class indices, and one that is no class gives NaN. A row is right if its
 * class has the greatest logit, of equal ones the first, as torch.argmax answers.
 */
export function crossEntropy(pass: Pass, { x, target, probabilities, loss }: Operands<'cross_entropy'>): void {
  const { arena, rows } = pass;
  const classes = sizeOf(pass, x);
  let sum = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const logits = offsetOf(pass, x) + row * classes;
    const label = arena[offsetOf(pass, target) + row]!;
    const known = label >= 0 && label < classes;
    const chosen = known ? arena[logits + label]! : NaN;
    let right = chosen === chosen;
    for (let c = 0; c < classes; c++) if (c < label ? arena[logits + c]! >= chosen : arena[logits + c]! > chosen) right = false;
    if (right) correct += 1;
    sum += softmaxRow(pass, logits, offsetOf(pass, probabilities) + row * classes, classes) - chosen;
  }
  report(pass, loss, sum / rows, correct);
}

/**
 * dx = (probabilities - onehot(target)) / R. The target's own, p - 1, is told as minus the sum of the others: near p = 1 the
 * difference would keep no digit of what is left to learn.
 */
export function crossEntropyBackward(pass: Pass, { probabilities, target, dx }: Operands<'cross_entropy_backward'>): void {
  const { arena, rows } = pass;
  const classes = sizeOf(pass, dx);
  for (let row = 0; row < rows; row++) {
    const label = arena[offsetOf(pass, target) + row]!;
    let others = 0;
    for (let c = 0; c < classes; c++) {
      const probability = arena[offsetOf(pass, probabilities) + row * classes + c]!;
      if (c !== label) others += probability;
      if (c !== label) arena[offsetOf(pass, dx) + row * classes + c] = flush(pass, probability / rows, SMALLEST_GRADIENT);
    }
    if (label >= 0 && label < classes) arena[offsetOf(pass, dx) + row * classes + label] = flush(pass, -others / rows, SMALLEST_GRADIENT);
  }
}

/** mean of max(x, 0) - x · target + log(1 + exp(-|x|)); a row is right if every x is on the side of 0 that its target is of ½. */
export function bceWithLogits(pass: Pass, { x, target, loss }: Operands<'bce_with_logits'>): void {
  const { arena, rows } = pass;
  const width = sizeOf(pass, x);
  const [from, goal] = [offsetOf(pass, x), offsetOf(pass, target)];
  let sum = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    let right = true;
    for (let i = row * width; i < (row + 1) * width; i++) {
      const logit = arena[from + i]!;
      const wanted = arena[goal + i]!;
      sum += Math.max(logit, 0) - logit * wanted + Math.log1p(Math.exp(-Math.abs(logit)));
      if (!(wanted > 0.5 ? logit > 0 : logit <= 0)) right = false;
    }
    if (right) correct += 1;
  }
  report(pass, loss, sum / (rows * width), correct);
}

/** dx = (sigmoid(x) - target) / (R · C), as (1 - target) · sigmoid(x) - target · sigmoid(-x): what is nearly right keeps its digits. */
export function bceWithLogitsBackward(pass: Pass, { x, target, dx }: Operands<'bce_with_logits_backward'>): void {
  const { arena, rows } = pass;
  const count = rows * sizeOf(pass, x);
  const [from, goal, to] = [offsetOf(pass, x), offsetOf(pass, target), offsetOf(pass, dx)];
  for (let i = 0; i < count; i++) {
    const logit = arena[from + i]!;
    const tail = expAboveZero(-Math.abs(logit));
    const wanted = arena[goal + i]!;
    const [above, below] = logit < 0 ? [tail, 1] : [1, tail];
    arena[to + i] = flush(pass, ((1 - wanted) * above - wanted * below) / ((1 + tail) * count), SMALLEST_GRADIENT);
  }
}

/** mean of (x - target)². For classes a row is right if every x is on the side of ½ that its target is. */
export function mse(pass: Pass, { x, target, loss }: Operands<'mse'>): void {
  const { arena, rows } = pass;
  const width = sizeOf(pass, x);
  const [from, goal] = [offsetOf(pass, x), offsetOf(pass, target)];
  let sum = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    let right = true;
    for (let i = row * width; i < (row + 1) * width; i++) {
      const value = arena[from + i]!;
      const wanted = arena[goal + i]!;
      sum += (value - wanted) ** 2;
      if (!(wanted > 0.5 ? value > 0.5 : value <= 0.5)) right = false;
    }
    if (right) correct += 1;
  }
  report(pass, loss, sum / (rows * width), pass.plan.task === 'regression' ? NaN : correct);
}

/** dx = 2 (x - target) / (R · C). */
export function mseBackward(pass: Pass, { x, target, dx }: Operands<'mse_backward'>): void {
  const { arena, rows } = pass;
  const count = rows * sizeOf(pass, x);
  const [from, goal, to] = [offsetOf(pass, x), offsetOf(pass, target), offsetOf(pass, dx)];
  for (let i = 0; i < count; i++) arena[to + i] = flush(pass, (2 * (arena[from + i]! - arena[goal + i]!)) / count, SMALLEST_GRADIENT);
}
