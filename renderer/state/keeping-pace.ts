/** @file When work is written down: a moment after the last change, and now and then while changes go on. */

/** Milliseconds after the last change. */
const REST = 1_000;
/** Milliseconds after the first change that is not written down. */
const MOST = 5_000;
/** What takes long to write is written no more often than costs this share of the time. */
const SHARE = 0.02;

/** Of changes that go on since `first`, the last of them now: how long to wait, in milliseconds. */
export function waitAfterChange(first: number, now: number): number {
  return Math.max(0, Math.min(REST, first + MOST - now));
}

/** What took from `begun` to `ended` to be written is not written again before this time while it trains. */
export function notBefore(begun: number, ended: number): number {
  return ended + (ended - begun) / SHARE;
}

/** Of weights that are not to be written before `due`: how long to wait, in milliseconds. A run that rests loses no time by it. */
export function waitForWeights(due: number, now: number, training: boolean): number {
  return Math.max(0, Math.min(training ? Infinity : REST, due - now));
}
