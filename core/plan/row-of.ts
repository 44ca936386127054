/** @file The row of the report that a step's numbers belong to. */
import { writesOf } from './operands.ts';
import type { Plan, TensorId } from './plan.ts';
import type { Step } from './step.ts';

/** The row whose output, signal or weight gradient each tensor is: that of the step which looks at it. */
export function rowsByTensor({ forward, backward, parameters }: Plan): Map<TensorId, number> {
  const rows = new Map<TensorId, number>();
  for (const step of [...forward, ...backward]) {
    // what a Flatten puts out is the work of the row before
    if (step.kernel === 'probe_finite' && !rows.has(step.x)) rows.set(step.x, step.row);
    else if (step.kernel === 'probe_signal') rows.set(step.dy, step.row);
  }
  for (const { gradient, row } of parameters) if (row !== null) rows.set(gradient, row);
  return rows;
}

/** The row that a step works for, or null: its own, or that of what it writes. */
export function rowOf(step: Step, rows: ReadonlyMap<TensorId, number>): number | null {
  if ('row' in step) return step.row;
  for (const id of writesOf(step)) {
    const row = rows.get(id);
    if (row !== undefined) return row;
  }
  return null;
}
