/** @file What can still be told of the step in which a run lost a number: which it was, and the statistics of every layer. */
import { findNonFinite } from '../engine/find-non-finite.ts';
import type { List, Mode, Running } from '../engine/machine.ts';
import { SCALAR, STATISTIC, rowStart } from '../plan/report.ts';
import type { LostNumber } from '../telemetry/lost-number.ts';
import type { Model } from './model.ts';

const RECORDED: Mode = { training: true, recorded: true, inspected: false, scored: true };

/**
 * Of the step on the rows order[first .. first + rows), which ended in `list`; the model has run nothing since but had its buffers put
 * back. Afterwards the model's report is that of the step, recorded or not, and its weights and buffers are as they were before the
 * step, or, where it was the update that lost the number, as that left them.
 */
export function examineLostStep(model: Model, list: List, running: Running, first: number, rows: number): LostNumber | null {
  const lost = findNonFinite(model.machine, list, running, first, rows);
  if (list === 'update') tellWeights(model, running, first, rows, lost);
  else runAgain(model, running, first, rows);
  model.putBackBuffers();
  return lost;
}

/** Both passes and the norm of the gradient: the weights are still those from before the step. */
function runAgain({ machine, plan }: Model, running: Running, first: number, rows: number): void {
  machine.run('forward', RECORDED, running, first, rows);
  machine.run('backward', RECORDED, running, first, rows);
  const norm = plan.update.findIndex(({ kernel }) => kernel === 'clip_grad_norm');
  machine.runOne('update', norm, RECORDED, running, first, rows);
}

/** The gradients are still there, and the weights are those that are lost. */
function tellWeights({ machine, plan, report }: Model, running: Running, first: number, rows: number, lost: LostNumber | null): void {
  plan.backward.forEach(({ kernel }, index) => {
    if (kernel === 'probe_gradient') machine.runOne('backward', index, RECORDED, running, first, rows);
  });
  if (!lost || report[SCALAR.non_finite]! > 0) return;
  // a bias, or a moment: no probe looks at it
  report[SCALAR.non_finite] = lost.count;
  const row = plan.rows.findIndex(({ node }) => node === lost.node);
  if (row >= 0) report[rowStart(row) + STATISTIC.non_finite] = lost.count;
}
