/** @file From a compiled document and its data to a run that can start. */
import { batchCount } from '../datasets/batches.ts';
import { constantLoss } from '../datasets/constant-loss.ts';
import type { Data } from '../datasets/table.ts';
import { profile } from '../diagnostics/profile.ts';
import type { Plan } from '../plan/plan.ts';
import type { RunHeader } from '../telemetry/frame.ts';
import type { Weights } from '../formats/model-file.ts';
import { runSettings, type Compiled } from './compiled.ts';
import type { Engine } from './engine.ts';
import { memoryOf, withMemory } from './memory.ts';
import { Model } from './model.ts';
import { BEGINNING, Run, smallestBatch } from './run.ts';
import { putWeights } from './weights.ts';

/** A run from fresh weights, or from where `weights`, which fit the plan, left off. @throws InputError memory_denied */
export function createRun(
  id: number,
  compiled: Compiled & { readonly plan: Plan },
  data: Data,
  engine: Engine,
  weights: Weights | null,
): Run {
  const { plan, training } = compiled;
  const model = withMemory(memoryOf(plan, engine, data), () => new Model(plan, engine, training.seed, weights?.state));
  const from = weights ? putWeights(model, weights) : BEGINNING;
  const header = headerOf(id, compiled, data, model.machine.threads);
  return withMemory(memoryOf(plan, engine, data), () => new Run(header, model, data, runSettings(training), training.seed, from));
}

/** Drawn from `seed`, but for what `given` holds. @throws InputError memory_denied */
export function createModel(plan: Plan, engine: Engine, seed: number, given: Weights['state'] = []): Model {
  return withMemory(memoryOf(plan, engine, null), () => new Model(plan, engine, seed, given));
}

function headerOf(
  run: number,
  { plan, training, outline }: Compiled & { readonly plan: Plan },
  { train, validation }: Data,
  threads: number,
): RunHeader {
  const task = plan.task!;
  return {
    run,
    rows: plan.rows,
    task,
    // Classes are numbers to MSELoss, so it is measured as a regression on them.
    constantLoss: constantLoss(task === 'regression' ? { ...train, task } : train),
    stepsPerEpoch: batchCount(train.rows, training.batch_size, smallestBatch(plan)),
    epochs: training.epochs,
    classes: train.classes.length,
    trainRows: train.rows,
    validationRows: validation.rows,
    threads,
    parameters: outline.parameters,
    ...profile(plan.rows),
  };
}
