/**
 * @file The lists of rows that a run keeps side by side in its machine: this epoch's permutation of the training rows, the validation
 * rows, the training rows that are evaluated, and the rows that are inspected.
 */
import type { Data } from '../datasets/table.ts';
import type { Evaluation } from '../telemetry/frame.ts';

/** Training rows evaluated at the end of an epoch: all of them up to this many, then a fixed draw. */
const EVALUATED_ROWS = 10_000;
/** Training rows that are inspected for dead and saturated units and for the loss that skill is measured by. */
export const INSPECTED_ROWS = 256;

export interface RowList {
  readonly on: Evaluation['on'];
  readonly start: number;
  readonly rows: number;
}

export interface RowLists {
  readonly validation: RowList;
  readonly train: RowList;
  readonly probe: RowList;
  /** Of all lists together. */
  readonly places: number;
}

export function rowLists({ train: { rows }, validation: { rows: validationRows } }: Data): RowLists {
  const validation = { on: 'validation', start: rows, rows: validationRows } as const;
  const train = { on: 'train', start: rows + validationRows, rows: Math.min(rows, EVALUATED_ROWS) } as const;
  const probe = { on: 'probe', start: train.start + train.rows, rows: Math.min(rows, INSPECTED_ROWS) } as const;
  return { validation, train, probe, places: probe.start + probe.rows };
}
