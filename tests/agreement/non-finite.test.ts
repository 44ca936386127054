/** @file What is not a finite number, and zero with a sign, go through every activation and back as in PyTorch: nothing hides them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../core/plan/plan.ts';
import type { Kernel } from '../../core/plan/step.ts';
import { runKernels, valuesOf } from '../helpers/kernel-run.ts';
import { MACHINES } from '../helpers/machines.ts';
import { PlanSketch } from '../helpers/plan-of.ts';

/** A number, or what JSON has no number for: "nan", "inf", "-inf", "-0.0". */
type Written = number | 'nan' | 'inf' | '-inf' | '-0.0';

interface Case {
  readonly kernel: 'relu' | 'leaky_relu' | 'sigmoid' | 'tanh' | 'softmax';
  readonly attributes: { readonly negative_slope?: number };
  readonly rows: number;
  readonly width: number;
  readonly x: readonly Written[];
  readonly dy: readonly Written[];
  readonly y: readonly Written[];
  readonly dx: readonly Written[];
}

const cases = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/non-finite.json'), 'utf8')) as Case[];

const read = (values: readonly Written[]) =>
  values.map((value) => (typeof value === 'number' ? value : Number(value.replace('nan', 'NaN').replace('inf', 'Infinity'))));

function planOf({ kernel, attributes, rows, width }: Case): Plan {
  const sketch = new PlanSketch({ batch: rows });
  const [x, y, dy, dx] = ['x', 'y', 'dy', 'dx'].map((name) => sketch.rows(name, width)) as [number, number, number, number];
  sketch.run('forward', { kernel, x, y, ...attributes } as Kernel);
  sketch.run('backward', { kernel: `${kernel}_backward`, y, dy, dx, ...attributes } as Kernel);
  return sketch.plan();
}

/** Equal if not finite or zero (whose sign no later number depends on), else within the precision of the machine. */
function expectSame(got: readonly number[], expected: readonly number[], what: string): void {
  got.forEach((value, i) => {
    if (!Number.isFinite(expected[i]!) || expected[i] === 0) expect(value + 0, `${what}[${i}]`).toBe(expected[i]! + 0);
    else expect(value / expected[i]!, `${what}[${i}]`).toBeCloseTo(1, 5);
  });
}

describe.each(MACHINES)('$name', ({ create }) => {
  test.each(cases)('$kernel $attributes', (each) => {
    const given = { x: read(each.x), dy: read(each.dy) };
    const machine = runKernels(create, { plan: planOf(each), rows: each.rows, given });
    expectSame(valuesOf(machine, 'y', each.rows), read(each.y), 'y');
    expectSame(valuesOf(machine, 'dx', each.rows), read(each.dx), 'dx');
  });
});
