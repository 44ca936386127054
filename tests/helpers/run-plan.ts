/** @file Drives a machine by its contract alone (no trainer), so that a test sees exactly what the kernels compute. */
import type { Machine, Mode, RealArray, Running } from '../../core/engine/machine.ts';
import type { Plan, PlannedTensor } from '../../core/plan/plan.ts';
import { SCALAR, STATISTIC, rowStart, type Scalar, type Statistic } from '../../core/plan/report.ts';

export const TRAINING: Mode = { training: true, recorded: true, inspected: false, scored: true };
export const EVALUATION: Mode = { training: false, recorded: false, inspected: false, scored: true };

export function tensorNamed(plan: Plan, name: string): PlannedTensor {
  const found = plan.tensors.find((tensor) => tensor.name === name);
  if (!found) throw new Error(`the plan has no tensor "${name}", only ${plan.tensors.map((tensor) => tensor.name).join(', ')}`);
  return found;
}

/** The numbers of a tensor in the arena, `rows` rows if it is batched. */
export function numbersOf(machine: Machine, tensor: PlannedTensor, rows = 1): RealArray {
  return machine.arena.subarray(tensor.offset, tensor.offset + tensor.size * (tensor.batched ? rows : 1));
}

export function write(machine: Machine, name: string, values: ArrayLike<number>): void {
  const tensor = tensorNamed(machine.plan, name);
  if (values.length !== tensor.size) throw new Error(`${name} holds ${tensor.size} numbers, got ${values.length}`);
  machine.arena.set(values, tensor.offset);
}

/** Sets optimizer state to what it is before the first step. */
export function clearMoments(machine: Machine): void {
  for (const tensor of machine.plan.tensors)
    if (tensor.role === 'moment')
      machine.arena.fill(tensor.initial?.kind === 'constant' ? tensor.initial.value : 0, tensor.offset, tensor.offset + tensor.size);
}

/** Binds data in their own order. */
export function bind(machine: Machine, features: ArrayLike<number>, targets: ArrayLike<number>, rows: number): void {
  const Real = machine.arena.constructor as Float64ArrayConstructor;
  machine.bind(Real.from(features), Real.from(targets), rows);
  for (let row = 0; row < rows; row++) machine.order[row] = row;
}

export function trainStep(machine: Machine, running: Running, first: number, rows: number): void {
  machine.run('forward', TRAINING, running, first, rows);
  machine.run('backward', TRAINING, running, first, rows);
  machine.run('update', TRAINING, running, first, rows);
}

export function scalar(machine: Machine, name: Scalar): number {
  return machine.arena[machine.plan.tensors[machine.plan.report]!.offset + SCALAR[name]]!;
}

export function statistic(machine: Machine, row: number, name: Statistic): number {
  return machine.arena[machine.plan.tensors[machine.plan.report]!.offset + rowStart(row) + STATISTIC[name]]!;
}
