/** @file What is pointed at below the time axis, each kind by a shape of its own. */

/** A finding went on from a step; a setting was changed at it; a run goes on from another's past. */
export type HeatMarkKind = 'finding' | 'change' | 'branch';

export interface HeatMark {
  readonly kind: HeatMarkKind;
  readonly step: number;
  /** The step at which it ended; null if it has not, or has no end. */
  readonly ended: number | null;
  readonly text: string;
  /** A CSS colour. */
  readonly colour: string;
}

/** Around the step, in a lane of 9 pixels: a triangle, a diamond, a fork. */
export const MARK_SHAPE: Readonly<Record<HeatMarkKind, string>> = {
  finding: 'M0 0l4 7h-8z',
  change: 'M0 0l4 4-4 4-4-4z',
  branch: 'M-1 0h2v3.2l3 3.2v1.6h-2v-.9l-2-2.1-2 2.1v.9h-2v-1.6l3-3.2z',
};
