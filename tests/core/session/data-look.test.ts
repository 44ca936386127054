import { describe, expect, test } from 'vitest';
import { applyScaling } from '../../../core/datasets/scale.ts';
import { loadData } from '../../../core/datasets/load.ts';
import type { Data } from '../../../core/datasets/table.ts';
import type { Document } from '../../../core/document/document.ts';
import { createReferenceMachine } from '../../../core/engine/reference/reference-machine.ts';
import { Trainer } from '../../../core/engine/trainer.ts';
import { dataLook, type StillNetwork } from '../../../core/session/data-look.ts';
import { factsOf } from '../../../core/session/data-store.ts';
import type { DataLook, DataLookSpec } from '../../../core/telemetry/data-look.ts';
import { compiled } from '../../helpers/compiled.ts';
import { moons, network } from '../../helpers/networks.ts';

interface Trained {
  readonly trainer: Trainer;
  readonly network: StillNetwork;
  readonly data: Data;
}

/** Trained for a few steps, so that running statistics are none that they begin with. */
async function trained(document: Document, steps = 20): Promise<Trained> {
  const data = await loadData(document.dataset!, new Map(), 3);
  const plan = compiled(document, factsOf(data));
  const trainer = new Trainer(createReferenceMachine(plan, { precision: 'float32' }), { seed: 3 });
  trainer.initialise();
  const features = Float32Array.of(...data.train.features, ...data.validation.features);
  const targets = Float32Array.of(...data.train.targets, ...data.validation.targets);
  trainer.machine.bind(features, targets, data.train.rows + data.validation.rows);
  for (let step = 1; step <= steps; step++)
    trainer.trainStep((step * 32) % (data.train.rows - 32), 32, { lr: 0.01, clip_grad_norm: 0, step, seed: 3 });
  const network: StillNetwork = {
    plan,
    outputs(rows, count, tensor) {
      expect(count).toBeLessThanOrEqual(plan.batch);
      if (tensor === plan.output) return trainer.predict(rows, count);
      const first = trainer.machine.stage(rows, count);
      trainer.machine.run('forward', { training: false, recorded: true, inspected: false, scored: false }, STILL, first, count);
      return trainer.machine.arena.subarray(plan.tensors[tensor]!.offset);
    },
  };
  return { trainer, network, data };
}

const STILL = { lr: 0, clip_grad_norm: 0, step: 0, seed: 3 };

function look<K extends DataLookSpec['kind']>({ network, data }: Trained, spec: Extract<DataLookSpec, { kind: K }>) {
  const work = dataLook(network, spec, data);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value as Extract<DataLook, { kind: K }> | null;
  }
}

const SCALED = { source: 'moons', rows: 200, scale: 'standardise' };

const heights = () =>
  network(
    [
      ['Input', 'input', { shape: [2] }],
      ['Linear', 'head', { out_features: 1 }],
      ['MSELoss', 'loss'],
    ],
    { dataset: { source: 'plane', rows: 200, scale: 'unit' } },
  );

const binary = () =>
  network(
    [
      ['Input', 'input', { shape: [2] }],
      ['Linear', 'fc1', { out_features: 5 }],
      ['Tanh', 'tanh1'],
      ['Linear', 'head', { out_features: 1 }],
      ['BCEWithLogitsLoss', 'loss'],
    ],
    { dataset: { source: 'moons', rows: 200 } },
  );

/** The middles of the cells in the columns' own units, scaled as rows to predict are. */
function middles(cells: number, x: readonly [number, number], y: readonly [number, number], { scaling }: Data): Float32Array {
  const points = Array.from({ length: cells * cells }, (_, at) => [
    x[0] + (((at % cells) + 0.5) * (x[1] - x[0])) / cells,
    y[0] + ((Math.floor(at / cells) + 0.5) * (y[1] - y[0])) / cells,
  ]);
  const features = Float32Array.from(points.flat());
  if (scaling) applyScaling(features, scaling);
  return features;
}

describe('the surface', () => {
  test('has at each point the probabilities that predict gives for it, for each class', async () => {
    const run = await trained(moons({ dataset: SCALED }));
    const { plane, values, shows, classes } = look(run, { kind: 'surface', cells: 13, unit: null })!;
    expect(shows).toBe('probability');
    expect(classes).toHaveLength(2);
    const logits = run.trainer.predict(middles(13, plane.x, plane.y, run.data), 13 * 13);
    for (let at = 0; at < 13 * 13; at++) {
      const [first, second] = [Math.exp(logits[2 * at]!), Math.exp(logits[2 * at + 1]!)];
      expect(values[at]).toBeCloseTo(first / (first + second), 6);
      expect(values[13 * 13 + at]).toBeCloseTo(second / (first + second), 6);
    }
  });

  test('of a single logit is the logistic function of it', async () => {
    const run = await trained(binary());
    const { plane, values } = look(run, { kind: 'surface', cells: 7, unit: null })!;
    const logits = run.trainer.predict(middles(7, plane.x, plane.y, run.data), 49);
    logits.forEach((logit, at) => expect(values[49 + at]).toBeCloseTo(1 / (1 + Math.exp(-logit)), 6));
  });

  test('of numbers is what predict gives, to the bit', async () => {
    const run = await trained(heights());
    const { plane, values, shows } = look(run, { kind: 'surface', cells: 9, unit: null })!;
    expect(shows).toBe('value');
    expect([...values]).toEqual([...run.trainer.predict(middles(9, plane.x, plane.y, run.data), 81)]);
  });

  test('lies around all points, told in the units of their columns', async () => {
    const [scaled, plain] = [await trained(moons({ dataset: SCALED })), await trained(moons())];
    const [first, second] = [scaled, plain].map((run) => look(run, { kind: 'surface', cells: 4, unit: null })!);
    expect(first!.points.places).toHaveLength(400);
    expect(first!.points.train).toBe(scaled.data.train.rows);
    first!.points.places.forEach((value, at) => expect(value).toBeCloseTo(second!.points.places[at]!, 5));
    for (const [at, value] of first!.points.places.entries()) {
      const [low, high] = at % 2 === 0 ? first!.plane.x : first!.plane.y;
      expect(value).toBeGreaterThan(low);
      expect(value).toBeLessThan(high);
    }
  });

  test('of a unit is what that unit puts out, and its small picture among the others is the same', async () => {
    const run = await trained(binary());
    const one = look(run, { kind: 'surface', cells: 6, unit: { node: 'tanh1', index: 3 } })!;
    expect(one).toMatchObject({ shows: 'unit', unit: { node: 'tanh1', index: 3, of: 5 } });
    const several = look(run, { kind: 'units', node: 'tanh1', first: 2, count: 16, cells: 6 })!;
    expect(several).toMatchObject({ first: 2, of: 5 });
    expect(several.values).toHaveLength(3);
    expect(several.values[1]).toEqual(one.values);
    // before the activation as its block has it: tanh of the one is the other
    const before = look(run, { kind: 'surface', cells: 6, unit: { node: 'input', index: 1 } })!;
    expect(before.values[0]).toBeCloseTo(before.plane.y[0] + (before.plane.y[1] - before.plane.y[0]) / 12, 6);
  });

  test('of a unit that is not there is the prediction', async () => {
    const run = await trained(binary());
    expect(look(run, { kind: 'surface', cells: 3, unit: { node: 'gone', index: 0 } })).toMatchObject({ shows: 'probability', unit: null });
    expect(look(run, { kind: 'surface', cells: 3, unit: { node: 'tanh1', index: 9 } })).toMatchObject({ shows: 'probability', unit: null });
    expect(look(run, { kind: 'units', node: 'gone', first: 0, count: 16, cells: 3 })).toMatchObject({ of: 0, values: [] });
  });
});

describe('confusion and samples', () => {
  test.each([
    ['softmax', moons({ dataset: SCALED })],
    ['a single logit', binary()],
  ])('count what predict says of the validation rows, and are right as often as the evaluation, with %s', async (_, document) => {
    const run = await trained(document);
    const { train, validation } = run.data;
    const { counts, classes, lost, of } = look(run, { kind: 'confusion' })!;
    expect(of).toBe('validation');
    expect(lost).toBe(0);
    expect(counts.reduce((sum, count) => sum + count)).toBe(validation.rows);
    const right = classes.reduce((sum, __, index) => sum + counts[index * (classes.length + 1)]!, 0);
    expect(right).toBe(run.trainer.evaluate(train.rows, validation.rows).correct);

    const all = look(run, { kind: 'samples', first: 0, count: 1000, only: 'all' })!;
    expect(all).toMatchObject({ total: validation.rows, right, rows: validation.rows, count: validation.rows });
    const wrong = look(run, { kind: 'samples', first: 0, count: 1000, only: 'wrong' })!;
    expect(wrong.rows).toBe(validation.rows - right);
    for (const truth of [0, 1])
      for (const predicted of [0, 1])
        expect(look(run, { kind: 'samples', first: 0, count: 1, only: { truth, predicted } })!.rows).toBe(counts[2 * truth + predicted]);
  });

  test('page through the rows, each with the most probable class and the numbers of its file', async () => {
    const run = await trained(moons({ dataset: SCALED }));
    const { validation, scaling } = run.data;
    const page = look(run, { kind: 'samples', first: 10, count: 5, only: 'all' })!;
    expect([...page.places]).toEqual([10, 11, 12, 13, 14]);
    expect([...page.targets]).toEqual([...validation.targets.slice(10, 15)]);
    const features = page.inputs.slice();
    applyScaling(features, scaling!);
    features.forEach((value, at) => expect(value).toBeCloseTo(validation.features[20 + at]!, 5));
    for (let row = 0; row < 5; row++) {
      const [first, second] = page.probabilities.slice(2 * row, 2 * row + 2);
      expect(first! + second!).toBeCloseTo(1, 6);
      expect(page.predicted[row]).toBe(first! >= second! ? 0 : 1);
    }
  });

  test('are of the training rows where there are no others', async () => {
    const run = await trained(moons());
    const { train, validation } = run.data;
    const none = { ...validation, rows: 0, features: new Float32Array(0), targets: new Float32Array(0) };
    const alone = { ...run, data: { ...run.data, validation: none } };
    expect(look(alone, { kind: 'confusion' })!.of).toBe('train');
    const { points } = look(alone, { kind: 'surface', cells: 3, unit: null })!;
    expect(points).toMatchObject({ train: train.rows, range: [0, 1] });
    expect(points.targets).toHaveLength(train.rows);
  });

  test('say which rows have no prediction, for their numbers are lost', async () => {
    const run = await trained(binary());
    run.trainer.parameter('head.weight').fill(NaN);
    expect(look(run, { kind: 'confusion' })!.lost).toBe(run.data.validation.rows);
    expect(look(run, { kind: 'samples', first: 0, count: 2, only: 'wrong' })!).toMatchObject({ right: 0, rows: run.data.validation.rows });
  });
});

test('a regression is scattered around what is true, and rows of it are neither right nor wrong', async () => {
  const run = await trained(heights());
  const { validation } = run.data;
  const { targets, predicted, error, total } = look(run, { kind: 'scatter' })!;
  expect(total).toBe(validation.rows);
  expect([...targets]).toEqual([...validation.targets]);
  expect([...predicted]).toEqual([...run.trainer.predict(validation.features, validation.rows)]);
  const { loss, rows } = run.trainer.evaluate(run.data.train.rows, validation.rows);
  expect(error).toBeCloseTo(Math.sqrt(loss / rows), 5);
  expect(look(run, { kind: 'samples', first: 0, count: 3, only: 'wrong' })!).toMatchObject({ right: NaN, rows: validation.rows });
});

test('there is no confusion of numbers, no scatter of classes, and no plane of pictures', async () => {
  expect(look(await trained(heights()), { kind: 'confusion' })).toBeNull();
  expect(look(await trained(moons()), { kind: 'scatter' })).toBeNull();
  const digits = network(
    [
      ['Input', 'input', { shape: [784] }],
      ['Linear', 'head', { out_features: 10 }],
      ['CrossEntropyLoss', 'loss'],
    ],
    { dataset: { source: 'digits', rows: 60, validation: 20 } },
  );
  const run = await trained(digits, 1);
  expect(look(run, { kind: 'surface', cells: 4, unit: null })).toBeNull();
  const { picture, width, inputs } = look(run, { kind: 'samples', first: 0, count: 2, only: 'all' })!;
  expect(width).toBe(picture![0] * picture![1]);
  expect(inputs).toHaveLength(2 * width);
});
