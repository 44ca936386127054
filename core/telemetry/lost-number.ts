/** @file The first number of a run that was not finite: which it is, and what computed it. */
import type { Role } from '../plan/plan.ts';
import type { KernelName } from '../plan/step.ts';

export interface LostNumber {
  readonly list: 'forward' | 'backward' | 'update';
  /** What wrote it, or, of a parameter that was lost before the step began, what read it first. */
  readonly kernel: KernelName;
  /** As the plan names it: `fc1.out`, `fc1.weight`. */
  readonly tensor: string;
  readonly role: Role;
  /** The document's node, if the tensor belongs to one. */
  readonly node: string | null;
  /** The row of the batch, from 0; null of a tensor that has none. */
  readonly sample: number | null;
  /** Its place in that row, or in the tensor. */
  readonly index: number;
  /** How many numbers of the tensor are not finite. */
  readonly count: number;
}
