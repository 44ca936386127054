/** @file The same training as the app does it: recorded at the session's own pace, inspected, diagnosed, and told to the page. */
import { compileDocument, type Compiled } from '../../core/session/compiled.ts';
import { createRun } from '../../core/session/create-run.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { STATISTIC, rowStart } from '../../core/plan/report.ts';
import type { FrameBatch } from '../../core/telemetry/frame.ts';
import type { Case } from './cases.ts';
import type { Contender } from './contender.ts';
import type { Engine } from './engine.ts';
import { BATCHES, examplesOf } from './examples.ts';
import { documentOf, factsOf } from './ours.ts';

/** A run as long as this is what the session plans for when it decides how often to look at the network. */
const PLANNED_SECONDS = 30;

export interface SessionRun extends Pick<Contender, 'run'> {
  /** Steps from one whose statistics were recorded to the next, on average so far. */
  readonly every: number;
}

/** Evaluations, which end an epoch, are made but not timed. `step` is how long a step takes, in seconds. */
export function startSessionRun(each: Case, engine: Engine, step: number): SessionRun {
  const document = documentOf(each);
  const epochs = Math.ceil(PLANNED_SECONDS / step / BATCHES);
  const compiled = compileDocument({ ...document, training: { ...document.training, epochs } }, factsOf(each));
  const { features, labels } = examplesOf(each);
  const rows = BATCHES * each.batch;
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
  const train = { ...shared, rows, features, targets: labels };
  const validation = { ...shared, rows: 0, features: new Float32Array(0), targets: new Float32Array(0) };
  const run = createRun(1, compiled as Compiled & { plan: Plan }, { train, validation, scaling: null }, engine, null);

  let steps = 0;
  let recorded = 0;
  return {
    run(count) {
      run.pace.start();
      let spent = 0;
      for (let taken = 0; taken < count; taken++) {
        while (run.isEvaluating) run.advance();
        const start = performance.now();
        run.advance();
        spent += performance.now() - start;
      }
      run.pace.stop();
      const start = performance.now();
      const { frames } = run.outbox.take();
      spent += performance.now() - start;
      steps += count;
      recorded += recordedFrames(frames);
      return Promise.resolve(spent / 1000);
    },
    get every() {
      return steps / recorded;
    },
  };
}

/** The frames that tell of the layers. A step that was not recorded has left the last layer's signal NaN. */
function recordedFrames({ count, rows, reports }: FrameBatch): number {
  const length = reports.length / count;
  const signal = rowStart(rows - 1) + STATISTIC.signal;
  return Array.from({ length: count }, (_, frame) => reports[frame * length + signal]!).filter((value) => !Number.isNaN(value)).length;
}
