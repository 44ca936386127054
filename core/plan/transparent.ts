/** @file A plan that hides nothing: of one step of it, everything can be read when it is done. */
import type { Plan, Role } from './plan.ts';

/** What shares its place in a plan that is to be small. */
const SHARED: ReadonlySet<Role> = new Set<Role>(['activation', 'saved', 'gradient']);

/** Numbers to which every tensor is aligned: 16 bytes, one vector. */
const ALIGNMENT = 4;

/**
 * The same program with a place of its own for every tensor, so that no kernel writes over what another has written. What lasts from step
 * to step stays where it is, and the numbers are to the bit those of `plan`.
 */
export function transparent(plan: Plan): Plan {
  const extentOf = ({ size, batched }: Plan['tensors'][number]) => Math.ceil((size * (batched ? plan.batch : 1)) / ALIGNMENT) * ALIGNMENT;
  const lasting = plan.tensors.filter(({ role }) => !SHARED.has(role));
  let end = lasting.reduce((furthest, tensor) => Math.max(furthest, tensor.offset + extentOf(tensor)), 0);
  const tensors = plan.tensors.map((tensor) => {
    if (!SHARED.has(tensor.role)) return tensor;
    const placed = { ...tensor, offset: end };
    end += extentOf(tensor);
    return placed;
  });
  return { ...plan, tensors, elements: end };
}
