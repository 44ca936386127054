/** @file A run that was kept beyond the worker that trained it, as one that can go on: from the last of its states, or from any step before. */
import type { Data } from '../datasets/table.ts';
import { InputError } from '../findings/input-error.ts';
import type { Clause } from '../findings/messages.ts';
import type { Plan } from '../plan/plan.ts';
import type { KeptRun } from '../telemetry/kept-run.ts';
import { Course } from './course.ts';
import type { Engine } from './engine.ts';
import { KeptStates } from './kept-states.ts';
import type { Known } from './known.ts';
import { memoryOf, withMemory } from './memory.ts';
import { Model } from './model.ts';
import { Run } from './run.ts';

interface Means {
  /** With room for the largest batch that the run ever took. */
  readonly plan: Plan;
  readonly seed: number;
  readonly data: Data;
  readonly engine: Engine;
}

/** As run `run`, which continues the kept one where that stood. @throws InputError run_misfit, memory_denied */
export function takenUp(run: number, { header, settings, changes, states }: KeptRun<Known>, means: Means): Run {
  const { plan, seed, data, engine } = means;
  return withMemory(memoryOf(plan, engine, data), () => {
    const model = new Model(plan, engine, seed);
    const last = states.at(-1)!;
    requireSame('clause:rows_of_run', header.rows.length, plan.rows.length);
    header.rows.forEach((row, index) => {
      requireSame('clause:width_of_run', row.width, plan.rows[index]!.width, row.name);
    });
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
      { states: new KeptStates(states), course, known: last.known },
    );
  });
}

function requireSame(what: Clause, got: number, expected: number, name = ''): void {
  if (got !== expected) throw new InputError('run_misfit', { what, name, got, expected });
}
