import { expect, test } from 'vitest';
import { createEngine } from '../../../core/session/engine.ts';
import type { Run } from '../../../core/session/run.ts';
import { Seeker, type StepInputs } from '../../../core/session/seek.ts';
import { kernels, noHelper } from '../../helpers/local-session.ts';
import { moons, withSetting } from '../../helpers/networks.ts';
import { goPast, goTo, runOf, stateOf } from '../../helpers/run-of.ts';

const engine = createEngine(kernels(), 1, noHelper);
const document = moons({ training: { ...moons().training, epochs: 60, batch_size: 47 } });

/** What is sought, and how many pieces of work it took: a step of training each. */
function sought(seeker: Seeker, run: Run, step: number): StepInputs & { readonly pieces: number } {
  const work = seeker.seek(run, step);
  for (let pieces = 0; ; pieces++) {
    const { done, value } = work.next();
    if (done) return { ...value, pieces };
  }
}

/** The state before each step of a run, by single steps of another that is told the same. */
async function statesOf(steps: number, said: (run: Run) => void): Promise<Float32Array[]> {
  const run = await runOf(document, { room: 64 });
  const states = [stateOf(run)];
  for (let step = 1; step <= steps; step++) {
    said(run);
    goTo(run, step);
    states.push(stateOf(run));
  }
  return states;
}

const said = (run: Run) => {
  if (run.step === 33) run.change({ lr: 0.002, clip_grad_norm: 0.5 });
  if (run.step === 50) run.change({ batch_size: 64 });
  if (run.step === 90) run.change({ batch_size: 10 });
};

test('any step is found with the state before it, to the bit, in whatever order they are sought', async () => {
  const states = await statesOf(200, said);
  const run = await runOf(document, { room: 64 });
  for (const step of [33, 50, 90, 200]) {
    goTo(run, step);
    said(run);
  }
  const seeker = new Seeker(engine);
  for (const step of [1, 2, 17, 34, 120, 119, 51, 50, 200, 91, 201, 4]) {
    const { numbers, running } = sought(seeker, run, step);
    expect([step, numbers]).toEqual([step, states[step - 1]]);
    expect(running).toEqual({
      step,
      seed: 3,
      lr: step > 33 ? 0.002 : 0.01,
      clip_grad_norm: step > 33 ? 0.5 : 0,
    });
  }
});

test('the rows of a step are those that it was taken with', async () => {
  const run = await runOf(document);
  const seeker = new Seeker(engine);
  const taken: number[][] = [];
  const { trainer } = run.model;
  const trainStep = trainer.trainStep.bind(trainer);
  trainer.trainStep = (first, rows, ...rest) => {
    taken.push([...run.model.machine.order.subarray(first, first + rows)]);
    return trainStep(first, rows, ...rest);
  };
  goTo(run, 40);
  for (const step of [40, 3, 11, 12, 13, 25]) expect([...sought(seeker, run, step).order]).toEqual(taken[step - 1]);
});

test('the step after the last is found before it is taken, and the run is left as it was', async () => {
  const run = goTo(await runOf(document), 57);
  const before = stateOf(run);
  const { step, numbers, order } = sought(new Seeker(engine), run, 58);
  expect([step, numbers, order.length]).toEqual([58, before, 47]);
  expect(stateOf(run)).toEqual(before);
});

test('a step that comes soon after the one before takes no more than the steps between', async () => {
  const run = goTo(await runOf(document), 200);
  const seeker = new Seeker(engine);
  const [one, two] = [run.states.steps[3]!, run.states.steps[4]!];
  expect(two - one).toBeGreaterThan(4);
  expect(sought(seeker, run, one + 3).pieces).toBe(2);
  expect(sought(seeker, run, one + 4).pieces).toBe(1);
  expect(sought(seeker, run, one + 4).pieces).toBe(0);
  expect(sought(seeker, run, two + 1).pieces).toBe(0);
});

test('a run may go on, be given room for a larger batch or have fewer states while its steps are sought', async () => {
  const states = await statesOf(300, () => undefined);
  const run = goTo(await runOf(document, { room: 64 }), 100);
  const seeker = new Seeker(engine);
  const work = seeker.seek(run, 95);
  work.next();
  goPast(run, 200);
  run.states.keepWithin(0.002);
  let last = work.next();
  while (!last.done) last = work.next();
  expect(last.value.numbers).toEqual(states[94]);
  goTo(run, 299);
  expect(sought(seeker, run, 299).numbers).toEqual(states[298]);
});

test('the step that lost a number is found with what it began with', async () => {
  const run = goTo(await runOf(document), 20);
  run.change({ lr: 1e30 });
  goTo(run, 100);
  expect(run.isFailed).toBe(true);
  const { numbers, running } = sought(new Seeker(engine), run, run.step);
  expect(running.lr).toBe(1e30);
  expect(numbers.every(Number.isFinite)).toBe(true);
  expect(() => sought(new Seeker(engine), run, run.step + 1)).toThrow('cannot be shown or gone back to');
});

test('a network of other sizes has a machine of its own', async () => {
  const [small, wide] = [goTo(await runOf(document), 9), goTo(await runOf(withSetting(document, 'fc1', 'out_features', 11)), 9)];
  const seeker = new Seeker(engine);
  expect(sought(seeker, small, 10).numbers).toEqual(stateOf(small));
  expect(sought(seeker, wide, 10).numbers).toEqual(stateOf(wide));
});
