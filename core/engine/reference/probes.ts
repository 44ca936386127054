/** @file What a step says about itself: statistics of one tensor into one row of the report. */
import { SCALAR, STATISTIC, rowStart, type Statistic } from '../../plan/report.ts';
import type { Operands } from '../../plan/step.ts';
import { countOf, offsetOf, sizeOf, type Pass } from './pass.ts';
import { addTo, tell } from './report.ts';

function write(pass: Pass, row: number, statistic: Statistic, value: number): void {
  tell(pass, offsetOf(pass, pass.plan.report) + rowStart(row) + STATISTIC[statistic], value);
}

/** Adds to the row's count and to the step's. */
export function countNonFinite(pass: Pass, row: number, count: number): void {
  const start = offsetOf(pass, pass.plan.report);
  addTo(pass, start + SCALAR.non_finite, count);
  addTo(pass, start + rowStart(row) + STATISTIC.non_finite, count);
}

export function probeSignal(pass: Pass, { dy, row }: Operands<'probe_signal'>): void {
  const [from, width] = [offsetOf(pass, dy), sizeOf(pass, dy)];
  let sum = 0;
  for (let r = 0; r < pass.rows; r++) {
    let squares = 0;
    for (let i = 0; i < width; i++) squares += pass.arena[from + r * width + i]! ** 2;
    sum += Math.sqrt(squares);
  }
  write(pass, row, 'signal', sum);
}

/**
 * Of the rows of this run. For ReLU: keeps each unit's greatest output in `peak` and writes the fraction of units whose peak
 * is not above 0; who inspects in several runs empties the peaks once, before the first (`Trainer.inspect`). For sigmoid
 * and tanh: writes the fraction of outputs where the slope is below 5 % of the steepest. The other statistic stays NaN:
 * a bounded unit is never dead, and a ReLU's zero slope is its way of working.
 */
export function probeUnits(pass: Pass, { y, activation, peak, row }: Operands<'probe_units'>): void {
  const { arena, rows } = pass;
  const [from, peaks, units] = [offsetOf(pass, y), offsetOf(pass, peak), sizeOf(pass, y)];
  let count = 0;
  if (activation === 'relu') {
    for (let unit = 0; unit < units; unit++) {
      for (let r = 0; r < rows; r++) arena[peaks + unit] = Math.max(arena[peaks + unit]!, arena[from + r * units + unit]!);
      if (arena[peaks + unit]! <= 0) count += 1;
    }
    write(pass, row, 'dead', count / units);
  } else {
    for (let i = 0; i < rows * units; i++) {
      const value = arena[from + i]!;
      const slope = activation === 'sigmoid' ? 4 * value * (1 - value) : 1 - value * value;
      if (slope < 0.05) count += 1;
    }
    write(pass, row, 'saturated', count / (rows * units));
  }
}

export function probeFinite(pass: Pass, { x, row }: Operands<'probe_finite'>): void {
  const [from, count] = [offsetOf(pass, x), countOf(pass, x)];
  let nonFinite = 0;
  for (let i = 0; i < count; i++) if (!Number.isFinite(pass.arena[from + i]!)) nonFinite += 1;
  countNonFinite(pass, row, nonFinite);
}
