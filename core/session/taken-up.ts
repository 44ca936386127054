/** @file A run that was kept beyond the worker that trained it, as one that can go on: from the last of its states, or from any step before. */
import type { Data } from '../datasets/table.ts';
import { InputError } from '../findings/input-error.ts';
import type { Clause } from '../findings/messages.ts';
import type { Plan } from '../plan/plan.ts';
import type { Weights } from '../formats/model-file.ts';
import type { KeptRun, KeptState } from '../telemetry/kept-run.ts';
import { Course } from './course.ts';
import type { Engine } from './engine.ts';
import { KeptStates } from './kept-states.ts';
import type { Known } from './known.ts';
import { memoryOf, withMemory } from './memory.ts';
import { Model } from './model.ts';
import { Run } from './run.ts';
import { putWeights } from './weights.ts';

interface Means {
  /** With room for the largest batch that the run ever took. */
  readonly plan: Plan;
  readonly seed: number;
  readonly data: Data;
  readonly engine: Engine;
  /** Of the last state, where that has no numbers. */
  readonly weights?: Weights | undefined;
}

/** As run `run`, which continues the kept one where that stood. @throws InputError run_misfit, memory_denied */
export function takenUp(run: number, { header, settings, changes, states }: KeptRun<Known>, means: Means): Run {
  const { plan, seed, data, engine, weights } = means;
  return withMemory(memoryOf(plan, engine, data), () => {
    const model = new Model(plan, engine, seed, weights?.state);
    requireSame('clause:rows_of_run', header.rows.length, plan.rows.length);
    header.rows.forEach((row, index) => {
      requireSame('clause:width_of_run', row.width, plan.rows[index]!.width, row.name);
    });
    const last = weights ? filled(states.at(-1)!, model, weights) : states.at(-1)!;
    requireSame('clause:state_of_run', last.numbers.length, model.stateLength);
    requireSame('clause:training_rows_of_run', header.trainRows, data.train.rows);
    requireSame('clause:validation_rows_of_run', header.validationRows, data.validation.rows);
    const { step } = last.progress;
    const course = new Course(settings, changes, last.known.told);
    model.putState(last.numbers);
    return new Run(
      { ...header, run, threads: model.machine.threads, continues: { run: header.run, step } },
      model,
      data,
      course.settingsAfter(step),
      seed,
      last.progress,
      { states: new KeptStates([...states.slice(0, -1), last]), course, known: last.known },
    );
  });
}

function filled(state: KeptState<Known>, model: Model, weights: Weights): KeptState<Known> {
  putWeights(model, weights);
  const numbers = new Float32Array(model.stateLength);
  model.takeState(numbers);
  return { ...state, numbers };
}

function requireSame(what: Clause, got: number, expected: number, name = ''): void {
  if (got !== expected) throw new InputError('run_misfit', { what, name, got, expected });
}
