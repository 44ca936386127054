/** @file Runs the steps of a hand-written plan on tensors that a test fills, and reads others back. */
import type { Machine, Mode, Running } from '../../core/engine/machine.ts';
import { createReferenceMachine } from '../../core/engine/reference/reference-machine.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { Random } from '../../core/tensor/random.ts';
import { numbersOf, tensorNamed } from './run-plan.ts';

/** Widths and heights around the vectors and tiles of the fast kernels. */
export const EDGE_SIZES = [1, 2, 3, 4, 5, 7, 8, 10, 16, 17, 33];

export const RECORDED: Mode = { training: true, recorded: true, inspected: true, scored: true };

export interface KernelRun {
  readonly plan: Plan;
  readonly rows: number;
  /** What the tensors hold before; those not named hold random numbers that single precision can hold. */
  readonly given?: Readonly<Record<string, ArrayLike<number>>>;
  readonly mode?: Mode;
  readonly running?: Partial<Running>;
  readonly lists?: readonly ('forward' | 'backward' | 'update')[];
}

/** Runs the lists and returns the machine, whose arena holds what came of it. */
export function runKernels(
  create: (plan: Plan) => Machine,
  { plan, rows, given = {}, mode = RECORDED, running, lists = ['forward', 'backward', 'update'] }: KernelRun,
): Machine {
  const machine = create(plan);
  // Ground between tensors is nobody's: whoever makes something of it makes NaN. Only between parameters it is zero.
  machine.arena.fill(NaN);
  for (const { offset, size } of [plan.parameterRegion, plan.gradientRegion, ...plan.momentRegions])
    machine.arena.fill(0, offset, offset + size);
  for (const tensor of plan.tensors) {
    // of its own, so that no tensor's numbers depend on how many others there are
    const random = new Random(11, tensor.id);
    const numbers = numbersOf(machine, tensor, rows);
    const values = given[tensor.name];
    if (values && values.length !== numbers.length) throw new Error(`${tensor.name} holds ${numbers.length} numbers, not ${values.length}`);
    for (let i = 0; i < numbers.length; i++) numbers[i] = values ? values[i]! : Math.fround(random.normal());
  }
  const now: Running = { lr: 0.1, clip_grad_norm: 0, step: 1, seed: 5, ...running };
  for (const list of lists) machine.run(list, mode, now, 0, rows);
  return machine;
}

/** What a tensor holds, as numbers that compare and print. */
export function valuesOf(machine: Machine, name: string, rows = 1): number[] {
  return [...numbersOf(machine, tensorNamed(machine.plan, name), rows)];
}

/** The same run in double precision: what the others are judged by. */
export function expectedOf(run: KernelRun): Machine {
  return runKernels((plan) => createReferenceMachine(plan, { precision: 'float64' }), run);
}

/**
 * The largest difference of any tensor, those included that should not have changed, from the same run in double precision,
 * relative to the tensor's largest number; numbers that are equal, NaN and infinity among them, differ by nothing.
 */
export function largestError(create: (plan: Plan) => Machine, run: KernelRun): { readonly error: number; readonly tensor: string } {
  const got = runKernels(create, run);
  const expected = expectedOf(run);
  let worst = { error: 0, tensor: '' };
  for (const tensor of run.plan.tensors) {
    const [a, b] = [numbersOf(got, tensor, run.rows), numbersOf(expected, tensor, run.rows)];
    const size = Math.max(1e-30, ...[...b].map(Math.abs).filter(Number.isFinite));
    a.forEach((value: number, i: number) => {
      if (Object.is(value, b[i]) || value === b[i]) return;
      const error = Math.abs(value - b[i]!) / size;
      if (!(error <= worst.error)) worst = { error: Number.isNaN(error) ? Infinity : error, tensor: tensor.name };
    });
  }
  return worst;
}
