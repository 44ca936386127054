/** @file y = x · weightᵀ + bias and its three gradients; x [R, I], weight [O, I], bias [O], y and dy [R, O]. */
import type { Operands } from '../../plan/step.ts';
import { SMALLEST, SMALLEST_GRADIENT } from '../kernels/smallest.ts';
import { flush } from './flush.ts';
import { offsetOf, sizeOf, type Pass } from './pass.ts';

export function linear(pass: Pass, { x, weight, bias, y }: Operands<'linear'>): void {
  const { arena, rows } = pass;
  const [inputs, outputs] = [sizeOf(pass, x), sizeOf(pass, y)];
  const [from, to, w] = [offsetOf(pass, x), offsetOf(pass, y), offsetOf(pass, weight)];
  for (let row = 0; row < rows; row++) {
    for (let o = 0; o < outputs; o++) {
      let sum = bias === null ? 0 : arena[offsetOf(pass, bias) + o]!;
      for (let i = 0; i < inputs; i++) sum += arena[from + row * inputs + i]! * arena[w + o * inputs + i]!;
      arena[to + row * outputs + o] = flush(pass, pass.round(sum), SMALLEST);
    }
  }
}

/** dx = dy · weight. */
export function linearInputGradient(pass: Pass, { dy, weight, dx }: Operands<'linear_input_gradient'>): void {
  const { arena, rows } = pass;
  const [inputs, outputs] = [sizeOf(pass, dx), sizeOf(pass, dy)];
  const [from, to, w] = [offsetOf(pass, dy), offsetOf(pass, dx), offsetOf(pass, weight)];
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let o = 0; o < outputs; o++) sum += arena[from + row * outputs + o]! * arena[w + o * inputs + i]!;
      arena[to + row * inputs + i] = flush(pass, pass.round(sum), SMALLEST_GRADIENT);
    }
  }
}

/** dweight = dyᵀ · x. */
export function linearWeightGradient(pass: Pass, { dy, x, dweight }: Operands<'linear_weight_gradient'>): void {
  const { arena, rows } = pass;
  const [inputs, outputs] = [sizeOf(pass, x), sizeOf(pass, dy)];
  const [from, input, to] = [offsetOf(pass, dy), offsetOf(pass, x), offsetOf(pass, dweight)];
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += arena[from + row * outputs + o]! * arena[input + row * inputs + i]!;
      arena[to + o * inputs + i] = flush(pass, pass.round(sum), SMALLEST);
    }
  }
}

/** dbias = the sum of dy over the rows. */
export function linearBiasGradient(pass: Pass, { dy, dbias }: Operands<'linear_bias_gradient'>): void {
  const { arena, rows } = pass;
  const outputs = sizeOf(pass, dy);
  const [from, to] = [offsetOf(pass, dy), offsetOf(pass, dbias)];
  for (let o = 0; o < outputs; o++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += arena[from + row * outputs + o]!;
    arena[to + o] = flush(pass, pass.round(sum), SMALLEST);
  }
}
