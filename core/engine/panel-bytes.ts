import type { Plan } from '../plan/plan.ts';
import { PANEL_COLUMNS } from './kernels/layout.ts';

/** Bytes of the widest panel that a matrix product of the plan packs: its sum runs over inputs, outputs or rows. */
export function panelBytes(plan: Plan): number {
  const longest = Math.max(plan.batch, ...plan.tensors.filter(({ batched }) => batched).map(({ size }) => size));
  return (longest + 3) * PANEL_COLUMNS * 4;
}
