/**
 * @file How a wire shows the gradient that comes back along it, by its form as well as by its colour: a line in health; less gradient
 * makes it thinner and then opens gaps, more makes it thicker; an exact zero is dotted, and what is not finite has the crosses that it
 * has in the heatmap. Forms go by half decades, so that a wire is drawn anew when there is something to see, and not for each step.
 */
import { HEAT_DECADES } from '../state/heat-share.ts';

export type WireForm =
  /** Nothing is measured along it: no run, or data, which want no gradient. */
  'unknown' | 'healthy' | 'cold' | 'hot' | 'zero' | 'broken';

export interface WireLook {
  readonly form: WireForm;
  /** How much of its heat's colour it has, 0 … 1. */
  readonly share: number;
  /** In canvas pixels. */
  readonly width: number;
  /** Between its dashes, in canvas pixels; 0 of a whole line. */
  readonly gap: number;
}

const WIDTH = { usual: 2.5, thinnest: 1.25, thickest: 6, dots: 3, crosses: 6 } as const;
/** Decades below healthy from which on a wire has gaps. */
const GAPS_FROM = 1;
/** The gap grows by this for each decade. */
const GAP = 3;
/** Decades from one form to the next. */
const FORM_STEP = 0.5;

/** `heat` in decades from healthy, -Infinity for an exact zero, null where it is not known; `broken` if it is not finite. */
export function wireLook(heat: number | null, broken: boolean): WireLook {
  if (broken) return { form: 'broken', share: 1, width: WIDTH.crosses, gap: 0 };
  if (heat === null) return { form: 'unknown', share: 0, width: WIDTH.usual, gap: 0 };
  if (heat === -Infinity) return { form: 'zero', share: 1, width: WIDTH.dots, gap: 0 };
  const decades = Math.min(HEAT_DECADES, Math.round(Math.abs(heat) / FORM_STEP) * FORM_STEP);
  const share = decades / HEAT_DECADES;
  if (decades === 0) return { form: 'healthy', share, width: WIDTH.usual, gap: 0 };
  if (heat > 0) return { form: 'hot', share, width: WIDTH.usual + share * (WIDTH.thickest - WIDTH.usual), gap: 0 };
  const gap = decades < GAPS_FROM ? 0 : GAP * decades;
  return { form: 'cold', share, width: WIDTH.usual - share * (WIDTH.usual - WIDTH.thinnest), gap };
}
