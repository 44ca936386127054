/**
 * @file Which steps of a run are recorded. To measure a step, copy its report, judge it and send it costs more than a small network's
 * step itself, and no screen shows a hundred thousand of them a second. So a long run of short steps is recorded every n-th step. What n
 * is follows from the plan and the length of the run alone, never from a clock: the same run tells the same everywhere.
 */
import type { Plan } from '../plan/plan.ts';
import { reportLength } from '../plan/report.ts';

/** All divide 200, the most steps from one sample of the diagnosis to the next, so that samples are recorded steps anyway. */
const INTERVALS = [1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 200] as const;
/** The part of a run's time that recording may take. */
const SHARE = 0.02;
/** A run no longer than this is recorded whole. */
const SHORT = 4000;
/** Of a longer one so many steps are recorded at least: about as many as a heatmap is pixels wide. */
const LEAST_FRAMES = 800;
/** Steps of a run that are all recorded: its beginning is looked at most closely. */
export const FIRST_STEPS = 200;
/** Nanoseconds from one recorded step to the next at most, unless one step takes longer: what moves on the screen must not jerk. */
const FRAME_TIME = 40e6;

/** Nanoseconds: of a kernel that does nothing, of a multiply or an add in a matrix product, of a parameter that is updated. */
const KERNEL = 80;
const FLOP = 0.02;
const UPDATE = 0.5;
/** Nanoseconds: of a frame, of one number in it on its way to the screen, of one number that a probe looks at. */
const FRAME = 6000;
const REPORTED = 20;
const PROBED = 0.3;

/** Every how many steps one is recorded in a run of `plannedSteps`; 1 is all of them. */
export function recordInterval(plan: Plan, plannedSteps: number): number {
  if (plannedSteps <= SHORT) return 1;
  const step = stepTime(plan);
  const affordable = recordingTime(plan) / (SHARE * step);
  const most = Math.min(plannedSteps / LEAST_FRAMES, FRAME_TIME / step);
  const interval = INTERVALS.find((each) => each >= affordable) ?? INTERVALS.at(-1)!;
  return interval <= most ? interval : (INTERVALS.findLast((each) => each <= most) ?? 1);
}

/** What a step of a full batch takes on one thread of a usual machine, in nanoseconds. */
export function stepTime({ batch, flops, forward, backward, update, parameterRegion }: Plan): number {
  const kernels = [...forward, ...backward, ...update].filter(({ when }) => when === 'always').length;
  return KERNEL * kernels + FLOP * (flops.forward + flops.backward) * batch + UPDATE * parameterRegion.size;
}

/** What it takes on top to record it. */
export function recordingTime({ batch, rows, parameterRegion }: Plan): number {
  const widths = rows.reduce((sum, { width }) => sum + width, 0);
  // each output and its gradient, each weight and its gradient
  const probed = 2 * batch * widths + 2 * parameterRegion.size;
  return FRAME + REPORTED * reportLength(rows.length) + PROBED * probed;
}
