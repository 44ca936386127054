import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { loadData } from '../../../core/datasets/load.ts';
import type { Weights } from '../../../core/formats/model-file.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { STATISTIC, reportLength, rowStart } from '../../../core/plan/report.ts';
import { compileDocument, type Compiled } from '../../../core/session/compiled.ts';
import { createRun } from '../../../core/session/create-run.ts';
import { createEngine } from '../../../core/session/engine.ts';
import type { Run } from '../../../core/session/run.ts';
import { trainedOn, weightsOf } from '../../../core/session/weights.ts';
import { FRAME_NUMBER, FRAME_NUMBERS } from '../../../core/telemetry/frame.ts';
import { kernels, noHelper } from '../../helpers/local-session.ts';
import { moons } from '../../helpers/networks.ts';

const engine = createEngine(kernels(), 1, noHelper);

/** A run of the document on its own data, or on `rows` of them. */
async function runOf(document: Document, weights: Weights | null = null, rows = 200): Promise<Run> {
  const data = await loadData({ source: 'moons', rows }, new Map(), 3);
  const facts = { name: 'moons', width: 2, task: 'classification', classes: 2, targetWidth: 1 } as const;
  return createRun(1, compileDocument(document, facts) as Compiled & { plan: Plan }, data, engine, weights);
}

const weightsNow = (run: Run) => weightsOf(run.model, run.model.plan, run.progress, trainedOn(run.data));
const numbersOf = ({ state, optimizer }: Weights) => [...state, ...optimizer].map(({ values }) => values);

function toTheEnd(run: Run): Run {
  while (!run.isFinished && !run.isFailed) run.advance();
  return run;
}

test('a run that was left in the evaluation that ends an epoch goes on to the same weights', async () => {
  const left = await runOf(moons());
  while (!left.isEvaluating) left.advance();
  const taken = await runOf(moons(), weightsNow(left));
  expect([taken.step, taken.epoch, taken.totalSteps, taken.isFinished]).toEqual([5, 1, 20, false]);
  toTheEnd(taken);
  expect([taken.isFailed, taken.step, taken.epoch]).toEqual([false, 20, 4]);
  expect(numbersOf(weightsNow(taken))).toEqual(numbersOf(weightsNow(toTheEnd(await runOf(moons())))));
});

test('a run that was left later in its epoch than its data now reach begins the next one', async () => {
  const left = await runOf(moons(), null, 2000);
  for (let step = 0; step < 30; step++) left.advance();
  const taken = toTheEnd(await runOf(moons(), weightsNow(left)));
  expect([taken.isFailed, taken.step, taken.epoch]).toEqual([false, 45, 4]);
});

test('an epoch that has begun is completed when the epochs are made fewer', async () => {
  const run = await runOf(moons());
  while (run.step < 12) run.advance();
  run.change({ epochs: 1 });
  expect([run.isFinished, run.epoch, run.totalSteps]).toEqual([false, 3, 15]);
  toTheEnd(run);
  expect([run.step, run.epoch, run.totalSteps]).toEqual([15, 3, 15]);
});

test('epochs beyond those that were planned are counted', async () => {
  const run = toTheEnd(await runOf(moons()));
  for (let step = 0; step < 2; step++) run.advance();
  expect([run.isFinished, run.step, run.epoch]).toEqual([false, 22, 5]);
});

describe('a run of very many short steps', () => {
  const LONG = 20_000;
  const withEpochs = (epochs: number) => moons({ training: { ...moons().training, epochs } });
  const recordedBy = (run: Run) => {
    const { frames } = run.outbox.take();
    return Array.from({ length: frames.count }, (_, frame) => frames.numbers[frame * FRAME_NUMBERS.length + FRAME_NUMBER.step]!);
  };
  /** Evaluations included. */
  const goTo = (run: Run, until: number) => {
    while (run.step < until || run.isEvaluating) run.advance(until);
  };

  test('records its first steps and then every n-th, under their own numbers', async () => {
    const run = await runOf(withEpochs(LONG));
    const every = run.recordedEvery;
    expect(every).toBeGreaterThan(1);
    goTo(run, 1000);
    const steps = recordedBy(run);
    expect(steps.slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(steps.slice(200)).toEqual(
      Array.from({ length: 1000 }, (_, index) => index + 1).filter((step) => step > 200 && step % every === 0),
    );
  });

  test('trains to the same weights as one that is recorded whole', async () => {
    const [sparse, whole] = [await runOf(withEpochs(LONG)), await runOf(withEpochs(100))];
    for (const run of [sparse, whole]) goTo(run, 500);
    expect(recordedBy(sparse).length).toBeLessThan(recordedBy(whole).length);
    expect(numbersOf(weightsNow(sparse))).toEqual(numbersOf(weightsNow(whole)));
  });

  test('records the step where it is told to stop, and the last of all', async () => {
    const run = await runOf(withEpochs(LONG));
    goTo(run, 777);
    expect(recordedBy(run).at(-1)).toBe(777);
    run.plan(5005);
    goTo(run, 5005);
    expect([recordedBy(run).at(-1), run.recordedEvery > 1]).toEqual([5005, true]);
  });

  test('tells the same of a step, whichever others are recorded', async () => {
    const [sparse, whole] = [await runOf(withEpochs(LONG)), await runOf(withEpochs(100))];
    const lastReport = (run: Run) => {
      goTo(run, 444);
      const { frames } = run.outbox.take();
      return frames.reports.slice(-reportLength(frames.rows));
    };
    expect(lastReport(sparse)).toEqual(lastReport(whole));
  });
});

test('each step is recorded while the loss is far out of bounds, so that the last ones before an end are there', async () => {
  const run = await runOf(moons({ training: { ...moons().training, epochs: 20_000 } }));
  while (run.step < 300 || run.isEvaluating) run.advance(300);
  const { trainer } = run.model;
  const weights = trainer.parameter('head.weight').slice();
  run.outbox.take();
  const stepsTo = (until: number) => {
    while (run.step < until || run.isEvaluating) run.advance(until);
    const { frames } = run.outbox.take();
    return Array.from({ length: frames.count }, (_, frame) => frames.numbers[frame * FRAME_NUMBERS.length + FRAME_NUMBER.step]!);
  };
  trainer.parameter('head.weight').fill(0);
  trainer.parameter('head.bias').set([1000, -1000]);
  const burst = stepsTo(310);
  expect(burst.slice(-9)).toEqual([302, 303, 304, 305, 306, 307, 308, 309, 310]);
  trainer.parameter('head.weight').set(weights);
  trainer.parameter('head.bias').set([0, 0]);
  expect(stepsTo(400).length).toBeLessThan(60);
});

describe('a number that is lost in a step nobody records', () => {
  async function lostAt301(spoil: (run: Run) => void): Promise<Run> {
    const run = await runOf(moons({ training: { ...moons().training, epochs: 20_000 } }));
    while (run.step < 300 || run.isEvaluating) run.advance(300);
    expect(301 % run.recordedEvery).not.toBe(0);
    spoil(run);
    run.advance();
    return run;
  }

  test('ends the run there, with a frame that tells of every layer and a finding that names it', async () => {
    const run = await lostAt301(({ model }) => model.trainer.parameter('head.weight').fill(3e38));
    expect([run.isFailed, run.step, run.progress.step, run.totalSteps]).toEqual([true, 301, 300, 100_000]);
    const { frames } = run.outbox.take();
    expect(frames.numbers.at(-FRAME_NUMBERS.length + FRAME_NUMBER.step)).toBe(301);
    const report = frames.reports.slice(-reportLength(frames.rows));
    for (let row = 0; row < frames.rows; row++) expect(report[rowStart(row) + STATISTIC.signal]).not.toBeNaN();
    expect(run.diagnosis.findings[0]!.where).toEqual({ node: 'head', step: 301 });
    expect(run.diagnosis.findings[0]!.message).toMatch(
      /^The output of head became infinite or not a number at step 301, in the weighted sum of its inputs, for row \d+ of the batch\./,
    );
  });

  test('leaves running statistics as they were before the step', async () => {
    let before: readonly number[] = [];
    const run = await lostAt301(({ model: { trainer } }) => {
      trainer.parameter('fc1.weight').fill(3e38);
      before = [...trainer.parameter('bn1.running_mean')];
    });
    expect(run.isFailed).toBe(true);
    expect([...run.model.trainer.parameter('bn1.running_mean')]).toEqual(before);
  });
});
