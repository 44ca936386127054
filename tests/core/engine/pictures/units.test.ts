import { describe, expect, test } from 'vitest';
import { deadUnits, normsOfColumns, normsOfStretches } from '../../../../core/engine/pictures/units.ts';
import type { Step } from '../../../../core/plan/step.ts';

describe('units', () => {
  test('have the norm of their numbers, side by side or in a column', () => {
    const numbers = Float32Array.of(3, 4, 0, 0, 1, NaN);
    expect([...normsOfStretches(numbers, 3)]).toEqual([5, 0, Infinity]);
    expect([...normsOfColumns(Float32Array.of(3, 1, 4, 1), 2)]).toEqual([5, Math.fround(Math.SQRT2)]);
  });

  test('are dead where the activation is flat for all rows', () => {
    const step = (kernel: string, rest = {}) => ({ kernel, x: 0, y: 1, when: 'always', ...rest }) as Step;
    const outputs = Float32Array.of(0, 2, 0, 1, 0, 0);
    expect([...deadUnits(step('relu'), outputs, 3, 3)]).toEqual([0, 0, 1]);
    expect([...deadUnits(step('relu'), Float32Array.of(0, 0, 1, 0), 4, 2)]).toEqual([1, 0]);
    expect([...deadUnits(step('sigmoid'), outputs, 3, 3)]).toEqual([1, 0, 1]);
    expect([...deadUnits(step('tanh'), Float32Array.of(1, -1, 0.5), 3, 3)]).toEqual([1, 1, 0]);
    expect([...deadUnits(step('leaky_relu', { negative_slope: 0.1 }), outputs, 3, 3)]).toEqual([0, 0, 0]);
    expect([...deadUnits(step('leaky_relu', { negative_slope: 0 }), outputs, 3, 3)]).toEqual([0, 0, 1]);
    expect([...deadUnits(null, outputs, 3, 3)]).toEqual([0, 0, 0]);
    expect([...deadUnits(step('relu'), Float32Array.of(NaN, 0), 2, 2)]).toEqual([0, 1]);
  });
});
