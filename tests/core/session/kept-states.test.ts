import { describe, expect, test } from 'vitest';
import { compileDocument } from '../../../core/session/compiled.ts';
import { createModel } from '../../../core/session/create-run.ts';
import { createEngine } from '../../../core/session/engine.ts';
import { KeptStates } from '../../../core/session/kept-states.ts';
import type { Known } from '../../../core/session/known.ts';
import type { Model } from '../../../core/session/model.ts';
import { BEGINNING } from '../../../core/session/run.ts';
import { kernels, noHelper } from '../../helpers/local-session.ts';
import { moons, withSetting } from '../../helpers/networks.ts';

const engine = createEngine(kernels(), 1, noHelper);
const facts = { name: 'moons', width: 2, task: 'classification', classes: 2, targetWidth: 1 } as const;
const modelOf = (document = moons()) => createModel(compileDocument(document, facts).plan!, engine, 3);
const at = (step: number) => ({ ...BEGINNING, step });
const known = {} as Known;

function statesOf(model: Model, megabytes?: number): KeptStates {
  const numbers = new Float32Array(model.stateLength);
  model.takeState(numbers);
  return new KeptStates([{ progress: BEGINNING, sound: true, numbers, known }], megabytes);
}

/** Marks a model with a number everywhere that a state must carry. */
function mark(model: Model, value: number): void {
  model.trainer.load(model.trainer.state().map(({ name, values }) => ({ name, values: values.map((_, index) => value + index) })));
}

/** Kept after every tenth step up to `last`, each marked with its step. */
function keepTo(states: KeptStates, model: Model, last: number, sound = (_step: number) => true): KeptStates {
  for (let step = states.newest.progress.step + 10; step <= last; step += 10) {
    mark(model, step);
    states.keep(model, at(step), sound(step), known);
  }
  return states;
}

const megabytesFor = (model: Model, states: number) => (4 * model.stateLength * states) / 2 ** 20;

describe('states that are kept', () => {
  test('carry weights, running statistics and moments, to another plan of the same structure as well', () => {
    const model = modelOf();
    const states = statesOf(model);
    mark(model, 7);
    states.keep(model, at(10), true, known);
    const other = modelOf(moons({ training: { ...moons().training, batch_size: 128 } }));
    other.putState(states.upTo(10)!.numbers);
    expect(other.trainer.state().map(({ values }) => [...values])).toEqual(model.trainer.state().map(({ values }) => [...values]));
  });

  test('are as many as the memory takes, the beginning and the newest among them, and evenly spread', () => {
    const model = modelOf();
    for (const most of [2, 3, 8, 30]) {
      const { steps } = keepTo(statesOf(model, megabytesFor(model, most)), model, 5000);
      expect([steps.length, steps[0], steps.at(-1)]).toEqual([most, 0, 5000]);
      const gaps = steps.slice(1).map((step, index) => step - steps[index]!);
      expect(Math.max(...gaps)).toBeLessThanOrEqual((2 * 5000) / (most - 1));
    }
  });

  test('are at most 512', () => {
    const model = modelOf();
    expect(keepTo(statesOf(model), model, 6000).steps).toHaveLength(512);
  });

  test('still hold what they held when those between them are given up', () => {
    const model = modelOf();
    const states = keepTo(statesOf(model, megabytesFor(model, 5)), model, 1000);
    for (const step of states.steps.slice(1)) expect(states.upTo(step)!.numbers).toContain(step);
  });

  test('are given up at once when less memory is given, evenly', () => {
    const model = modelOf();
    const states = keepTo(statesOf(model), model, 1000);
    states.keepWithin(megabytesFor(model, 5));
    expect(states.steps).toHaveLength(5);
    expect([states.steps[0], states.steps.at(-1)]).toEqual([0, 1000]);
    keepTo(states, model, 2000);
    expect([states.steps.length, states.steps.at(-1)]).toEqual([5, 2000]);
  });

  test('are the beginning alone where there is no memory for another', () => {
    const model = modelOf(withSetting(moons(), 'fc1', 'out_features', 1000));
    expect(keepTo(statesOf(model, megabytesFor(model, 1.5)), model, 100).steps).toEqual([0]);
  });

  test('have among them the last that is sound, however many come after it', () => {
    const model = modelOf();
    const states = keepTo(statesOf(model, megabytesFor(model, 4)), model, 3000, (step) => step <= 200);
    expect(states.soundBefore(3000)!.progress.step).toBe(200);
    expect(states.steps).toHaveLength(4);
    keepTo(states, model, 3100);
    expect([states.soundBefore(3101)!.progress.step, states.soundBefore(1)!.progress.step]).toEqual([3100, 0]);
    expect(states.soundBefore(0)).toBeUndefined();
  });

  test('that another run shares are never written over, by either', () => {
    const model = modelOf();
    const states = keepTo(statesOf(model, megabytesFor(model, 6)), model, 500);
    const branch = states.sharedUpTo(300);
    const shared = branch.steps.map((step) => [branch.upTo(step)!.numbers, branch.upTo(step)!.numbers.slice()] as const);
    keepTo(branch, model, 4000);
    keepTo(states, model, 4000);
    for (const [numbers, then] of shared) expect(numbers).toEqual(then);
    expect([branch.steps.length, states.steps.length]).toEqual([6, 6]);
  });

  test('can be thinned to a few of them, the first among these', () => {
    const model = modelOf();
    const states = keepTo(statesOf(model), model, 1000);
    const steps = states.spread(4, 1000).map(({ progress }) => progress.step);
    expect(steps).toEqual([0, 250, 500, 750]);
    expect(states.spread(400, 1000)).toHaveLength(100);
    expect(states.spread(0, 1000)).toEqual([]);
  });
});
