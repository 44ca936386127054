/**
 * @file How often a state of a run is kept. The oftener, the sooner any step of it is reached again; but to copy a state takes time, so
 * that they are as far apart as the copying takes a small part of the training. From the plan alone, never from a clock.
 */
import type { Plan } from '../plan/plan.ts';
import { recordingTime, stepTime } from './record-interval.ts';

/** The part of a run's time that copying may take. */
const SHARE = 0.01;
/** Nanoseconds: of a state, what the run knew included, and of one number in it. */
const STATE = 8000;
const NUMBER = 0.3;

/** States of a run that are kept however close they come: it may be a short one. */
export const FIRST_STATES = 16;

/** Steps from one kept state to the next, where every so many steps are recorded. */
export function keepInterval(plan: Plan, stateLength: number, recordedEvery: number): number {
  const step = stepTime(plan) + recordingTime(plan) / recordedEvery;
  return Math.ceil((STATE + NUMBER * stateLength) / (SHARE * step));
}
