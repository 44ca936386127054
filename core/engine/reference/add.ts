import type { Operands } from '../../plan/step.ts';
import { SMALLEST } from '../kernels/smallest.ts';
import { flush } from './flush.ts';
import { countOf, offsetOf, type Pass } from './pass.ts';

/** y = a + b; y may be a or b. */
export function add(pass: Pass, { a, b, y }: Operands<'add'>): void {
  const [left, right, to, count] = [offsetOf(pass, a), offsetOf(pass, b), offsetOf(pass, y), countOf(pass, y)];
  for (let i = 0; i < count; i++) pass.arena[to + i] = flush(pass, pass.arena[left + i]! + pass.arena[right + i]!, SMALLEST);
}
