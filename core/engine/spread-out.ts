/** @file A plan without shared memory: what a step has written stays there until that step runs again. */
import type { Plan, Role } from '../plan/plan.ts';

/** They have regions of their own, which stay where they are. */
const IN_REGIONS: ReadonlySet<Role> = new Set(['parameter', 'parameter_gradient', 'moment']);

/** The same steps on the same tensors, each on ground of its own, for up to `rows` rows. */
export function spreadOut(plan: Plan, rows: number): Plan {
  const regions = [plan.parameterRegion, plan.gradientRegion, ...plan.momentRegions];
  let end = Math.max(...regions.map(({ offset, size }) => offset + size));
  const tensors = plan.tensors.map((tensor) => {
    if (IN_REGIONS.has(tensor.role)) return tensor;
    const offset = Math.ceil(end / 4) * 4;
    end = offset + (tensor.batched ? rows * tensor.size : tensor.size);
    return { ...tensor, offset };
  });
  return { ...plan, tensors, batch: rows, elements: Math.ceil(end / 4) * 4 };
}
