/**
 * @file The forecast, measured: the first rows that training would take go once through the fresh weights and back, in a machine of
 * their own that is then forgotten. What comes out is what the first step will show.
 */
import { batchRows } from '../datasets/batches.ts';
import type { Data } from '../datasets/table.ts';
import type { Mode, Running } from '../engine/machine.ts';
import type { Plan } from '../plan/plan.ts';
import { STATISTIC, rowStart } from '../plan/report.ts';
import type { Engine } from './engine.ts';
import { firstRows } from './first-rows.ts';
import { memoryOf, withMemory } from './memory.ts';
import { Model } from './model.ts';
import { smallestBatch } from './run.ts';

/** The signal is a mean over rows: more of them hardly change it. */
const MOST_ROWS = 64;
/**
 * Of a network beyond these it would be felt: a machine is made and its weights are drawn while requests wait. Numbers in the arena
 * (40 MB), parameters drawn, multiplies and adds in one pass there and back.
 */
const MOST_ELEMENTS = 10_000_000;
const MOST_PARAMETERS = 500_000;
const MOST_FLOPS = 2e8;

const PASS: Mode = { training: true, recorded: true, inspected: false, scored: true };

/** How many rows to measure with: as many as a batch has, fewer of a large network, none of a very large one. */
export function rowsToMeasure(plan: Plan, trainRows: number): number {
  const smallest = smallestBatch(plan);
  const affordable = Math.floor(MOST_FLOPS / (plan.flops.forward + plan.flops.backward));
  const rows = Math.min(batchRows(0, trainRows, plan.batch, smallest), MOST_ROWS, affordable);
  const large = plan.elements > MOST_ELEMENTS || plan.parameterRegion.size > MOST_PARAMETERS;
  return large || rows < smallest || plan.parameters.length === 0 ? 0 : rows;
}

/** log10 of each row's signal relative to that of `anchor`; -Infinity of none, null of one that is not finite. @throws InputError memory_denied */
export function* measureForecast(
  plan: Plan,
  data: Data,
  { kernels }: Engine,
  seed: number,
  anchor: number,
): Generator<void, readonly (number | null)[]> {
  const rows = rowsToMeasure(plan, data.train.rows);
  const model = withMemory(memoryOf(plan, null, null), () => new Model(plan, { kernels, team: null }, seed));
  yield;
  const { machine } = model;
  const { features, targets } = firstRows(data.train, seed, rows);
  withMemory(memoryOf(plan, null, null), () => machine.bind(features, targets, rows));
  const running: Running = { lr: 0, clip_grad_norm: 0, step: 1, seed };
  machine.run('forward', PASS, running, 0, rows);
  machine.run('backward', PASS, running, 0, rows);
  const { report } = model.trainer;
  const signal = (row: number) => report[rowStart(row) + STATISTIC.signal]!;
  return plan.rows.map((_, row) => {
    const decades = Math.log10(signal(row) / signal(anchor));
    return decades < Infinity ? decades : null;
  });
}
