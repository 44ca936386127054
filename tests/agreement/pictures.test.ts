/**
 * @file What is drawn of a layer, held to every number that PyTorch computed of one step (build/pytorch-fixtures.py): each cell of each
 * picture, drawn at full size and pooled, within 1e-5 relative to the picture's size.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../core/document/document.ts';
import { Lens } from '../../core/session/lens.ts';
import { Model } from '../../core/session/model.ts';
import { pictureOf } from '../../core/session/picture-of.ts';
import type { Picture, PictureSpec, Pool, Quantity } from '../../core/telemetry/picture.ts';
import { compiled } from '../helpers/compiled.ts';
import { kernelsOf } from '../helpers/machines.ts';
import { relativeError } from '../helpers/relative-error.ts';

interface Fixture {
  readonly document: Document;
  readonly features: number[];
  readonly targets: number[];
  readonly rows: number;
  readonly width: number;
  readonly classes: number;
  readonly initial: Record<string, number[]>;
  readonly steps: readonly [
    {
      readonly rows: number;
      readonly gradients: Record<string, number[]>;
      readonly pictured: {
        readonly outputs: Record<string, number[]>;
        readonly output_gradients: Record<string, number[]>;
        readonly updated: Record<string, number[]>;
      };
    },
  ];
}

const fixture = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/pytorch/picture-mlp.json'), 'utf8')) as Fixture;
const { initial, steps } = fixture;
const { gradients, pictured, rows } = steps[0];

function lensOnFirstStep(): Lens {
  const { document, width, classes } = fixture;
  const plan = compiled(document, { name: 'fixture', width, task: 'classification', classes, targetWidth: 1 });
  const kernels = kernelsOf({ numerics: 'strict', shared: false });
  const model = new Model(plan, { kernels, team: null }, 7);
  model.trainer.load(Object.entries(initial).map(([name, values]) => ({ name, values })));
  const lens = new Lens(plan, kernels);
  const running = { lr: 0.01, clip_grad_norm: 0, step: 1, seed: 7 };
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const table = {
    ...{ name: 'fixture', rows: fixture.rows, shape: [width], targetWidth: 1, task: 'classification' as const },
    ...{ classes: [], columns: [], picture: null },
    features: Float32Array.from(fixture.features),
    targets: Float32Array.from(fixture.targets),
  };
  lens.takeLive(model, { order, running }, table, 'moments');
  return lens;
}

const lens = lensOnFirstStep();
const drawn = (spec: PictureSpec): Picture => pictureOf(lens, spec, (tensor) => lens.plan.tensors[tensor]!.name)!;

const moved = (name: string) =>
  initial[name]!.map((before, index) => (pictured.updated[name]![index]! - Math.fround(before)) / Math.abs(Math.fround(before)));
const ofBatch = (node: string) => [rows, pictured.outputs[node]!.length / rows] as const;
const signal = (node: string) => pictured.output_gradients[node]!.map((value) => value * rows);

/** Number by number, what PyTorch says of each quantity of each block. */
const TRUTH: readonly [node: string, quantity: Quantity, extent: readonly [number, number], values: readonly number[]][] = [
  ['fc1', 'gradient', [9, 5], gradients['fc1.weight']!],
  ['fc1', 'weight', [9, 5], initial['fc1.weight']!],
  ['fc1', 'update', [9, 5], moved('fc1.weight')],
  ['fc1', 'activation', ofBatch('act1'), pictured.outputs['act1']!],
  ['fc1', 'pre_activation', ofBatch('bn'), pictured.outputs['bn']!],
  ['fc1', 'signal', ofBatch('fc1'), signal('fc1')],
  ['bn', 'gradient', [1, 9], gradients['bn.weight']!],
  ['bn', 'update', [1, 9], moved('bn.weight')],
  ['bn', 'signal', ofBatch('bn'), signal('bn')],
  ['act1', 'activation', ofBatch('act1'), pictured.outputs['act1']!],
  ['act1', 'pre_activation', ofBatch('bn'), pictured.outputs['bn']!],
  ['act1', 'signal', ofBatch('act1'), signal('act1')],
  ['fc2', 'gradient', [7, 9], gradients['fc2.weight']!],
  ['fc2', 'activation', ofBatch('act2'), pictured.outputs['act2']!],
  ['fc2', 'pre_activation', ofBatch('fc2'), pictured.outputs['fc2']!],
  ['fc3', 'gradient', [3, 7], gradients['fc3.weight']!],
  ['fc3', 'activation', ofBatch('fc3'), pictured.outputs['fc3']!],
  ['fc3', 'signal', ofBatch('fc3'), signal('fc3')],
  ['input', 'activation', ofBatch('input'), pictured.outputs['input']!],
];

/** The numbers of each cell: what lies between the two nearest whole places of an even division. */
function cellsOf(
  values: readonly number[],
  [height, width]: readonly [number, number],
  [down, across]: readonly [number, number],
): number[][] {
  const cells = Array.from({ length: down * across }, (): number[] => []);
  values.forEach((value, index) => {
    const [row, column] = [Math.floor(index / width), index % width];
    const [i, j] = [Math.ceil(((row + 1) * down) / height) - 1, Math.ceil(((column + 1) * across) / width) - 1];
    cells[i * across + j]!.push(value);
  });
  return cells;
}

const POOLS: { readonly [P in Pool]: (cell: readonly number[]) => number } = {
  max: (cell) => cell.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best)),
  mean: (cell) => cell.reduce((sum, value) => sum + Math.abs(value), 0) / cell.length,
};

describe.each(TRUTH)('%s, %s', (node, quantity, extent, values) => {
  test.each([
    [400, 400],
    [4, 3],
    [1, 1],
  ])('has in at most %i × %i cells the numbers of PyTorch', (most, wide) => {
    for (const pool of ['max', 'mean'] as const) {
      const picture = drawn({ node, quantity, pool, rows: most, columns: wide });
      expect(picture.extent).toEqual(extent);
      expect(picture.cells).toEqual([Math.min(most, extent[0]), Math.min(wide, extent[1])]);
      const expected = cellsOf(values, extent, picture.cells).map(POOLS[pool]);
      // two numbers of opposite sign and nearly equal size may change places within the error
      const seen = pool === 'max' ? picture.values.map(Math.abs) : picture.values;
      const wanted = pool === 'max' ? expected.map(Math.abs) : expected;
      expect(relativeError(seen, wanted)).toBeLessThan(1e-5);
      if (picture.places)
        expect(
          relativeError(
            picture.values,
            Array.from(picture.places, (place) => (pool === 'max' ? values[place]! : Math.abs(values[place]!))),
          ),
        ).toBeLessThan(1e-5);
    }
  });

  test('has a bar for each unit, as long as its numbers', () => {
    const { units, histogram } = drawn({ node, quantity, pool: 'max', rows: 9, columns: 9 });
    const isWeight = ['gradient', 'weight', 'update'].includes(quantity) && node !== 'bn';
    const name = `${node}.weight`;
    const lengths = (numbers: readonly number[]) => {
      const sums = new Array<number>(isWeight ? extent[0] : extent[1]).fill(0);
      numbers.forEach((value, index) => (sums[isWeight ? Math.floor(index / extent[1]) : index % extent[1]]! += value * value));
      return sums.map(Math.sqrt);
    };
    const expected =
      quantity === 'update'
        ? lengths(initial[name]!.map((before, index) => pictured.updated[name]![index]! - before)).map(
            (move, unit) => move / lengths(initial[name]!)[unit]!,
          )
        : lengths(values);
    expect(units.along).toBe(isWeight ? 'rows' : 'columns');
    expect(relativeError(units.norms, expected)).toBeLessThan(1e-5);
    const counted = histogram.counts.reduce((sum, count) => sum + count, 0) + histogram.zeros + histogram.nonFinite;
    expect(counted).toBe(values.length);
    expect(histogram.zeros).toBe(values.filter((value) => value === 0).length);
  });
});

test('what a block does not have, and what is not in use, has no picture', () => {
  const none = (node: string, quantity: Quantity) => pictureOf(lens, { node, quantity, pool: 'max', rows: 9, columns: 9 }, () => '');
  for (const quantity of ['gradient', 'weight', 'update'] as const) expect(none('act1', quantity)).toBeNull();
  expect(none('loss', 'activation')).toBeNull();
  expect(none('nobody', 'activation')).toBeNull();
});

test('a picture is the same after the weights were used for something else', () => {
  const spec = { node: 'fc2', quantity: 'update', pool: 'max', rows: 9, columns: 9 } as const;
  const before = drawn(spec);
  const outputs = lens.outputs(Float32Array.from(fixture.features.slice(0, 2 * fixture.width)), 2, lens.plan.output).slice();
  expect(drawn(spec)).toEqual(before);
  expect(lens.outputs(Float32Array.from(fixture.features.slice(0, 2 * fixture.width)), 2, lens.plan.output)).toEqual(outputs);
});
