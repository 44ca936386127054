import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { loadData } from '../../../core/datasets/load.ts';
import type { Weights } from '../../../core/formats/model-file.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { compileDocument, type Compiled } from '../../../core/session/compiled.ts';
import { createRun } from '../../../core/session/create-run.ts';
import { createEngine } from '../../../core/session/engine.ts';
import type { Run } from '../../../core/session/run.ts';
import { trainedOn, weightsOf } from '../../../core/session/weights.ts';
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
