/** @file How much room each panel gets: what the person wants as far as the window has it, and the canvas always its least. */

/** The panels, each with the least of CSS pixels in which it is of use: of its width, but of `below` its height. */
export const LEAST = { left: 148, right: 240, below: 180, curves: 200, findings: 240 } as const;

export type Pane = keyof typeof LEAST;
export const PANES = Object.keys(LEAST) as readonly Pane[];

/** These can be folded away, to a bar of so many pixels. */
export const FOLDABLE = ['left', 'right', 'below'] as const;
export type Foldable = (typeof FOLDABLE)[number];
export const BAR = 28;

/** What is left to the canvas and to the landscape at the least. */
const CANVAS = { width: 320, height: 168 } as const;
const LANDSCAPE = 400;
/** The top bar and the status bar. */
const BARS = 48 + 24;

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export interface PaneSize {
  readonly now: number;
  readonly least: number;
  /** More of it would take from the canvas, or the landscape, what they need. */
  readonly most: number;
}

/** Nobody has chosen: a large window has room for more of each. */
function usual({ width, height }: WindowSize): Readonly<Record<Pane, number>> {
  return {
    left: within(width * 0.1, 184, 240),
    right: within(width * 0.16, 304, 400),
    below: within(height - 604, 296, Math.max(400, height * 0.34)),
    curves: within(width * 0.22, 300, 560),
    findings: within(width * 0.25, 320, 520),
  };
}

function within(value: number, least: number, most: number): number {
  return Math.round(Math.max(least, Math.min(most, value)));
}

/** `wanted` are sizes that the person chose; what is not among them is as usual. In a window that is too small for all, each has its least. */
export function paneSizes(
  wanted: Partial<Record<Pane, number>>,
  folded: ReadonlySet<Foldable>,
  window: WindowSize,
): Readonly<Record<Pane, PaneSize>> {
  const base = { ...usual(window), ...wanted };
  const fit = (pane: Pane, room: number): PaneSize => {
    const most = Math.max(LEAST[pane], Math.floor(room));
    return { now: within(base[pane], LEAST[pane], most), least: LEAST[pane], most };
  };
  const bar = (pane: Foldable, open: () => PaneSize): PaneSize => (folded.has(pane) ? { now: BAR, least: BAR, most: BAR } : open());
  const beside = (pane: Foldable) => (folded.has(pane) ? BAR : LEAST[pane]);
  // the first of two has what the second leaves it at its least; the second what the first has left
  const left = bar('left', () => fit('left', window.width - CANVAS.width - beside('right')));
  const right = bar('right', () => fit('right', window.width - CANVAS.width - left.now));
  const findings = fit('findings', window.width - LANDSCAPE - LEAST.curves);
  return {
    left: { ...left, most: Math.max(left.now, Math.min(left.most, window.width - CANVAS.width - right.now)) },
    right,
    below: bar('below', () => fit('below', window.height - BARS - CANVAS.height)),
    curves: fit('curves', window.width - LANDSCAPE - findings.now),
    findings,
  };
}
