import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { createEngine, kernelsFile, type Call, type Engine } from '../../../core/session/engine.ts';
import type { Known } from '../../../core/session/known.ts';
import type { Run } from '../../../core/session/run.ts';
import { takenUp } from '../../../core/session/taken-up.ts';
import type { KeptRun } from '../../../core/telemetry/kept-run.ts';
import type { RunSettings } from '../../../core/telemetry/run-settings.ts';
import { kernels, noHelper } from '../../helpers/local-session.ts';
import { moons, network } from '../../helpers/networks.ts';
import { goPast, goTo, goneBack, runOf, stateOf, toldAfter, toldBy } from '../../helpers/run-of.ts';

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

function engineOf(numerics: 'strict' | 'relaxed', threads: number): Engine {
  const build = { numerics, shared: threads > 1 };
  const bytes = readFileSync(new URL(`../../../dist/${kernelsFile(build)}`, import.meta.url));
  return createEngine({ ...build, bytes: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) }, threads, () => {
    const worker = new Worker(new URL('../../../core/cli/helper.ts', import.meta.url));
    workers.push(worker);
    return { call: (call: Call) => worker.postMessage(call), end: () => void worker.terminate() };
  });
}

/** Everything that a run can be told from another by. */
function whole(run: Run, since: number) {
  return {
    ...toldAfter(toldBy(run), since),
    state: stateOf(run),
    diagnosis: run.diagnosis.state,
    progress: { ...run.progress, seconds: 0 },
  };
}

/** What is done with a run at a step that it comes to rest at. */
type Said = readonly [step: number, change: Partial<RunSettings>];

function follow(run: Run, said: readonly Said[], until: number): Run {
  for (const [step, change] of said) {
    if (step < run.step || step > until) continue;
    goTo(run, step);
    run.change(change);
  }
  return goTo(run, until);
}

const training = moons().training;
const momentum = network(
  [
    ['Input', 'input', { shape: [2] }],
    ['Linear', 'fc1', { out_features: 8 }],
    ['BatchNorm1d', 'bn1'],
    ['Tanh', 'tanh1'],
    ['Linear', 'fc2', { out_features: 8 }],
    ['Dropout', 'drop2', { p: 0.4 }],
    ['ReLU', 'relu2'],
    ['Linear', 'head', { out_features: 2 }],
    ['CrossEntropyLoss', 'loss'],
  ],
  {
    training: {
      optimizer: { kind: 'SGD', lr: 0.05, momentum: 0.9, nesterov: true },
      batch_size: 32,
      epochs: 300,
      seed: 5,
      clip_grad_norm: 0.5,
    },
  },
);

describe('a run that goes on from one of its steps, with nothing changed,', () => {
  test.each([
    ['of Adam, BatchNorm and Dropout', moons({ training: { ...training, epochs: 300 } })],
    ['of momentum and clipping', momentum],
    ['of batches of which the last is short', moons({ training: { ...training, batch_size: 47, epochs: 400 } })],
  ])('does a thousand steps again to the bit, tells the same of them and finds the same: %s', async (_, document) => {
    const run = goTo(await runOf(document), 1490);
    const then = whole(run, 490);
    const gone = goTo(await goneBack(run, 490), 1490);
    expect(gone.header.continues).toEqual({ run: 1, step: 490 });
    expect(whole(gone, 0)).toEqual(then);
  });

  test('does so from any step, those that are kept and the ends of epochs included', async () => {
    const document = moons({ training: { ...training, epochs: 30 } });
    const run = goTo(await runOf(document), 140);
    const told = toldBy(run);
    const [state, diagnosis] = [stateOf(run), run.diagnosis.state];
    let last = run;
    for (let step = 139; step >= 0; step -= 3) {
      last = goTo(await goneBack(last, step), 140);
      expect(toldBy(last)).toEqual(toldAfter(told, step));
      expect([stateOf(last), last.diagnosis.state]).toEqual([state, diagnosis]);
    }
  });

  test('does so where its settings were changed on the way', async () => {
    const said: readonly Said[] = [
      [101, { lr: 0.003 }],
      [203, { batch_size: 20, clip_grad_norm: 0.3 }],
      [320, { lr: 0.02, epochs: 200 }],
      [477, { batch_size: 50, clip_grad_norm: null }],
    ];
    const document = moons({ training: { ...training, epochs: 300 } });
    const then = follow(await runOf(document, { room: 64 }), said, 700);
    expect(then.course.changes.map(({ step }) => step)).toEqual([101, 203, 320, 477]);
    const told = toldBy(then);
    const end = [stateOf(then), then.diagnosis.state];
    let run = then;
    for (const step of [600, 477, 476, 330, 150, 20]) {
      run = await goneBack(run, step);
      follow(
        run,
        said.filter((each) => each[0] >= step),
        700,
      );
      expect([stateOf(run), run.diagnosis.state]).toEqual(end);
      expect(toldBy(run)).toEqual(toldAfter(told, step));
      expect(run.course.changes).toEqual(then.course.changes);
    }
  });

  test('does so where it was stopped, stepped and measured on the way, and in a run of which few steps are recorded', async () => {
    const document = moons({ training: { ...training, epochs: 20_000 } });
    const run = await runOf(document);
    goPast(run, 400);
    run.plan(90_000);
    goTo(run, 463);
    run.evaluate();
    for (const step of [464, 465, 466]) goTo(run, step);
    goPast(run, 1700);
    run.change({ lr: 0.02 });
    const until = goPast(run, 2600).step;
    expect(run.recordedEvery).toBeGreaterThan(1);
    const told = toldBy(run);
    const end = [stateOf(run), run.diagnosis.state];
    let gone = run;
    for (const step of [2309, 1999, run.course.changes[0]!.step + 1]) {
      gone = goPast(await goneBack(gone, step), until);
      expect(gone.step).toBe(until);
      expect(toldBy(gone)).toEqual(toldAfter(told, step));
      expect([stateOf(gone), gone.diagnosis.state]).toEqual(end);
    }
    // and after it was kept elsewhere
    const kept = structuredClone(gone.kept(6)) as KeptRun<Known>;
    const { data, seed, model } = gone;
    for (const step of [1999, 465, 410]) {
      const again = await goneBack(takenUp(9, kept, { plan: model.plan, seed, data, engine: createEngine(kernels(), 1, noHelper) }), step);
      if (step < 463) goTo(again, 463).evaluate();
      for (const stop of [464, 465, 466]) if (step < stop) goTo(again, stop);
      goPast(again, 1700);
      again.change({ lr: 0.02 });
      goPast(again, until);
      expect(toldBy(again)).toEqual(toldAfter(told, step));
      expect([stateOf(again), again.diagnosis.state]).toEqual(end);
    }
  });

  test('does so where it is planned as long with another batch, and in a machine with room for larger batches than it ever took', async () => {
    const document = network(
      [
        ['Input', 'input', { shape: [2] }],
        ['Linear', 'fc1', { out_features: 64 }],
        ['ReLU', 'relu1'],
        ['Linear', 'fc2', { out_features: 64 }],
        ['ReLU', 'relu2'],
        ['Linear', 'head', { out_features: 2 }],
        ['CrossEntropyLoss', 'loss'],
      ],
      { training: { optimizer: { kind: 'Adam' }, batch_size: 41, epochs: 20_000 } },
    );
    // one inspects every 400 steps, the other every 200
    const said: readonly Said[] = [[420, { batch_size: 44 }]];
    const run = follow(await runOf(document, { room: 44 }), said, 1300);
    const told = toldBy(run);
    const end = [stateOf(run), run.diagnosis.state];
    const roomy = await runOf(document, { room: 4096 });
    expect(roomy.recordedEvery).toBe(run.recordedEvery);
    run.adopt(roomy.model);
    let gone = run;
    for (const step of [1100, 430, 410]) {
      gone = await goneBack(gone, step);
      follow(
        gone,
        said.filter((each) => each[0] >= step),
        1300,
      );
      expect([stateOf(gone), gone.diagnosis.state]).toEqual(end);
      expect(toldBy(gone)).toEqual(toldAfter(told, step));
    }
  });

  test.each([
    ['strict', 1],
    ['strict', 2],
    ['relaxed', 1],
    ['relaxed', 2],
  ] as const)('does so with %s kernels on %s threads', async (numerics, threads) => {
    const wide = network(
      [
        ['Input', 'input', { shape: [2] }],
        ['Linear', 'fc1', { out_features: 263 }],
        ['BatchNorm1d', 'bn1'],
        ['ReLU', 'relu1'],
        ['Dropout', 'drop1', { p: 0.3 }],
        ['Linear', 'fc2', { out_features: 259 }],
        ['ReLU', 'relu2'],
        ['Linear', 'head', { out_features: 2 }],
        ['CrossEntropyLoss', 'loss'],
      ],
      { training: { optimizer: { kind: 'Adam' }, batch_size: 61, epochs: 40, clip_grad_norm: 1 } },
    );
    const run = goTo(await runOf(wide, { engine: engineOf(numerics, threads) }), 40);
    expect(run.header.threads).toBe(threads);
    const then = whole(run, 17);
    expect(whole(goTo(await goneBack(run, 17), 40), 0)).toEqual(then);
  });
});

test('a run that lost its numbers goes on from any step before, and loses them there again', async () => {
  const run = goTo(await runOf(momentum), 120);
  run.change({ lr: 1e30 });
  goTo(run, 300);
  expect(run.isFailed).toBe(true);
  const { step, diagnosis } = run;
  const told = toldBy(run);
  expect(() => run.requireStep(step)).toThrow(
    `Step ${step} of the run cannot be shown or gone back to: what is kept of it reaches from step 0 to step ${step - 1}.`,
  );
  const gone = await goneBack(run, step - 1);
  gone.change({ lr: 1e30 });
  goTo(gone, 300);
  expect([gone.isFailed, gone.step]).toEqual([true, step]);
  expect(gone.diagnosis.findings).toEqual(diagnosis.findings);
  expect(toldBy(gone)).toEqual(toldAfter(told, step - 1));
});

test('a run that is kept while it is measured is measured to the end before, and not again where it is taken up', async () => {
  const document = moons({ training: { ...training, epochs: 300 } });
  const run = await runOf(document);
  while (!run.isEvaluating || run.step < 50) run.advance();
  run.advance();
  expect(run.isEvaluating).toBe(true);
  const kept = structuredClone(run.kept(6)) as KeptRun<Known>;
  expect(
    toldBy(run)
      .evaluations.slice(-2)
      .map(({ on, step }) => [on, step]),
  ).toEqual([
    ['train', run.step],
    ['validation', run.step],
  ]);
  const { data, seed, model } = run;
  const again = takenUp(9, kept, { plan: model.plan, seed, data, engine: createEngine(kernels(), 1, noHelper) });
  const until = run.step + 20;
  expect(toldBy(goTo(again, until))).toEqual(toldBy(goTo(run, until)));
  expect([stateOf(again), again.diagnosis.state]).toEqual([stateOf(run), run.diagnosis.state]);
});

test('a run that lost its numbers is kept without what it was told after the last state that is kept of it', async () => {
  const sound = goTo(await runOf(momentum), 400);
  const run = goTo(await runOf(momentum), 120);
  run.change({ lr: 1e30, epochs: 20_000 });
  goTo(run, 300);
  expect(run.isFailed).toBe(true);
  const kept = structuredClone(run.kept(6)) as KeptRun<Known>;
  expect(kept.states.at(-1)!.progress.step).toBeLessThan(120);
  const { data, seed, model } = run;
  const again = goTo(takenUp(9, kept, { plan: model.plan, seed, data, engine: createEngine(kernels(), 1, noHelper) }), 390);
  again.states.keepWithin(0);
  const gone = goTo(await goneBack(again, 125), 400);
  expect(toldBy(gone)).toEqual(toldAfter(toldBy(sound), 125));
  expect([stateOf(gone), gone.diagnosis.state]).toEqual([stateOf(sound), sound.diagnosis.state]);
});

test('a run that goes on from a step has the clock of that step, as near as it is known', async () => {
  const run = await runOf(moons({ training: { ...training, epochs: 40 } }));
  run.pace.start();
  goTo(run, 150);
  run.pace.stop();
  const { seconds } = run.progress;
  const gone = await goneBack(run, 75);
  expect(gone.progress.seconds).toBeGreaterThan(0);
  expect(gone.progress.seconds).toBeLessThan(seconds);
});
