/** @file How wide the rows are that a plan gathers from its data set. */
import type { Plan } from '../plan/plan.ts';
import type { RealArray } from './machine.ts';

/** Numbers per row that the plan's inputs take. */
export function featureWidth(plan: Plan): number {
  return Math.max(0, ...plan.inputs.map(({ tensor, column }) => column + plan.tensors[tensor]!.size));
}

/** Numbers per row that the plan's target takes; 0 without one. */
export function targetWidth(plan: Plan): number {
  return plan.target === null ? 0 : plan.tensors[plan.target]!.size;
}

/** @throws RangeError if the arrays do not hold `rows` rows of the plan's widths: a mistake of the caller, not of the person. */
export function requireRows(plan: Plan, features: RealArray, targets: RealArray, rows: number): void {
  const expected = [rows * featureWidth(plan), rows * targetWidth(plan)] as const;
  if (features.length === expected[0] && (plan.target === null || targets.length === expected[1])) return;
  throw new RangeError(
    `${rows} rows need ${expected[0]} features and ${expected[1]} targets, but ${features.length} and ${targets.length} were given.`,
  );
}

/** @throws RangeError if the array does not hold between one row and plan.batch rows. */
export function requireStaged(plan: Plan, features: RealArray, rows: number): void {
  if (rows >= 1 && rows <= plan.batch && features.length === rows * featureWidth(plan)) return;
  throw new RangeError(
    `Up to ${plan.batch} rows of ${featureWidth(plan)} features fit, but ${features.length} features as ${rows} rows were given.`,
  );
}
