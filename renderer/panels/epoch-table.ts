/** @file Runs beside each other at chosen epochs: what each was measured at there, or at its last measurement before. */
import { ticks } from 'd3-array';
import type { Evaluation } from '../../core/telemetry/frame.ts';

/** What is compared, and over which rows. */
export const MEASURES = ['accuracy', 'loss'] as const;
export type Measure = (typeof MEASURES)[number];
export type Rows = Exclude<Evaluation['on'], 'probe'>;

export interface EpochCell {
  readonly value: number;
  /** Of the measurement: the chosen one, or an earlier one if none was taken there. */
  readonly epoch: number;
}

/** At most so many epochs unless the person chooses. */
const ROWS = 6;

/** Round epochs up to the last of any run, the first measured and the last among them. */
export function usualEpochs(runs: readonly (readonly Evaluation[])[]): number[] {
  const epochs = runs.flatMap((evaluations) => evaluations.filter(({ on }) => on === 'train').map(({ epoch }) => epoch));
  if (epochs.length === 0) return [];
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  const between = ticks(first, last, ROWS - 2).filter((epoch) => Number.isInteger(epoch) && epoch > first && epoch < last);
  return [...new Set([first, ...between, last])];
}

/** "1, 5 10" and the like; null where something else is written. */
export function readEpochs(text: string): number[] | null {
  const epochs = text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);
  return epochs.length > 0 && epochs.every((epoch) => Number.isInteger(epoch) && epoch > 0)
    ? [...new Set(epochs)].sort((a, b) => a - b)
    : null;
}

/** Null where a run was not measured by then, or had ended before an epoch that another reached. */
export function cellAt(evaluations: readonly Evaluation[], epoch: number, on: Rows, measure: Measure): EpochCell | null {
  const measured = evaluations.filter((evaluation) => evaluation.on === on);
  const reached = measured.at(-1)?.epoch ?? 0;
  const last = epoch <= reached ? measured.findLast((evaluation) => evaluation.epoch <= epoch) : undefined;
  return last && !Number.isNaN(last[measure]) ? { value: last[measure], epoch: last.epoch } : null;
}
