/** @file What a rule is: one condition of a run, judged after each sample and each measurement of the whole data. */
import type { Finding } from '../../findings/finding.ts';
import type { Statistics } from '../statistics.ts';

/**
 * What holds now, or null. A rule whose numbers were not computed holds nothing. Rules see the same statistics and do not know of each
 * other; `diagnose.ts` knows who goes first.
 */
export type Rule = (run: Statistics) => Finding | null;

/** Decades in a sentence: one digit after the point and never "-0.0"; the logarithm of an exact zero counts as ∞. */
export function inDecades(value: number): string {
  return Number.isFinite(value) ? (Math.round(10 * value) / 10 + 0).toFixed(1) : '∞';
}

/** A fraction in per cent, one digit after the point; below zero counts as zero. */
export function inPercent(fraction: number): string {
  return Math.max(0, 100 * fraction).toFixed(1);
}

/** Sizes from which on a number is easier to read with an exponent. */
const SMALL = 1e-4;
const LARGE = 1e6;

/** Three significant digits, as short as they come: 0.451, 1480, 2.51e15, 1.37e-6. */
export function inShort(value: number): string {
  const size = Math.abs(value);
  const rounded = Number(value.toPrecision(3));
  return size === 0 || (size >= SMALL && size < LARGE) || !Number.isFinite(value)
    ? String(rounded)
    : rounded.toExponential().replace('+', '');
}
