/**
 * @file The slope of a function of one number at 0, by central differences of two widths and Richardson's extrapolation from
 * them (Richardson 1911): 4/3 D(h/2) - 1/3 D(h), whose error falls with h⁴. Where the function has a kink there is no slope, and
 * where it moves less than it is uncertain none can be seen: both are told, never guessed.
 */

/** Widths are tried from this one on, and never wider: the function is taken for smooth no farther. */
const WIDEST = 0.5;
const NARROWEST = 1e-6;
/** The first width makes the function's uncertainty so many times smaller than the tolerance; a kink may ask for narrower ones. */
const HEADROOM = 256;
const NARROWER = 8;

export type Slope = number | 'kink' | 'faint';

export interface Uncertain {
  /** f at a distance from 0. Not finite is taken for a kink: there is no slope beside it. */
  readonly at: (distance: number) => number;
  readonly atZero: number;
  /** How far a value may be off by rounding. */
  readonly noise: number;
}

/** Within about `tolerance`; gives way after each value of the function. */
export function* slopeOf({ at, atZero, noise }: Uncertain, tolerance: number): Generator<void, Slope> {
  const least = noise / tolerance;
  let width = Math.min(WIDEST, Math.max(NARROWEST, HEADROOM * least));
  if (!(width > least)) return 'faint';
  for (; width > least; width /= NARROWER) {
    const ends: number[] = [];
    for (const distance of [width, -width, width / 2, -width / 2]) {
      ends.push(at(distance));
      yield;
    }
    const [above, below, nearAbove, nearBelow] = ends as [number, number, number, number];
    const wide = (above - below) / (2 * width);
    const narrow = (nearAbove - nearBelow) / width;
    // A kink off 0 sets the two slopes apart; one at 0 bends the function as much at half the width, where a smooth one bends half.
    const bend = (above + below - 2 * atZero) / width;
    const nearBend = (2 * (nearAbove + nearBelow - 2 * atZero)) / width;
    const allowed = tolerance + (8 * noise) / width;
    if (Math.abs(wide - narrow) <= allowed && Math.abs(2 * nearBend - bend) <= 2 * allowed) return narrow + (narrow - wide) / 3;
  }
  return 'kink';
}
