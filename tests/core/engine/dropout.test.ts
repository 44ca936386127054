import { describe, expect, test } from 'vitest';
import type { Mode } from '../../../core/engine/machine.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { STREAMS, philox } from '../../../core/tensor/random.ts';
import { EDGE_SIZES, RECORDED, largestError, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';

const STREAM = STREAMS.dropout + 3;

function dropoutPlan(batch: number, width: number, p: number): Plan {
  const sketch = new PlanSketch({ batch });
  const [x, y, dy, dx] = ['x', 'y', 'dy', 'dx'].map((name) => sketch.rows(name, width)) as [number, number, number, number];
  sketch.run('forward', { kernel: 'dropout', x, y, p, stream: STREAM });
  sketch.run('backward', { kernel: 'dropout_backward', dy, dx, p, stream: STREAM });
  return sketch.plan();
}

const ones = (count: number) => new Array<number>(count).fill(1);

describe.each(MACHINES)('$name', ({ create }) => {
  const drop = (
    p: number,
    rows: number,
    width: number,
    { step = 1, seed = 5, mode = RECORDED }: { step?: number; seed?: number; mode?: Mode } = {},
  ) => {
    const count = rows * width;
    const run = { plan: dropoutPlan(rows, width, p), rows, given: { x: ones(count), dy: ones(count) }, running: { step, seed }, mode };
    const machine = runKernels(create, { ...run, lists: mode.training ? ['forward', 'backward'] : ['forward'] });
    return { y: valuesOf(machine, 'y', rows), dx: valuesOf(machine, 'dx', rows) };
  };

  test('each element is kept by its own word of the counter-based generator', () => {
    const seed = 2 ** 40 + 9;
    const { y } = drop(0.3, 3, 7, { step: 12, seed });
    const words = new Uint32Array(4);
    y.forEach((value, i) => {
      philox(words, Math.floor(i / 4), 0, STREAM, 12, seed, seed / 2 ** 32);
      expect(value === 0, `element ${i}`).toBe(words[i % 4]! < 0.3 * 2 ** 32);
      if (value !== 0) expect(value).toBeCloseTo(1 / 0.7, 6);
    });
  });

  test('backward drops what forward dropped, another step drops others', () => {
    const { y, dx } = drop(0.5, 5, 13);
    expect(dx).toEqual(y);
    expect(drop(0.5, 5, 13, { step: 2 }).y).not.toEqual(y);
    expect(drop(0.5, 5, 13, { seed: 6 }).y).not.toEqual(y);
  });

  test('the mean stays: 10,000 ones with p = 0.2 come out near 1', () => {
    const { y } = drop(0.2, 100, 100);
    expect(y.reduce((sum, value) => sum + value, 0) / y.length).toBeCloseTo(1, 1);
  });

  test('p = 0 keeps all, p = 1 drops all, evaluation is the identity', () => {
    expect(drop(0, 3, 11).y).toEqual(ones(33));
    expect(drop(1, 3, 11).y).toEqual(new Array(33).fill(0));
    expect(drop(0.5, 3, 11, { mode: { ...RECORDED, training: false } }).y).toEqual(ones(33));
  });

  test.each(EDGE_SIZES)('agrees with double precision and touches nothing else at %i numbers', (width) => {
    expect(largestError(create, { plan: dropoutPlan(3, width, 0.4), rows: 1 }).error).toBeLessThan(2e-7);
    expect(largestError(create, { plan: dropoutPlan(3, width, 0.4), rows: 3 }).error).toBeLessThan(2e-7);
  });
});
