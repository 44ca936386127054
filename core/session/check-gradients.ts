/**
 * @file The gradients of a session's network, checked: of a run as it stands, without a trace, or of the weights that a run would
 * start from, without beginning one. The machine is needed for a moment; the differences are then taken in slices, and a run goes on.
 */
import type { Data } from '../datasets/table.ts';
import { checkGradients, rowsToCheck } from '../engine/check-gradients.ts';
import { InputError } from '../findings/input-error.ts';
import type { GradientCheck } from '../telemetry/gradient-check.ts';
import { firstRows, gatherRows, type Rows } from './first-rows.ts';
import { memoryOf, withMemory } from './memory.ts';
import type { Model } from './model.ts';

interface Subject {
  readonly model: Model;
  readonly data: Data;
  readonly seed: number;
  /** Steps that the weights have been trained for. */
  readonly step: number;
}

/** Of a model that has its run's data bound: on the rows that this epoch began with. @throws InputError */
export function checkRun({ model, data, seed, step }: Subject): Generator<void, GradientCheck> {
  const rows = rowsFor(model, data);
  const order = model.machine.order.slice(0, rows);
  return check(model, { seed, step }, gatherRows(data.train, order), rows);
}

/** Of a model that has no data yet: on the rows that its first epoch would begin with. @throws InputError */
export function checkFresh({ model, data, seed, step }: Subject): Generator<void, GradientCheck> {
  const rows = rowsFor(model, data);
  const { features, targets } = firstRows(data.train, seed, rows);
  withMemory(memoryOf(model.plan, null, null), () => model.machine.bind(features, targets, rows));
  return check(model, { seed, step }, { features, targets }, rows);
}

function rowsFor({ plan }: Model, { train }: Data): number {
  if (plan.parameters.length === 0) throw new InputError('gradients_none', {});
  return rowsToCheck(plan, train.rows);
}

/** With the dropout masks of the step that would come next. */
function check(
  { plan, machine }: Model,
  { seed, step }: Pick<Subject, 'seed' | 'step'>,
  { features, targets }: Rows,
  rows: number,
): Generator<void, GradientCheck> {
  // twins of the network in double and in single precision
  return withMemory(12 * plan.elements, () =>
    checkGradients(machine, { first: 0, rows, features, targets, running: { step: step + 1, seed } }),
  );
}
