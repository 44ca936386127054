/**
 * @file Not a number: judged on every step, not on samples, for one is enough and the run ends with it. Names where it
 * began: forward, the first layer whose output is not finite; backward (the loss still is), the layer nearest to the loss.
 */
import type { Finding } from '../../findings/finding.ts';
import { finding } from '../../findings/messages.ts';
import { SCALAR, STATISTIC, rowStart } from '../../plan/report.ts';
import type { Row } from '../../plan/plan.ts';

/** Allocation-free, so that it can be asked after each step. */
export function isFiniteStep(report: Float32Array, at = 0): boolean {
  return Number.isFinite(report[at + SCALAR.loss]!) && !(report[at + SCALAR.non_finite]! > 0);
}

export function nonFinite(rows: readonly Row[], step: number, report: Float32Array, at = 0): Finding {
  const count = (row: number) => report[at + rowStart(row) + STATISTIC.non_finite]!;
  const signal = (row: number) => report[at + rowStart(row) + STATISTIC.signal]!;
  const forward = !Number.isFinite(report[at + SCALAR.loss]!);
  const row = forward ? firstForward(rows, count) : rows.findLastIndex((_, index) => count(index) > 0 || !Number.isFinite(signal(index)));
  if (row < 0) return finding('non_finite', { step }, { what: 'clause:loss_itself', step });
  const { node, name } = rows[row]!;
  return finding('non_finite', { node, step }, { what: forward ? 'clause:output_of' : 'clause:gradient_at', name, step });
}

/**
 * A layer with weights counts their gradient too, and that is lost in every layer before the culprit. A layer without counts
 * its output alone: the first of those that is hit tells, and what feeds it is the culprit if it is hit as well.
 */
function firstForward(rows: readonly Row[], count: (row: number) => number): number {
  const first = rows.findIndex(({ weight }, row) => weight === null && count(row) > 0);
  if (first < 0) return rows.findLastIndex((_, row) => count(row) > 0);
  return rows[first]!.inputs.find((input) => rows[input]!.weight !== null && count(input) > 0) ?? first;
}
