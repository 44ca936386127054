/** @file How far the loss has come down of late: below its lowest before, within as many steps as a fifth of the plan has. */
import type { Statistics } from '../statistics.ts';

const WINDOW = 0.2;
/** A loss that falls by less is level. */
export const LEVEL = 0.01;
/** Measurements of late that tell a level loss from one that hesitates. */
export const ENOUGH = 8;

export interface RecentFall {
  /** 1 - lowest loss of late / lowest before; NaN where either was not measured. */
  readonly fall: number;
  /** How many steps "of late" are. */
  readonly steps: number;
  readonly measurements: number;
}

export function recentFall({ learning: { points }, step, plannedSteps }: Statistics): RecentFall {
  const steps = WINDOW * plannedSteps;
  const first = points.findIndex((point) => point.step >= step - steps);
  if (first < 0) return { fall: NaN, steps, measurements: 0 };
  const fall = 1 - lowest(points, first, points.length) / lowest(points, 0, first);
  return { fall: first === 0 ? NaN : fall, steps, measurements: points.length - first };
}

function lowest(points: readonly { readonly loss: number }[], from: number, to: number): number {
  let least = Infinity;
  for (let index = from; index < to; index++) if (points[index]!.loss < least) least = points[index]!.loss;
  return least;
}
