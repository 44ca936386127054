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

/** Three significant digits, as short as they come. */
export function inShort(value: number): string {
  return String(Number(value.toPrecision(3)));
}
