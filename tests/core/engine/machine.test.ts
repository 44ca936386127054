import { describe, expect, test } from 'vitest';
import type { Running } from '../../../core/engine/machine.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { EDGE_SIZES, RECORDED, largestError, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';

/** Two inputs of 3 and `width` columns, a target of 2. */
function gatherPlan(batch: number, width = 5): Plan {
  const sketch = new PlanSketch({ batch });
  sketch.input('first', 3);
  sketch.output(sketch.input('second', width));
  sketch.target(2, 'regression');
  return sketch.plan();
}

function addPlan(batch: number, width: number, inPlace: boolean): Plan {
  const sketch = new PlanSketch({ batch });
  const [a, b] = [sketch.rows('a', width), sketch.rows('b', width)];
  sketch.run('forward', { kernel: 'add', a, b, y: inPlace ? a : sketch.rows('y', width) });
  return sketch.plan();
}

const running: Running = { lr: 0, clip_grad_norm: 0, step: 1, seed: 1 };
const count = (length: number, from = 0) => Float32Array.from({ length }, (_, i) => from + i);

describe.each(MACHINES)('$name', ({ create }) => {
  test('gathers the rows that the order names, each input its own columns', () => {
    const machine = create(gatherPlan(3));
    machine.bind(count(4 * 8), count(4 * 2, 100), 4);
    machine.order.set([3, 1, 2, 0]);
    machine.run('forward', RECORDED, running, 1, 3);
    expect(valuesOf(machine, 'first', 3)).toEqual([8, 9, 10, 16, 17, 18, 0, 1, 2]);
    expect(valuesOf(machine, 'second', 3)).toEqual([11, 12, 13, 14, 15, 19, 20, 21, 22, 23, 3, 4, 5, 6, 7]);
    expect(valuesOf(machine, 'target', 3)).toEqual([102, 103, 104, 105, 100, 101]);
  });

  test.each(EDGE_SIZES)('gathers rows of any width and writes nothing beside them: %i', (width) => {
    const machine = create(gatherPlan(4, width));
    const features = count(5 * (width + 3), 1);
    machine.bind(features, count(10), 5);
    machine.order.set([4, 0, 2, 1, 3]);
    machine.run('forward', RECORDED, running, 0, 3);
    const expected = [4, 0, 2].flatMap((row) => [...features.subarray(row * (width + 3) + 3, (row + 1) * (width + 3))]);
    expect(valuesOf(machine, 'second', 4)).toEqual([...expected, ...new Array<number>(width).fill(0)]);
  });

  test('the order starts as the rows are, and has as many places as asked for', () => {
    const machine = create(gatherPlan(3));
    machine.bind(count(4 * 8), count(8), 4);
    expect([...machine.order]).toEqual([0, 1, 2, 3]);
    machine.bind(count(4 * 8), count(8), 4, 6);
    expect(machine.order.length).toBe(6);
    machine.order.set([2, 2], 4);
    machine.run('forward', RECORDED, running, 4, 2);
    expect(valuesOf(machine, 'first', 2)).toEqual([16, 17, 18, 16, 17, 18]);
  });

  test('a data set of megabytes keeps what the arena held', () => {
    const machine = create(gatherPlan(3));
    machine.arena.fill(7);
    machine.bind(count(100_000 * 8), count(200_000), 100_000);
    expect(machine.arena.every((value) => value === 7)).toBe(true);
    machine.order[99_999] = 54_321;
    machine.run('forward', RECORDED, running, 99_999, 1);
    expect(valuesOf(machine, 'first')).toEqual([434_568, 434_569, 434_570]);
  });

  test('staged rows pass without disturbing data or order', () => {
    const machine = create(gatherPlan(3));
    machine.bind(count(2 * 8), count(4, 100), 2);
    const first = machine.stage(count(3 * 8, 50), 3);
    machine.run('forward', { ...RECORDED, scored: false }, running, first, 3);
    expect(valuesOf(machine, 'first', 3)).toEqual([50, 51, 52, 58, 59, 60, 66, 67, 68]);
    machine.run('forward', RECORDED, running, 0, 2);
    expect(valuesOf(machine, 'first', 2)).toEqual([0, 1, 2, 8, 9, 10]);
    expect(valuesOf(machine, 'target', 2)).toEqual([100, 101, 102, 103]);
  });

  test('rows can be staged before any data are bound', () => {
    const machine = create(gatherPlan(3));
    machine.run('forward', { ...RECORDED, scored: false }, running, machine.stage(count(8), 1), 1);
    expect(valuesOf(machine, 'first')).toEqual([0, 1, 2]);
  });

  test('data of another width are refused with both numbers', () => {
    const machine = create(gatherPlan(3));
    expect(() => machine.bind(count(9), count(2), 1)).toThrow('1 rows need 8 features and 2 targets, but 9 and 2 were given.');
    expect(() => machine.stage(count(32), 4)).toThrow('Up to 3 rows of 8 features fit, but 32 features as 4 rows were given.');
  });

  test.each(EDGE_SIZES)('adds, also in place, and touches nothing else at width %i', (width) => {
    for (const inPlace of [false, true])
      expect(largestError(create, { plan: addPlan(4, width, inPlace), rows: 3, lists: ['forward'] }).error).toBeLessThan(1e-7);
  });
});
