/** @file Where the parts of a heatmap are, in CSS pixels: names and what theory predicts left of the cells, where they stand now right of them, time below. */

export const LEFT = 150;
export const RIGHT = 92;
export const TOP = 4;
/** Width of a profile in either margin, and from the names to the left one. */
export const PROFILE = 56;
export const NAME_CHARACTERS = 11;
/** Below the cells: where clipping engaged, the marks, the steps, the strip of the whole run. */
export const CLIPPING = 6;
export const MARKS = 9;
export const STEPS = 17;
export const STRIP = 10;

export interface HeatFrame {
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly rowHeight: number;
  /** Where the lane of marks, the axis and the strip begin, below the top of the cells. */
  readonly marks: number;
  readonly axis: number;
  readonly strip: number;
}

export function heatFrame(
  width: number,
  height: number,
  rows: number,
  has: { readonly clipping: boolean; readonly strip: boolean },
): HeatFrame {
  const clipping = has.clipping ? CLIPPING : 0;
  const plotWidth = Math.max(0, width - LEFT - RIGHT);
  const plotHeight = Math.max(0, height - TOP - clipping - MARKS - STEPS - (has.strip ? STRIP : 0));
  const marks = plotHeight + clipping;
  return {
    plotWidth,
    plotHeight,
    rowHeight: rows === 0 ? 0 : plotHeight / rows,
    marks,
    axis: marks + MARKS,
    strip: marks + MARKS + STEPS,
  };
}
