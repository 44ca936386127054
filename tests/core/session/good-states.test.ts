import { describe, expect, test } from 'vitest';
import { compileDocument } from '../../../core/session/compiled.ts';
import { createModel } from '../../../core/session/create-run.ts';
import { createEngine } from '../../../core/session/engine.ts';
import { GoodStates } from '../../../core/session/good-states.ts';
import { BEGINNING } from '../../../core/session/run.ts';
import { kernels, noHelper } from '../../helpers/local-session.ts';
import { moons, withSetting } from '../../helpers/networks.ts';

const engine = createEngine(kernels(), 1, noHelper);
const facts = { name: 'moons', width: 2, task: 'classification', classes: 2, targetWidth: 1 } as const;
const modelOf = (document = moons()) => createModel(compileDocument(document, facts).plan!, engine, 3);
const at = (step: number) => ({ ...BEGINNING, step });

/** The steps that it can be put back to from `step`, newest first. */
function stepsKept(states: GoodStates, model: ReturnType<typeof modelOf>, step: number): number[] {
  const steps: number[] = [];
  for (let last = states.lastBefore(step); last !== null; last = states.lastBefore(last)) steps.push(last);
  expect(states.putBack(model, step)?.step).toBe(steps[0]);
  return steps;
}

/** Marks a model with a number everywhere that a state must carry. */
function mark(model: ReturnType<typeof modelOf>, value: number): void {
  model.trainer.load(model.trainer.state().map(({ name, values }) => ({ name, values: values.map((_, index) => value + index) })));
}

describe('states to go back to', () => {
  test('carry weights, running statistics and moments, to another plan of the same structure as well', () => {
    const model = modelOf();
    const states = new GoodStates(model, BEGINNING, 1);
    mark(model, 7);
    states.keep(model, at(10), 0.5);
    const other = modelOf(moons({ training: { ...moons().training, batch_size: 128 } }));
    expect(states.putBack(other, 11)).toEqual(at(10));
    expect(other.trainer.state().map(({ values }) => [...values])).toEqual(model.trainer.state().map(({ values }) => [...values]));
  });

  test('are at most eight, the beginning and the newest among them, and evenly spread', () => {
    const model = modelOf();
    const states = new GoodStates(model, BEGINNING, 1);
    for (let step = 10; step <= 5000; step += 10) states.keep(model, at(step), 0.5);
    const steps = stepsKept(states, model, 5001);
    expect(steps).toHaveLength(8);
    expect([steps[0], steps.at(-1)]).toEqual([5000, 0]);
    const gaps = steps.slice(1).map((step, index) => steps[index]! - step);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1300);
  });

  test('are kept while the loss is in its bounds, and again when it has come back', () => {
    const model = modelOf();
    const states = new GoodStates(model, BEGINNING, 1);
    const losses: readonly [step: number, loss: number][] = [
      [10, 0.1],
      [20, 0.34],
      [30, 0.36],
      [40, NaN],
      [50, Infinity],
      [60, 0.2],
    ];
    for (const [step, loss] of losses) states.keep(model, at(step), loss);
    expect(stepsKept(states, model, 61)).toEqual([60, 20, 10, 0]);
  });

  test('may have twice the best loss where that is more', () => {
    const model = modelOf();
    const states = new GoodStates(model, BEGINNING, 1);
    states.see(3);
    states.keep(model, at(10), 5.9);
    states.keep(model, at(20), 6.1);
    expect(stepsKept(states, model, 21)).toEqual([10, 0]);
  });

  test('forget what came after the one that was put back', () => {
    const model = modelOf();
    const states = new GoodStates(model, BEGINNING, 1);
    for (const step of [10, 20, 30]) states.keep(model, at(step), 0.5);
    expect(states.putBack(model, 30)!.step).toBe(20);
    expect(states.lastBefore(100)).toBe(20);
    expect(states.putBack(model, 0)).toBeNull();
  });

  test('of a network that takes much memory are fewer, of a very large one the beginning alone', () => {
    const kept = (width: number) => {
      const model = modelOf(withSetting(moons(), 'fc1', 'out_features', width));
      const states = new GoodStates(model, BEGINNING, 1);
      for (let step = 1; step <= 20; step++) states.keep(model, at(step), 0.5);
      return stepsKept(states, model, 21).length;
    };
    expect(kept(100_000)).toBe(3);
    expect(kept(400_000)).toBe(1);
  });
});
