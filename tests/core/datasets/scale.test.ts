import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csv } from '../../../core/datasets/csv/csv.ts';
import { resolveDataSettings } from '../../../core/datasets/resolve-settings.ts';
import { applyScaling, fitScaling } from '../../../core/datasets/scale.ts';
import type { Table } from '../../../core/datasets/table.ts';

const IRIS = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../core/datasets/samples/iris.csv')));
const iris = csv.read(resolveDataSettings(csv.settings, { path: 'iris.csv' }), new Map([['iris.csv', IRIS]]), 1) as Table;

function column(values: number[]): Table {
  return {
    name: 't',
    rows: values.length,
    shape: [1],
    features: Float32Array.from(values),
    targets: new Float32Array(values.length),
    targetWidth: 1,
    task: 'regression',
    classes: [],
    columns: ['x'],
    picture: null,
  };
}

test('standardise measures iris as scikit-learn does', () => {
  const scaling = fitScaling(iris, 'standardise')!;
  [5.84333333, 3.05733333, 3.758, 1.19933333].forEach((mean, index) => expect(scaling.offset[index]).toBeCloseTo(mean, 5));
  [0.82530129, 0.43441097, 1.75940407, 0.75969263].forEach((deviation, index) => expect(scaling.scale[index]).toBeCloseTo(deviation, 5));
});

test('unit brings each column to the range from 0 to 1', () => {
  const scaling = fitScaling(iris, 'unit')!;
  expect([...scaling.offset]).toEqual([4.3, 2, 1, 0.1].map(Math.fround));
  const features = iris.features.slice();
  applyScaling(features, scaling);
  expect(Math.min(...features)).toBe(0);
  expect(Math.max(...features)).toBeCloseTo(1, 6);
});

test('none fits nothing', () => expect(fitScaling(iris, 'none')).toBeNull());

test.each(['standardise', 'unit'] as const)('a constant column stays finite and near zero under %s', (scale) => {
  for (const value of [0, 7, 0.1, -1e-30, 1234.567, 3e38]) {
    const table = column(Array.from({ length: 7 }, () => value));
    applyScaling(table.features, fitScaling(table, scale)!);
    expect(
      [...table.features].every((x) => Math.abs(x) <= Math.abs(value) * 1e-6),
      `${value}`,
    ).toBe(true);
  }
});

test('a column that varies little beside its mean is still told apart', () => {
  const table = column([1000, 1000.01, 1000.02]);
  applyScaling(table.features, fitScaling(table, 'standardise')!);
  expect(table.features[2]).toBeGreaterThan(1);
});
