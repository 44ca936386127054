/** @file Which tensors of a plan belong to a node of the document: what it puts out, how much of the loss arrives there, what it learns. */
import type { Plan, PlannedTensor, Row } from './plan.ts';
import type { Step } from './step.ts';

/** Its row, or -1: of an Input, a loss, or what only gives the data another shape. */
export function rowOfNode({ rows }: Plan, node: string): number {
  return rows.findIndex((row) => row.node === node);
}

/** What a row puts out. A Flatten's is that of the row before, under another shape. */
export function outputOfRow({ forward, tensors }: Plan, row: number): PlannedTensor {
  const probe = forward.find((step) => step.kernel === 'probe_finite' && step.row === row) as Step & { readonly kernel: 'probe_finite' };
  return tensors[probe.x]!;
}

/** ∂L/∂output of a row, L being the mean over the batch; where several blocks read it, the sum of what they hand back. */
export function signalOfRow({ backward, tensors }: Plan, row: number): PlannedTensor {
  const probe = backward.find((step) => step.kernel === 'probe_signal' && step.row === row) as Step & { readonly kernel: 'probe_signal' };
  return tensors[probe.dy]!;
}

/** What an Input gathers; null of any other node. */
export function dataOfNode({ inputs, tensors }: Plan, node: string): PlannedTensor | null {
  return inputs.map(({ tensor }) => tensors[tensor]!).find((tensor) => tensor.node === node) ?? null;
}

/** The parameter that a row's statistics tell of, a layer's weight; null of a row that has none. */
export function weightOfRow({ parameters }: Plan, row: number): Plan['parameters'][number] | null {
  return parameters.find((parameter) => parameter.row === row) ?? null;
}

/**
 * The row of the activation that the units of a row go through, at once or behind what normalises, drops or reshapes them: itself, if it
 * is one. Null if none follows.
 */
export function activationOfRow(rows: readonly Row[], row: number): number | null {
  if (rows[row]!.flow.kind === 'activation') return row;
  for (const [reader, { inputs, flow }] of rows.entries()) {
    if (!inputs.includes(row) || !PASSING.has(flow.kind)) continue;
    const found = activationOfRow(rows, reader);
    if (found !== null) return found;
  }
  return null;
}

const PASSING: ReadonlySet<Row['flow']['kind']> = new Set(['activation', 'normalise', 'dropout', 'same']);

/** The step that computes what a row puts out; null of a row that only gives it another shape. */
export function stepOfRow(plan: Plan, row: number): Step | null {
  const output = outputOfRow(plan, row).id;
  const first = plan.rows.every((_, other) => other >= row || outputOfRow(plan, other).id !== output);
  return first ? (plan.forward.find((step) => 'y' in step && step.y === output) ?? null) : null;
}
