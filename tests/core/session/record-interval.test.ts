import { describe, expect, test } from 'vitest';
import { batchCount } from '../../../core/datasets/batches.ts';
import { loadData } from '../../../core/datasets/load.ts';
import { namedFiles } from '../../../core/datasets/spec.ts';
import type { Document } from '../../../core/document/document.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { compileDocument } from '../../../core/session/compiled.ts';
import { recordInterval } from '../../../core/session/record-interval.ts';
import { network } from '../../helpers/networks.ts';

/** On data that fit it, whichever they are. */
const planOf = (document: Document, batch?: number) =>
  compileDocument({ ...document, training: { ...document.training, ...(batch === undefined ? {} : { batch_size: batch }) } }, null).plan!;

function mlp(widths: readonly number[], batch: number) {
  const [inputs, ...outputs] = widths;
  const blocks = outputs.flatMap((width, index) => [
    ['Linear', `fc${index}`, { out_features: width }] as const,
    ...(index < outputs.length - 1 ? [['ReLU', `relu${index}`] as const] : []),
  ]);
  return planOf(network([['Input', 'input', { shape: [inputs] }], ...blocks, ['CrossEntropyLoss', 'loss']]), batch);
}

const tiny = mlp([2, 8, 8, 2], 32);
const pictures = mlp([784, 512, 256, 10], 64);
const slow = mlp([2048, 2048, 2048, 2048], 512);

describe('a run', () => {
  test('of a few thousand steps is recorded whole, however short they are', () => {
    for (const steps of [1, 500, 4000]) expect(recordInterval(tiny, steps)).toBe(1);
  });

  test('of many short steps is recorded now and then, the shorter they are the more rarely', () => {
    const [short, longer] = [tiny, pictures].map((plan) => recordInterval(plan, 1e6)) as [number, number];
    expect(longer).toBeGreaterThan(1);
    expect(short).toBeGreaterThan(longer);
  });

  test('of steps that take as long as a frame of the screen is recorded whole, however long it is', () => {
    expect(recordInterval(slow, 1e7)).toBe(1);
  });

  test('that is not recorded whole has a frame for every pixel of a heatmap', () => {
    for (const steps of [4001, 5000, 10_000, 30_000, 100_000, 1e6, 1e8])
      expect(steps / recordInterval(tiny, steps)).toBeGreaterThanOrEqual(800);
  });

  test('is recorded where the diagnosis takes its samples', () => {
    for (const plan of [tiny, pictures]) expect(200 % recordInterval(plan, 1e8)).toBe(0);
  });
});

const drawn = LESSONS.filter(({ document }) => namedFiles(document.dataset!).length === 0);

test.each(drawn.map(({ id, document }) => [id, document] as const))('the example %s is recorded whole', async (_, document) => {
  const { train } = await loadData(document.dataset!, new Map(), 0);
  const plan = planOf(document);
  expect(recordInterval(plan, batchCount(train.rows, plan.batch) * document.training.epochs!)).toBe(1);
});
