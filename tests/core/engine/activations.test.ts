import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../core/plan/plan.ts';
import type { Kernel } from '../../../core/plan/step.ts';
import { gradientError } from '../../helpers/central-differences.ts';
import { EDGE_SIZES, largestError, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';

const NAMES = ['relu', 'leaky_relu', 'sigmoid', 'tanh'] as const;
type Name = (typeof NAMES)[number];

/** y = phi(x), dx from y and dy; in place, x is y and dy is dx. */
function activationPlan(name: Name, batch: number, width: number, inPlace = false): Plan {
  const sketch = new PlanSketch({ batch });
  const x = sketch.rows('x', width);
  const y = inPlace ? x : sketch.rows('y', width);
  const dy = sketch.rows('dy', width);
  const dx = inPlace ? dy : sketch.rows('dx', width);
  const slope = name === 'leaky_relu' ? { negative_slope: 0.2 } : {};
  sketch.run('forward', { kernel: name, x, y, ...slope } as Kernel);
  sketch.run('backward', { kernel: `${name}_backward`, y, dy, dx, ...slope } as Kernel);
  return sketch.plan();
}

/** How many representable numbers lie between two in single precision. */
function unitsInLastPlace(a: number, b: number): number {
  const [first, second] = new Int32Array(Float32Array.of(a, b).buffer);
  return Math.abs(first! - second!);
}

describe.each(MACHINES)('$name', ({ create }) => {
  const of = (name: Name, x: number[], dy = x.map(() => 1)) => {
    const machine = runKernels(create, { plan: activationPlan(name, 1, x.length), rows: 1, given: { x, dy } });
    return { y: valuesOf(machine, 'y'), dx: valuesOf(machine, 'dx') };
  };

  test('ReLU keeps what is positive, and its slope at zero is zero', () => {
    expect(of('relu', [-2, 0, 3, 0.5, -1], [1, 2, 3, 4, 5])).toEqual({ y: [0, 0, 3, 0.5, 0], dx: [0, 0, 3, 4, 0] });
  });

  test('LeakyReLU lets a share of the negative through', () => {
    const { y, dx } = of('leaky_relu', [-2, 0, 3], [1, 1, 1]);
    [-0.4, 0, 3].forEach((expected, i) => expect(y[i]).toBeCloseTo(expected, 6));
    [0.2, 0.2, 1].forEach((expected, i) => expect(dx[i]).toBeCloseTo(expected, 6));
  });

  test.each(NAMES)('%s lets NaN through and keeps infinity apart', (name) => {
    const { y } = of(name, [NaN, -NaN, Infinity, -Infinity, 1]);
    expect(y[0]).toBeNaN();
    expect(y[1]).toBeNaN();
    expect(y[2]).toBe(name === 'relu' || name === 'leaky_relu' ? Infinity : 1);
    expect(y[3]).toBe({ relu: 0, leaky_relu: -Infinity, sigmoid: 0, tanh: -1 }[name]);
    expect(y[4]).toBeGreaterThan(0);
  });

  test.each(NAMES)('%s agrees with double precision at every size, also in place', (name) => {
    for (const size of EDGE_SIZES) {
      expect(largestError(create, { plan: activationPlan(name, size, 3), rows: size }).error).toBeLessThan(1e-6);
      expect(largestError(create, { plan: activationPlan(name, size + 2, 5, true), rows: size }).error).toBeLessThan(1e-6);
    }
  });
});

describe.each(MACHINES.filter(({ name }) => !name.includes('double')))('$name', ({ create }) => {
  test.each(['sigmoid', 'tanh'] as const)('%s is within 3 units in the last place over its whole range', (name) => {
    const range = Array.from({ length: 4001 }, (_, i) => (i - 2000) * 0.0417);
    const x = [...range, 1e-3, -1e-4, 1e-10, -1e-20, 1e-37].map(Math.fround);
    const machine = runKernels(create, { plan: activationPlan(name, 1, x.length), rows: 1, given: { x } });
    valuesOf(machine, 'y').forEach((value, i) => {
      const expected = name === 'tanh' ? Math.tanh(x[i]!) : 1 / (1 + Math.exp(-x[i]!));
      expect(unitsInLastPlace(value, expected), `${name}(${x[i]})`).toBeLessThanOrEqual(3);
    });
  });
});

test('WebAssembly gives zero, not a denormal, for the sigmoid of a hopeless logit', () => {
  const { create } = MACHINES.find(({ name }) => name === 'WebAssembly, strict')!;
  const machine = runKernels(create, { plan: activationPlan('sigmoid', 1, 2), rows: 1, given: { x: [-87, -88] } });
  const [above, below] = valuesOf(machine, 'y');
  expect(above).toBeGreaterThan(1.1e-38);
  expect(below).toBe(0);
});

test.each(NAMES)('the gradient of %s is the central difference', (name) => {
  const run = { plan: activationPlan(name, 4, 5), rows: 4 };
  expect(gradientError(run, { x: 'x', y: 'y', dy: 'dy', analytic: 'dx' })).toBeLessThan(1e-8);
});
