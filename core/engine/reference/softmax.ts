/** @file y = exp(x) / Σ exp(x) over each row, and its gradient. */
import type { Operands } from '../../plan/step.ts';
import { SMALLEST, SMALLEST_GRADIENT } from '../kernels/smallest.ts';
import { expAboveZero, flush } from './flush.ts';
import { offsetOf, sizeOf, type Pass } from './pass.ts';

/**
 * Writes the probabilities of one row of logits (`width` numbers at `from`) to `to` and returns log Σ exp(x). The row's
 * maximum is taken off first, so that no exp overflows.
 */
export function softmaxRow(pass: Pass, from: number, to: number, width: number): number {
  const { arena } = pass;
  let top = -Infinity;
  for (let i = 0; i < width; i++) top = Math.max(top, arena[from + i]!);
  let sum = 0;
  for (let i = 0; i < width; i++) sum += Math.exp(arena[from + i]! - top);
  for (let i = 0; i < width; i++) arena[to + i] = flush(pass, expAboveZero(arena[from + i]! - top) / sum, SMALLEST);
  return top + Math.log(sum);
}

export function softmax(pass: Pass, { x, y }: Operands<'softmax'>): void {
  const width = sizeOf(pass, x);
  for (let row = 0; row < pass.rows; row++) softmaxRow(pass, offsetOf(pass, x) + row * width, offsetOf(pass, y) + row * width, width);
}

/** dx = y · (dy - Σ dy · y). */
export function softmaxBackward(pass: Pass, step: Operands<'softmax_backward'>): void {
  const { arena, rows } = pass;
  const width = sizeOf(pass, step.y);
  for (let row = 0; row < rows; row++) {
    const [y, dy, dx] = [
      offsetOf(pass, step.y) + row * width,
      offsetOf(pass, step.dy) + row * width,
      offsetOf(pass, step.dx) + row * width,
    ];
    let sum = 0;
    for (let i = 0; i < width; i++) sum += arena[dy + i]! * arena[y + i]!;
    for (let i = 0; i < width; i++) arena[dx + i] = flush(pass, arena[y + i]! * (arena[dy + i]! - sum), SMALLEST_GRADIENT);
  }
}
