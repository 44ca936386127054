/** The scale of heat ends here, in decades from healthy. */
export const HEAT_DECADES = 3;

/** Steps from healthy to either end: a bar moves by whole pixels, and what the eye cannot tell apart is not drawn anew. */
const STEPS = 32;

/** Where a heat lies on the scale: -1 (cold end) … 0 (healthy) … 1 (hot end). Zero where it is not known. */
export function heatShare(heat: number | null): number {
  return heat === null ? 0 : Math.round(STEPS * Math.max(-1, Math.min(1, heat / HEAT_DECADES))) / STEPS;
}
