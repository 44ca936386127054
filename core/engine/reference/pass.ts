/** @file What a plain kernel sees of a run: the arena, the data set, and the settings of this pass. */
import type { Plan, TensorId } from '../../plan/plan.ts';

import type { Mode, RealArray, Running } from '../machine.ts';

export interface Pass {
  readonly plan: Plan;
  readonly arena: RealArray;
  /** Rounds to the precision of the arena, for constants that the fast kernels hold in that precision. */
  readonly round: (value: number) => number;
  features: RealArray;
  targets: RealArray;
  featureWidth: number;
  targetWidth: number;
  /** The caller's places and, after them, one place for each staged row. */
  order: Int32Array;
  mode: Mode;
  running: Running;
  first: number;
  rows: number;
  /** Numbers that the kernel which is running made zero, for they are too small. */
  flushed: number;
  /** By what the update multiplies gradients: 1, or less where their norm is clipped. */
  clipScale: number;
  /** Squares of the gradients that the update has gone over. */
  gradientSquares: number;
}

/** Where a tensor starts in the arena. */
export function offsetOf(pass: Pass, tensor: TensorId): number {
  return pass.plan.tensors[tensor]!.offset;
}

/** Numbers in one row of a batched tensor, or in all of another. */
export function sizeOf(pass: Pass, tensor: TensorId): number {
  return pass.plan.tensors[tensor]!.size;
}

/** Numbers in use: all rows of a batched tensor, or all of another. */
export function countOf(pass: Pass, tensor: TensorId): number {
  const { batched, size } = pass.plan.tensors[tensor]!;
  return batched ? pass.rows * size : size;
}
