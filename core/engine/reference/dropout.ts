/**
 * @file Inverted dropout (Srivastava et al. 2014): in training an element survives with probability 1 - p and is scaled by
 * 1 / (1 - p); in evaluation nothing happens. The mask is drawn again in backward from the same counter, never stored.
 */
import { philox } from '../../tensor/random.ts';
import type { Operands } from '../../plan/step.ts';
import { SMALLEST, SMALLEST_GRADIENT } from '../kernels/smallest.ts';
import { flush } from './flush.ts';
import { countOf, offsetOf, type Pass } from './pass.ts';

const TWO_POW_32 = 4294967296;
const words = new Uint32Array(4);

function mask(pass: Pass, from: number, to: number, count: number, p: number, stream: number, least: number): void {
  const { seed, step } = pass.running;
  const scale = p < 1 ? pass.round(1 / (1 - p)) : 0;
  const seedHigh = Math.floor(Math.abs(seed) / TWO_POW_32);
  for (let i = 0; i < count; i++) {
    if (i % 4 === 0) philox(words, i / 4, 0, stream, step, seed, seedHigh);
    // a product, not a choice: what is not finite stays so even where it is dropped, as in PyTorch
    pass.arena[to + i] = flush(pass, pass.arena[from + i]! * (words[i % 4]! >= p * TWO_POW_32 ? scale : 0), least);
  }
}

export function dropout(pass: Pass, { x, y, p, stream }: Operands<'dropout'>): void {
  const [from, to, count] = [offsetOf(pass, x), offsetOf(pass, y), countOf(pass, y)];
  if (pass.mode.training) mask(pass, from, to, count, p, stream, SMALLEST);
  else pass.arena.copyWithin(to, from, from + count);
}

export function dropoutBackward(pass: Pass, { dy, dx, p, stream }: Operands<'dropout_backward'>): void {
  mask(pass, offsetOf(pass, dy), offsetOf(pass, dx), countOf(pass, dx), p, stream, SMALLEST_GRADIENT);
}
