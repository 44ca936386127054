/**
 * @file y = (x - mean) · rstd · weight + bias for each feature, over the rows of the batch, and its gradients
 * (Ioffe and Szegedy 2015). x, y, dy, dx [R, F]; everything else [F].
 */
import type { Operands } from '../../plan/step.ts';
import { SMALLEST, SMALLEST_GRADIENT } from '../kernels/smallest.ts';
import { flush } from './flush.ts';
import { offsetOf, sizeOf, type Pass } from './pass.ts';

/**
 * Training, or without running statistics: normalises by the mean and the biased variance of the batch, and moves the
 * running statistics, the variance by its unbiased estimate. A batch of one row has none: running_var stays as it is.
 * Evaluation: normalises by the running statistics.
 */
export function batchNorm(pass: Pass, step: Operands<'batch_norm'>): void {
  const { arena, rows } = pass;
  const { x, y, weight, bias, eps, momentum } = step;
  const features = sizeOf(pass, x);
  const [from, to, mean, rstd] = [offsetOf(pass, x), offsetOf(pass, y), offsetOf(pass, step.mean), offsetOf(pass, step.rstd)];
  const runningMean = step.running_mean === null ? null : offsetOf(pass, step.running_mean);
  const runningVar = step.running_var === null ? null : offsetOf(pass, step.running_var);
  const ofBatch = pass.mode.training || runningMean === null || runningVar === null;

  let factor = momentum ?? 0;
  if (pass.mode.training && step.num_batches_tracked !== null) {
    const tracked = offsetOf(pass, step.num_batches_tracked);
    arena[tracked] = arena[tracked]! + 1;
    if (momentum === null) factor = 1 / arena[tracked];
  }

  for (let f = 0; f < features; f++) {
    let center = 0;
    if (ofBatch) {
      for (let row = 0; row < rows; row++) center += arena[from + row * features + f]! / rows;
      let squares = 0;
      for (let row = 0; row < rows; row++) squares += (arena[from + row * features + f]! - center) ** 2;
      arena[mean + f] = center;
      arena[rstd + f] = 1 / Math.sqrt(squares / rows + eps);
      const follow = (at: number, value: number) => {
        arena[at] = flush(pass, (1 - factor) * arena[at]! + factor * value, SMALLEST);
      };
      if (pass.mode.training && runningMean !== null) follow(runningMean + f, center);
      if (pass.mode.training && runningVar !== null && rows > 1) follow(runningVar + f, squares / (rows - 1));
    } else {
      center = arena[runningMean + f]!;
      arena[mean + f] = center;
      arena[rstd + f] = 1 / Math.sqrt(arena[runningVar + f]! + eps);
    }
    const scale = arena[rstd + f]! * (weight === null ? 1 : arena[offsetOf(pass, weight) + f]!);
    const shift = bias === null ? 0 : arena[offsetOf(pass, bias) + f]!;
    for (let row = 0; row < rows; row++) {
      const at = row * features + f;
      arena[to + at] = flush(pass, (arena[from + at]! - center) * scale + shift, SMALLEST);
    }
  }
}

/**
 * dx = rstd · weight · (dy - mean(dy) - x̂ · mean(dy · x̂)), dweight = Σ dy · x̂, dbias = Σ dy, with x̂ = (x - mean) · rstd. The mean was
 * rounded when it was stored, so that of x̂ is taken off again.
 */
export function batchNormBackward(pass: Pass, step: Operands<'batch_norm_backward'>): void {
  const { arena, rows } = pass;
  const features = sizeOf(pass, step.x);
  const [x, dy, dx] = [offsetOf(pass, step.x), offsetOf(pass, step.dy), offsetOf(pass, step.dx)];
  for (let f = 0; f < features; f++) {
    const mean = arena[offsetOf(pass, step.mean) + f]!;
    const rstd = arena[offsetOf(pass, step.rstd) + f]!;
    const normalised = (row: number) => (arena[x + row * features + f]! - mean) * rstd;
    let skew = 0;
    for (let row = 0; row < rows; row++) skew += normalised(row) / rows;
    let sum = 0;
    let product = 0;
    for (let row = 0; row < rows; row++) {
      const slope = arena[dy + row * features + f]!;
      sum += slope;
      product += slope * (normalised(row) - skew);
    }
    const scale = rstd * (step.weight === null ? 1 : arena[offsetOf(pass, step.weight) + f]!);
    for (let row = 0; row < rows; row++) {
      const at = row * features + f;
      const value = scale * (arena[dy + at]! - sum / rows - ((normalised(row) - skew) * product) / rows);
      arena[dx + at] = flush(pass, value, SMALLEST_GRADIENT);
    }
    if (step.dweight !== null) arena[offsetOf(pass, step.dweight) + f] = flush(pass, product, SMALLEST);
    if (step.dbias !== null) arena[offsetOf(pass, step.dbias) + f] = flush(pass, sum, SMALLEST);
  }
}
