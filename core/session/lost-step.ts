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

/** Both passes and what the update would tell: the weights are still those from before the step. */
function runAgain(model: Model, running: Running, first: number, rows: number): void {
  model.machine.run('forward', RECORDED, running, first, rows);
  model.machine.run('backward', RECORDED, running, first, rows);
  tellGradients(model, running, first, rows);
}

/** Of these an update tells what the report keeps although none was made. */
const OF_GRADIENTS = ['gradient_norm', 'gradient_mean', 'gradient_max', 'gradient_zeros', 'non_finite'] as const;

/** The statistics of the gradients as they stand in the arena: from an update that is undone. */
function tellGradients({ machine, plan, report }: Model, running: Running, first: number, rows: number): void {
  const before = report.slice();
  const held = [plan.parameterRegion, ...plan.momentRegions].map(({ offset, size }) => ({
    offset,
    values: machine.arena.slice(offset, offset + size),
  }));
  machine.run('update', RECORDED, running, first, rows);
  for (const { offset, values } of held) machine.arena.set(values, offset);
  const told = report.slice();
  report.set(before);
  for (const scalar of ['gradient_norm', 'clipped', 'non_finite'] as const) report[SCALAR[scalar]] = told[SCALAR[scalar]]!;
  for (const row of plan.rows.keys())
    for (const name of OF_GRADIENTS) report[rowStart(row) + STATISTIC[name]] = told[rowStart(row) + STATISTIC[name]]!;
}

/** The gradients are still there, and the weights are those that are lost. */
function tellWeights(model: Model, running: Running, first: number, rows: number, lost: LostNumber | null): void {
  const { plan, report } = model;
  tellGradients(model, running, first, rows);
  if (!lost || report[SCALAR.non_finite]! > 0) return;
  // a bias, or a moment: no probe looks at it
  report[SCALAR.non_finite] = lost.count;
  const row = plan.rows.findIndex(({ node }) => node === lost.node);
  if (row >= 0) report[rowStart(row) + STATISTIC.non_finite] = lost.count;
}
