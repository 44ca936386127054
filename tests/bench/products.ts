/** @file The rate of the matrix products of a Linear layer, each in the layout that its pass needs, against the best that the microkernel does. */
import type { Mode, Running } from '../../core/engine/machine.ts';
import { createWasmMachine } from '../../core/engine/wasm-machine.ts';
import type { Kernel } from '../../core/plan/step.ts';
import { Random } from '../../core/tensor/random.ts';
import { PlanSketch } from '../helpers/plan-of.ts';
import { stopwatch } from './clock.ts';
import type { Engine } from './engine.ts';

type Product = 'linear' | 'linear_input_gradient' | 'linear_weight_gradient';

/** How the two factors lie in memory: N as the product takes them, T turned. */
export const LAYOUTS: { readonly [P in Product]: string } = { linear: 'NT', linear_input_gradient: 'NN', linear_weight_gradient: 'TN' };

export interface ProductRate {
  readonly kernel: Product;
  readonly layout: string;
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly gflops: number;
}

const MODE: Mode = { training: true, recorded: false, inspected: false, scored: false };
const STILL: Running = { lr: 0, clip_grad_norm: 0, step: 1, seed: 1 };
/** Floating-point operations in one call: long enough for a clock, short enough to fall between two interruptions. */
const FLOPS_PER_CALL = 2e7;

/** Products that stay in the first-level cache, of 48 rows and panels of many lengths: what the microkernel does when nothing hinders it. */
const BEST_OF = [48, 96].flatMap((rows) =>
  [128, 256, 512].flatMap((outputs) => [8, 16, 32].map((inputs) => ({ kernel: 'linear_input_gradient', rows, inputs, outputs }) as const)),
);

/** GFLOP/s, the best of many short calls: whatever else runs on the machine can only slow one down. */
function rateOf(kernel: Product, rows: number, inputs: number, outputs: number, engine: Engine, seconds: number): ProductRate {
  const sketch = new PlanSketch({
    batch: rows,
    learned: [{ name: 'weight', shape: [outputs, inputs], initial: { kind: 'constant', value: 0 }, row: 0 }],
  });
  const [x, y, weight, dweight] = [
    sketch.rows('x', inputs),
    sketch.rows('y', outputs),
    sketch.named('weight'),
    sketch.named('weight.gradient'),
  ];
  const steps: { readonly [P in Product]: Kernel } = {
    linear: { kernel: 'linear', x, weight, bias: null, y },
    linear_input_gradient: { kernel: 'linear_input_gradient', dy: y, weight, dx: x },
    linear_weight_gradient: { kernel: 'linear_weight_gradient', dy: y, x, dweight },
  };
  const flops = 2 * rows * inputs * outputs;
  const repeats = Math.max(1, Math.round(FLOPS_PER_CALL / flops));
  for (let repeat = 0; repeat < repeats; repeat++) sketch.run('backward', steps[kernel]);
  const machine = createWasmMachine(sketch.plan(), engine.kernels);
  const random = new Random(1, 1);
  for (let index = 0; index < machine.arena.length; index++) machine.arena[index] = random.uniform() - 0.5;

  let best = Infinity;
  const end = performance.now() + 1000 * seconds;
  do {
    const passed = stopwatch('wall');
    machine.run('backward', MODE, STILL, 0, rows);
    best = Math.min(best, passed());
  } while (performance.now() < end);
  return { kernel, layout: LAYOUTS[kernel], rows, inputs, outputs, gflops: (flops * repeats) / best / 1e9 };
}

/** Each product of these layers, and the best rate of all that were measured here. */
export function productRates(
  shapes: readonly { readonly inputs: number; readonly outputs: number }[],
  rows: number,
  engine: Engine,
  seconds: number,
): { readonly best: ProductRate; readonly rates: ProductRate[] } {
  const rate = (kernel: Product, each: { rows: number; inputs: number; outputs: number }) =>
    rateOf(kernel, each.rows, each.inputs, each.outputs, engine, seconds);
  rate('linear_input_gradient', { rows, inputs: 64, outputs: 64 }); // until the compiler has done its best
  const rates = shapes.flatMap((shape) => (Object.keys(LAYOUTS) as Product[]).map((kernel) => rate(kernel, { rows, ...shape })));
  const others = BEST_OF.map((each) => rate(each.kernel, each));
  const best = [...rates, ...others].reduce((high, each) => (each.gflops > high.gflops ? each : high));
  return { best, rates };
}
