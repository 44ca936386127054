import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../core/plan/plan.ts';
import { gradientError } from '../../helpers/central-differences.ts';
import { SCALAR } from '../../../core/plan/report.ts';
import { Random } from '../../../core/tensor/random.ts';
import { EDGE_SIZES, largestError, RECORDED, runKernels, valuesOf } from '../../helpers/kernel-run.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';

function linearPlan({ rows, inputs, outputs, bias = true }: { rows: number; inputs: number; outputs: number; bias?: boolean }): Plan {
  const sketch = new PlanSketch({ batch: rows });
  const x = sketch.rows('x', inputs);
  const weight = sketch.tensor('weight', [outputs, inputs]);
  const b = bias ? sketch.tensor('bias', [outputs]) : null;
  const y = sketch.rows('y', outputs);
  const dy = sketch.rows('dy', outputs);
  const dx = sketch.rows('dx', inputs);
  const dweight = sketch.tensor('dweight', [outputs, inputs]);
  const dbias = sketch.tensor('dbias', [outputs]);
  sketch.run('forward', { kernel: 'linear', x, weight, bias: b, y });
  sketch.run('backward', { kernel: 'linear_input_gradient', dy, weight, dx });
  sketch.run('backward', { kernel: 'linear_weight_gradient', dy, x, dweight });
  sketch.run('backward', { kernel: 'linear_bias_gradient', dy, dbias });
  return sketch.plan();
}

/** Around the tiles of the fast kernels, 6 by 8, 4 by 8 and 6 by 4, each extent beside two others that have ends of their own. */
const TILES = Array.from({ length: 17 }, (_, index) => index + 1);
const SIZES = [
  ...TILES.flatMap((size) => [
    { rows: size, inputs: 13, outputs: 11 },
    { rows: 11, inputs: size, outputs: 13 },
    { rows: 13, inputs: 11, outputs: size },
  ]),
  ...EDGE_SIZES.flatMap((size) => [
    { rows: size, inputs: 5, outputs: 7 },
    { rows: 6, inputs: size, outputs: 10 },
    { rows: 9, inputs: 12, outputs: size },
    { rows: size, inputs: size, outputs: size },
  ]),
  { rows: 32, inputs: 784, outputs: 65 },
  // sums in blocks, in the three products
  { rows: 9, inputs: 1030, outputs: 21 },
  { rows: 9, inputs: 21, outputs: 1030 },
  { rows: 1030, inputs: 21, outputs: 38 },
  // panels in groups, strips packed
  { rows: 70, inputs: 300, outputs: 290 },
];

/** Numbers of all tensors, as far as they are in use. */
function randomNumbers(count: number, stream: number): Float32Array {
  const random = new Random(3, stream);
  return Float32Array.from({ length: count }, () => random.normal());
}

/** The elements of a row-major matrix `width` wide that lie in these rows and columns. */
function part(matrix: Float32Array, width: number, rows: readonly number[], columns: readonly number[]): Float32Array {
  return Float32Array.from(rows.flatMap((row) => columns.map((column) => matrix[row * width + column]!)));
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Subsets of numbers below `count` that start and end anywhere, ends and single ones among them. */
function somePlaces(count: number, random: Random): number[] {
  const first = Math.floor(random.uniform() * count);
  const last = Math.min(count, first + 1 + Math.floor(random.uniform() * 12));
  return range(count).slice(first, last);
}

describe.each(MACHINES)('$name', ({ create }) => {
  test.each([
    { rows: 23, inputs: 37, outputs: 29 },
    { rows: 70, inputs: 600, outputs: 90 },
    { rows: 530, inputs: 40, outputs: 50 },
  ])(
    'a number is the same bits whatever is computed beside it: $rows rows, $inputs inputs, $outputs outputs',
    ({ rows, inputs, outputs }) => {
      const x = randomNumbers(rows * inputs, 1);
      const weight = randomNumbers(outputs * inputs, 2);
      const bias = randomNumbers(outputs, 3);
      const dy = randomNumbers(rows * outputs, 4);
      const dbias = new Float32Array(outputs);
      const whole = runKernels(create, { plan: linearPlan({ rows, inputs, outputs }), rows, given: { x, weight, bias, dy, dbias } });
      const [y, dx, dweight] = [valuesOf(whole, 'y', rows), valuesOf(whole, 'dx', rows), valuesOf(whole, 'dweight')].map((values) =>
        Float32Array.from(values),
      ) as [Float32Array, Float32Array, Float32Array];
      const random = new Random(9, 1);
      const resultOf = (tensor: string, r: readonly number[], i: readonly number[], o: readonly number[]) =>
        valuesOf(
          runKernels(create, {
            plan: linearPlan({ rows: r.length, inputs: i.length, outputs: o.length }),
            rows: r.length,
            given: {
              x: part(x, inputs, r, i),
              weight: part(weight, inputs, o, i),
              bias: part(bias, outputs, [0], o),
              dy: part(dy, outputs, r, o),
            },
          }),
          tensor,
          r.length,
        ).map(Math.fround);
      for (let draw = 0; draw < 12; draw++) {
        const [r, i, o] = [somePlaces(rows, random), somePlaces(inputs, random), somePlaces(outputs, random)];
        expect(resultOf('y', r, range(inputs), o)).toEqual([...part(y, outputs, r, o)]);
        expect(resultOf('dx', r, i, range(outputs))).toEqual([...part(dx, inputs, r, i)]);
        expect(resultOf('dweight', range(rows), i, o)).toEqual([...part(dweight, inputs, o, i)]);
      }
    },
  );

  test.each(SIZES.filter(({ rows }) => rows < 1000))(
    'notices what is not finite in any place, and nothing on the ground beside: $rows rows, $inputs inputs, $outputs outputs',
    (size) => {
      const { rows, inputs, outputs } = size;
      const plan = linearPlan(size);
      const machine = runKernels(create, { plan, rows });
      const { x, weight } = Object.fromEntries(plan.tensors.map(({ name, offset }) => [name, offset])) as Record<'x' | 'weight', number>;
      const step = () => machine.step(RECORDED, { lr: 0, clip_grad_norm: 0, step: 1, seed: 1 }, 0, rows);
      expect(step()).toBe('sound');
      machine.arena[weight + outputs * inputs - 1] = Infinity;
      expect(step()).toBe('forward');
      machine.arena[weight + outputs * inputs - 1] = 0;
      machine.arena[x + (rows - 1) * inputs] = NaN;
      expect(step()).toBe('forward');
    },
  );

  test('a layer of two inputs and two outputs is what one computes by hand', () => {
    const plan = linearPlan({ rows: 2, inputs: 2, outputs: 2 });
    const given = { x: [1, 2, 3, 4], weight: [10, 1, 0, -1], bias: [100, 200], dy: [1, 2, 3, 4] };
    const machine = runKernels(create, { plan, rows: 2, given });
    expect(valuesOf(machine, 'y', 2)).toEqual([112, 198, 134, 196]);
    expect(valuesOf(machine, 'dx', 2)).toEqual([10, -1, 30, -1]);
    expect(valuesOf(machine, 'dweight')).toEqual([10, 14, 14, 20]);
    expect(valuesOf(machine, 'dbias')).toEqual([4, 6]);
  });

  test.each(SIZES)('agrees with double precision and touches nothing else: $rows rows, $inputs inputs, $outputs outputs', (size) => {
    expect(largestError(create, { plan: linearPlan(size), rows: size.rows }).error).toBeLessThan(2e-6);
    expect(largestError(create, { plan: linearPlan({ ...size, bias: false }), rows: size.rows }).error).toBeLessThan(2e-6);
  });

  test('rows beyond those in use stay as they are', () => {
    const plan = linearPlan({ rows: 7, inputs: 3, outputs: 5 });
    const machine = runKernels(create, { plan, rows: 2 });
    expect(valuesOf(machine, 'y', 7).slice(10).every(Number.isNaN)).toBe(true);
    expect(valuesOf(machine, 'dx', 7).slice(6).every(Number.isNaN)).toBe(true);
  });
});

describe.each(MACHINES.filter(({ name }) => !name.includes('double')))('$name', ({ create }) => {
  test.each(SIZES.filter(({ rows, inputs }) => rows < 100 && inputs < 600))(
    'keeps no number too small and counts what it made zero: $rows rows, $inputs inputs, $outputs outputs',
    ({ rows, inputs, outputs }) => {
      const plan = linearPlan({ rows, inputs, outputs, bias: false });
      const tiny = 2 ** -64;
      const first = (count: number, value: number) => Float32Array.from({ length: count }, (_, index) => (index === 0 ? value : 0));
      // one product in each row of y, of dx and of dweight, and that is a denormal; of dx too small is what is not yet one
      const given = {
        x: Float32Array.from({ length: rows * inputs }, (_, index) => (index % inputs === 0 ? tiny : 0)),
        weight: first(outputs * inputs, tiny),
        dy: first(rows * outputs, 2 ** -63),
        dbias: new Float32Array(outputs),
      };
      const machine = runKernels(create, { plan, rows, given });
      for (const name of ['y', 'dx', 'dweight']) expect(new Set(valuesOf(machine, name, rows))).toEqual(new Set([0]));
      expect(machine.arena[plan.tensors[plan.report]!.offset + SCALAR.underflow]).toBe(rows + 2);
    },
  );

  test('keeps the least normal number, and of a signal 2^-100', () => {
    const plan = linearPlan({ rows: 1, inputs: 1, outputs: 1, bias: false });
    const least = { x: [2 ** -63], weight: [2 ** -63], dy: [2 ** -37] };
    const machine = runKernels(create, { plan, rows: 1, given: least });
    expect([valuesOf(machine, 'y'), valuesOf(machine, 'dx')]).toEqual([[2 ** -126], [2 ** -100]]);
    const less = runKernels(create, { plan, rows: 1, given: { ...least, weight: [-(2 ** -64)] } });
    expect([valuesOf(less, 'y'), valuesOf(less, 'dx')]).toEqual([[0], [0]]);
  });
});

test.each([
  { rows: 7, inputs: 30, outputs: 9 },
  { rows: 13, inputs: 700, outputs: 21 },
])('strict numerics round each product and each sum, from the first input on: $inputs inputs', ({ rows, inputs, outputs }) => {
  const strict = MACHINES.find(({ name }) => name.includes('strict'))!;
  const [x, weight, bias] = [randomNumbers(rows * inputs, 1), randomNumbers(outputs * inputs, 2), randomNumbers(outputs, 3)];
  const expected = range(rows * outputs).map((index) => {
    const [row, output] = [Math.floor(index / outputs), index % outputs];
    return range(inputs).reduce(
      (sum, i) => Math.fround(sum + Math.fround(x[row * inputs + i]! * weight[output * inputs + i]!)),
      bias[output]!,
    );
  });
  const machine = runKernels(strict.create, { plan: linearPlan({ rows, inputs, outputs }), rows, given: { x, weight, bias } });
  expect(valuesOf(machine, 'y', rows)).toEqual(expected);
});

test.each(EDGE_SIZES)('gradients are the central differences at %i rows', (rows) => {
  const run = { plan: linearPlan({ rows, inputs: 5, outputs: 3 }), rows };
  expect(gradientError(run, { x: 'x', y: 'y', dy: 'dy', analytic: 'dx' })).toBeLessThan(1e-8);
  expect(gradientError(run, { x: 'weight', y: 'y', dy: 'dy', analytic: 'dweight' })).toBeLessThan(1e-8);
  expect(gradientError(run, { x: 'bias', y: 'y', dy: 'dy', analytic: 'dbias' })).toBeLessThan(1e-8);
});
