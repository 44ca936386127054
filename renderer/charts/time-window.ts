/**
 * @file Going about in time: a window of the run made narrower or wider around a place, or moved along. Places are shares of the
 * window's width, so that what is under the hand stays there, on a logarithmic axis as well.
 */
import type { TimeAxis, TimeWindow } from './pixel-columns.ts';

/** First and last step that there are. */
export interface Extent {
  readonly first: number;
  readonly last: number;
}

/** A window is never narrower. */
const LEAST_STEPS = 8;

/** Steps to the unit in which the axis is even, and back. */
const EVEN: Readonly<Record<TimeAxis, { readonly of: (step: number) => number; readonly step: (even: number) => number }>> = {
  linear: { of: (step) => step, step: (even) => even },
  log: { of: (step) => Math.log(Math.max(1, step)), step: Math.exp },
};

/** `factor` times as much time around the place that is `at` of the width from the left, within what there is. */
export function zoomed(time: TimeWindow, extent: Extent, at: number, factor: number): TimeWindow {
  const { of, step } = EVEN[time.axis];
  const begin = of(time.first);
  const end = of(time.last + 1);
  const place = begin + at * (end - begin);
  const first = step(place - at * (end - begin) * factor);
  const last = step(place + (1 - at) * (end - begin) * factor) - 1;
  const missing = Math.min(LEAST_STEPS, extent.last + 1 - extent.first) - (last + 1 - first);
  return missing > 0
    ? within({ axis: time.axis, first: first - at * missing, last: last + (1 - at) * missing }, extent)
    : within({ axis: time.axis, first, last }, extent);
}

/** Moved by a share of its width: later by a positive one. */
export function panned(time: TimeWindow, extent: Extent, share: number): TimeWindow {
  const { of, step } = EVEN[time.axis];
  const [low, high] = [of(extent.first), of(extent.last + 1)];
  const [begin, end] = [of(time.first), of(time.last + 1)];
  const by = Math.max(low - begin, Math.min(high - end, share * (end - begin)));
  return { axis: time.axis, first: step(begin + by), last: step(end + by) - 1 };
}

/** Between two places of a window, in either order. */
export function brushed(time: TimeWindow, extent: Extent, from: number, to: number): TimeWindow {
  const { of, step } = EVEN[time.axis];
  const [begin, end] = [of(time.first), of(time.last + 1)];
  const at = (share: number) => step(begin + share * (end - begin));
  const [first, last] = [at(Math.min(from, to)), at(Math.max(from, to)) - 1];
  const middle = (first + last + 1) / 2;
  return last + 1 - first >= LEAST_STEPS
    ? within({ axis: time.axis, first, last }, extent)
    : within({ axis: time.axis, first: middle - LEAST_STEPS / 2, last: middle + LEAST_STEPS / 2 - 1 }, extent);
}

/** With so much of its width more at its end: what comes last shows there, too. */
export function lengthened({ axis, first, last }: TimeWindow, share: number): TimeWindow {
  const { of, step } = EVEN[axis];
  const end = of(last + 1);
  return { axis, first, last: step(end + share * (end - of(first))) - 1 };
}

/** Part of the way from one window to another: `share` 0 is the first. */
export function between(from: TimeWindow, to: TimeWindow, share: number): TimeWindow {
  const { of, step } = EVEN[to.axis];
  const mixed = (a: number, b: number) => step(of(a) + share * (of(b) - of(a)));
  return share >= 1 ? to : { axis: to.axis, first: mixed(from.first, to.first), last: mixed(from.last + 1, to.last + 1) - 1 };
}

/** On an even axis what is cut off at one end is put on at the other. */
function within({ axis, first, last }: TimeWindow, extent: Extent): TimeWindow {
  const shift = axis === 'log' ? 0 : Math.max(0, extent.first - first) - Math.max(0, last - extent.last);
  return { axis, first: Math.max(extent.first, first + shift), last: Math.min(extent.last, last + shift) };
}
