import { SCALAR } from '../../plan/report.ts';
import { offsetOf, type Pass } from './pass.ts';
import { tell } from './report.ts';

/**
 * Scales all gradients by clip / (norm + 1e-6) if that is below 1 (torch.nn.utils.clip_grad_norm_). The norm before it is
 * reported. Without clipping the norm is only worth a sweep on recorded steps.
 */
export function clipGradNorm(pass: Pass): void {
  const { arena, plan, running } = pass;
  if (running.clip_grad_norm === 0 && !pass.mode.recorded) return;
  const { offset, size } = plan.gradientRegion;
  let squares = 0;
  for (let i = 0; i < size; i++) squares += arena[offset + i]! ** 2;
  const norm = Math.sqrt(squares);
  const coefficient = running.clip_grad_norm > 0 ? running.clip_grad_norm / (norm + 1e-6) : 1;
  const clipped = coefficient < 1;
  const scale = pass.round(coefficient);
  if (clipped) for (let i = 0; i < size; i++) arena[offset + i] = arena[offset + i]! * scale;
  const start = offsetOf(pass, plan.report);
  tell(pass, start + SCALAR.gradient_norm, norm);
  arena[start + SCALAR.clipped] = clipped ? 1 : 0;
}
