/** @file The same training as the app does it: recorded at the session's own pace, inspected, diagnosed, and told to the page. */
import { compileDocument, type Compiled } from '../../core/session/compiled.ts';
import { createRun } from '../../core/session/create-run.ts';
import { FIRST_STEPS } from '../../core/session/record-interval.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { Case } from './cases.ts';
import { stopwatch } from './clock.ts';
import type { Contender } from './contender.ts';
import type { Engine } from './engine.ts';
import { BATCHES, examplesOf } from './examples.ts';
import { documentOf, factsOf } from './ours.ts';

/** A run as long as this is what the session plans for when it decides how often to look at the network. */
const PLANNED_SECONDS = 30;
/** Its epochs are made about as long as this, from copies of the rows, lest their ends come too often for a clock. */
const EPOCH_SECONDS = 0.2;
const MOST_BATCHES = 4096;

export interface SessionRun extends Pick<Contender, 'run'> {
  /** The session records every so many steps. */
  readonly every: number;
}

/** Evaluations, which end an epoch, are made but not timed. `step` is how long a step takes, in seconds. */
export function startSessionRun(each: Case, engine: Engine, step: number): SessionRun {
  const document = documentOf(each);
  const copies = Math.ceil(Math.min(MOST_BATCHES, EPOCH_SECONDS / step) / BATCHES);
  const epochs = Math.ceil(PLANNED_SECONDS / step / (copies * BATCHES));
  const compiled = compileDocument({ ...document, training: { ...document.training, epochs } }, factsOf(each));
  const { features, labels } = examplesOf(each);
  const rows = copies * BATCHES * each.batch;
  const classes = Array.from({ length: each.classes }, (_, index) => String(index));
  const shared = {
    name: each.title,
    shape: [each.inputs],
    targetWidth: 1,
    task: 'classification',
    classes,
    columns: [],
    picture: null,
  } as const;
  const train = { ...shared, rows, features: repeated(features, copies), targets: repeated(labels, copies) };
  const validation = { ...shared, rows: 0, features: new Float32Array(0), targets: new Float32Array(0) };
  const run = createRun(1, compiled as Compiled & { plan: Plan }, { train, validation, scaling: null }, engine, null);

  // its first steps are all recorded
  while (run.recordedEvery > 1 && run.step < FIRST_STEPS) run.advance();
  return {
    every: run.recordedEvery,
    run(count) {
      run.pace.start();
      const first = run.step;
      let spent = 0;
      while (run.step < first + count) {
        while (run.isEvaluating) run.advance();
        const seconds = stopwatch(engine.clock);
        while (run.step < first + count && !run.isEvaluating) run.advance();
        spent += seconds();
      }
      run.pace.stop();
      const seconds = stopwatch(engine.clock);
      run.outbox.take();
      spent += seconds();
      // it went on to the next step that is recorded
      return Promise.resolve((spent * count) / (run.step - first));
    },
  };
}

function repeated(values: Float32Array, times: number): Float32Array {
  const all = new Float32Array(times * values.length);
  for (let time = 0; time < times; time++) all.set(values, time * values.length);
  return all;
}
