/** @file From which step on a forward pass depends on a tensor, and what it costs from there. */
import { readsOf, writesOf } from '../plan/operands.ts';
import type { Plan, TensorId } from '../plan/plan.ts';

/** The first step that reads a parameter. */
export function fromParameter({ forward }: Plan, parameter: TensorId): number {
  return forward.findIndex((step) => readsOf(step).includes(parameter));
}

/** The step behind the one that computes what a row puts out: its probe, which stands there and reads it. */
export function fromOutput({ forward }: Plan, row: number): number {
  return forward.findIndex((step) => step.kernel === 'probe_finite' && step.row === row);
}

/**
 * What it takes to run the forward pass once for every parameter and every row's output, each from where it depends on it: per row of
 * data, multiply-adds counting as two, and anything else as one for each number that is written.
 */
export function costOfAll(plan: Plan): number {
  const costs = plan.forward.map((step) => {
    if (step.kernel === 'linear') return 2 * plan.tensors[step.weight]!.size;
    return writesOf(step).reduce((sum, id) => sum + plan.tensors[id]!.size, 0);
  });
  const starts = [...plan.parameters.map(({ tensor }) => fromParameter(plan, tensor)), ...plan.rows.map((_, row) => fromOutput(plan, row))];
  return starts.reduce((sum, start) => sum + costs.slice(start).reduce((rest, cost) => rest + cost, 0), 0);
}
