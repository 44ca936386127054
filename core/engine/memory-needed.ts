/**
 * @file Where the parts of a machine's memory begin, and how many bytes they come to: one answer for who allocates them and for who
 * asks beforehand whether they will fit. The parts and their order are those of kernels/layout.ts.
 */
import type { Plan } from '../plan/plan.ts';
import { featureWidth, targetWidth } from './data-set.ts';
import { recordsOf } from './encode.ts';
import * as layout from './kernels/layout.ts';

/** Bytes that WebAssembly can address in one memory: no machine has more. */
export const ADDRESSABLE = 2 ** 32;

export function align(bytes: number): number {
  return Math.ceil(bytes / layout.LINE) * layout.LINE;
}

/** Byte addresses of what belongs to the network; `order` begins where it ends. */
export interface PlanPlaces {
  readonly programs: { readonly forward: number; readonly backward: number; readonly update: number };
  readonly panel: number;
  readonly arena: number;
  readonly order: number;
}

export function placesOfPlan(plan: Plan, threads: number): PlanPlaces {
  const [forward, backward, update] = [plan.forward, plan.backward, plan.update].map((steps) => recordsOf(steps, plan) * layout.RECORD);
  const programs = {
    forward: layout.PROGRAMS,
    backward: layout.PROGRAMS + forward!,
    update: layout.PROGRAMS + forward! + backward!,
  };
  const panel = align(programs.update + update!);
  const arena = panel + (layout.STRIP_BYTES + layout.PANEL_BYTES) * threads;
  return { programs, panel, arena, order: align(arena + 4 * plan.elements) };
}

/** Byte addresses of what a data set brings; `end` is behind the last that may be read. */
export interface DataPlaces {
  readonly features: number;
  /** Rows that are not of the data set. */
  readonly staged: number;
  readonly targets: number;
  readonly end: number;
}

/** Of `rows` rows and an order of `places` places that begins at byte `order`. */
export function placesOfData(plan: Plan, order: number, rows: number, places: number): DataPlaces {
  const features = align(order + 4 * (places + plan.batch));
  const staged = features + 4 * rows * featureWidth(plan);
  const targets = align(staged + 4 * plan.batch * featureWidth(plan));
  return { features, staged, targets, end: targets + 4 * rows * targetWidth(plan) + layout.SLACK };
}

/** Bytes that a machine of `threads` threads needs for the plan with a data set bound, or without one. */
export function memoryNeeded(plan: Plan, threads: number, rows = 0, places = rows): number {
  return placesOfData(plan, placesOfPlan(plan, threads).order, rows, places).end;
}
