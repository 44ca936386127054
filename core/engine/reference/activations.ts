/**
 * @file Functions of one number, and their slopes told from the output alone, so that the input need not be kept. What comes out too
 * small is made zero (kernels/smallest.ts).
 */
import type { Operands } from '../../plan/step.ts';
import { SMALLEST, SMALLEST_GRADIENT } from '../kernels/smallest.ts';
import { expAboveZero, flush } from './flush.ts';
import { countOf, offsetOf, type Pass } from './pass.ts';
import type { TensorId } from '../../plan/plan.ts';

function map(pass: Pass, x: TensorId, y: TensorId, f: (value: number) => number): void {
  const [from, to, count] = [offsetOf(pass, x), offsetOf(pass, y), countOf(pass, y)];
  for (let i = 0; i < count; i++) pass.arena[to + i] = flush(pass, f(pass.arena[from + i]!), SMALLEST);
}

/** dx = what `gradient` makes of dy and y. */
function mapGradient(pass: Pass, step: { y: TensorId; dy: TensorId; dx: TensorId }, gradient: (dy: number, y: number) => number): void {
  const [y, dy, dx, count] = [offsetOf(pass, step.y), offsetOf(pass, step.dy), offsetOf(pass, step.dx), countOf(pass, step.dx)];
  for (let i = 0; i < count; i++) pass.arena[dx + i] = flush(pass, gradient(pass.arena[dy + i]!, pass.arena[y + i]!), SMALLEST_GRADIENT);
}

/** Not a number stays so: `x < 0 ? 0 : x`, not max(x, 0), which a hardware maximum may answer with 0. */
export function relu(pass: Pass, { x, y }: Operands<'relu'>): void {
  map(pass, x, y, (value) => (value < 0 ? 0 : value));
}

/** The slope at 0 is 0, as in PyTorch. A dead unit blocks even a non-finite gradient. */
export function reluBackward(pass: Pass, step: Operands<'relu_backward'>): void {
  mapGradient(pass, step, (dy, y) => (y <= 0 ? 0 : dy));
}

export function leakyRelu(pass: Pass, { x, y, negative_slope }: Operands<'leaky_relu'>): void {
  const slope = pass.round(negative_slope);
  map(pass, x, y, (value) => (value > 0 ? value : value * slope));
}

/** The sign of y is the sign of x only for negative_slope >= 0; with 0 it is ReLU's. */
export function leakyReluBackward(pass: Pass, step: Operands<'leaky_relu_backward'>): void {
  const slope = pass.round(step.negative_slope);
  mapGradient(pass, step, (dy, y) => (y > 0 ? dy : dy * slope));
}

/** exp is taken of a negative number only, so that it never overflows. */
export function sigmoid(pass: Pass, { x, y }: Operands<'sigmoid'>): void {
  map(pass, x, y, (value) => {
    const tail = expAboveZero(-Math.abs(value));
    return (value < 0 ? tail : 1) / (1 + tail);
  });
}

export function sigmoidBackward(pass: Pass, step: Operands<'sigmoid_backward'>): void {
  mapGradient(pass, step, (dy, y) => dy * (y * (1 - y)));
}

export function tanh(pass: Pass, { x, y }: Operands<'tanh'>): void {
  map(pass, x, y, Math.tanh);
}

export function tanhBackward(pass: Pass, step: Operands<'tanh_backward'>): void {
  mapGradient(pass, step, (dy, y) => dy * (1 - y * y));
}
