import { describe, expect, test } from 'vitest';
import { identicalUnits, type UnitWeights } from '../../../core/engine/identical-units.ts';
import type { PlannedTensor } from '../../../core/plan/plan.ts';

const tensor = (name: string, shape: readonly number[], offset: number): PlannedTensor => ({
  id: offset,
  name,
  shape,
  batched: false,
  role: 'parameter',
  offset,
  size: shape.reduce((product, extent) => product * extent, 1),
  initial: null,
  node: 'fc1',
});
const layer: UnitWeights = { row: 0, weight: tensor('fc1.weight', [3, 2], 0), bias: tensor('fc1.bias', [3], 8) };

const share = (weights: readonly number[], bias: readonly number[]) => identicalUnits(Float32Array.of(...weights, 0, 0, ...bias), layer);

describe('units that are copies of the first', () => {
  test('are all of a constant layer, and of one that is zero', () => {
    expect(share([0.1, 0.1, 0.1, 0.1, 0.1, 0.1], [0, 0, 0])).toBe(1);
    expect(share([0, 0, 0, 0, 0, 0], [0, 0, 0])).toBe(1);
  });

  test('may be some of them', () => expect(share([1, 2, 1, 2, 1, 3], [0, 0, 0])).toBe(0.5));

  test('are none where biases tell them apart', () => expect(share([1, 1, 1, 1, 1, 1], [0, 1, 2])).toBe(0));

  test('may differ by rounding, relative to the largest weight', () => {
    expect(share([1, 1e-3, 1, 1e-3 + 5e-7, 1, 1e-3], [0, 0, 0])).toBe(1);
    expect(share([1, 1e-3, 1, 1e-3 + 5e-6, 1, 1e-3 + 5e-6], [0, 0, 0])).toBe(0);
  });
});
