import { SCALAR } from '../../plan/report.ts';
import { offsetOf, type Pass } from './pass.ts';
import { tell } from './report.ts';

/**
 * The factor clip / (norm + 1e-6), if that is below 1 (torch.nn.utils.clip_grad_norm_), by which the optimizers multiply each gradient
 * as they read it; the gradients in the arena stay as they are. Without a limit the norm is summed by the optimizers.
 */
export function clipGradNorm(pass: Pass): void {
  const { arena, plan, running } = pass;
  const start = offsetOf(pass, plan.report);
  pass.clipScale = 1;
  pass.gradientSquares = 0;
  if (running.clip_grad_norm > 0) {
    const { offset, size } = plan.gradientRegion;
    let squares = 0;
    for (let i = 0; i < size; i++) squares += arena[offset + i]! ** 2;
    const norm = Math.sqrt(squares);
    const coefficient = running.clip_grad_norm / (norm + 1e-6);
    if (coefficient < 1) pass.clipScale = pass.round(coefficient);
    tell(pass, start + SCALAR.gradient_norm, norm);
    arena[start + SCALAR.clipped] = coefficient < 1 ? 1 : 0;
  } else if (pass.mode.recorded) {
    tell(pass, start + SCALAR.gradient_norm, 0);
    arena[start + SCALAR.clipped] = 0;
  }
}
