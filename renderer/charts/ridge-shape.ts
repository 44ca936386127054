/**
 * @file Histograms of magnitudes over one another, an earlier one behind each later one: which decades are shown, and how high each
 * bin stands. All are on one scale, so that heights can be compared.
 */

/** Where the bins are: the lowest edge of the first in decades, and how many there are in one. */
export interface Bins {
  readonly low: number;
  readonly perDecade: number;
}

/** How many numbers have which magnitude, those that have none apart. */
export interface Magnitudes {
  readonly counts: Uint32Array;
  readonly zeros: number;
  readonly nonFinite: number;
}

/** The fewest decades that are shown. */
const LEAST_DECADES = 6;

/**
 * The bins to show, from `from` up to but without `to`: all that anything is in, out to even decades. `before` is what was shown: it
 * grows and does not shrink, so that what is looked at stays where it is.
 */
export function shownBins(
  all: readonly Magnitudes[],
  { low, perDecade }: Bins,
  count: number,
  before: readonly [from: number, to: number] | null,
): readonly [from: number, to: number] {
  let first = before?.[0] ?? count;
  let last = before ? before[1] - 1 : -1;
  for (const { counts } of all)
    for (let bin = 0; bin < count; bin++) {
      if (counts[bin] === 0) continue;
      if (bin < first) first = bin;
      if (bin > last) last = bin;
    }
  if (last < 0) return [Math.max(0, (-8 - low) * perDecade), Math.min(count, (2 - low) * perDecade)];
  const decadeOf = (bin: number) => low + Math.floor(bin / perDecade);
  let from = 2 * Math.floor(decadeOf(first) / 2);
  let to = 2 * Math.ceil((decadeOf(last) + 1) / 2);
  while (to - from < LEAST_DECADES) {
    if (to - decadeOf(last) <= decadeOf(first) - from) to += 2;
    else from -= 2;
  }
  return [Math.max(0, (from - low) * perDecade), Math.min(count, (to - low) * perDecade)];
}

export function totalOf({ counts, zeros, nonFinite }: Magnitudes): number {
  let total = zeros + nonFinite;
  for (const count of counts) total += count;
  return total;
}

/** The largest share of its numbers that any bin of any histogram has; 0 of none. */
export function highestShare(all: readonly Magnitudes[]): number {
  let highest = 0;
  for (const each of all) {
    const total = totalOf(each);
    if (total === 0) continue;
    for (const count of each.counts) highest = Math.max(highest, count / total);
  }
  return highest;
}

/** The magnitude below which `share` of the numbers that are finite lie, to the middle of a bin; 0 if it is among the zeros, NaN of none. */
export function quantile({ counts, zeros }: Magnitudes, { low, perDecade }: Bins, share: number): number {
  let finite = zeros;
  for (const count of counts) finite += count;
  if (finite === 0) return Number.NaN;
  let below = zeros;
  if (below >= share * finite && zeros > 0) return 0;
  for (let bin = 0; bin < counts.length; bin++) {
    below += counts[bin]!;
    if (below >= share * finite && counts[bin]! > 0) return 10 ** (low + (bin + 0.5) / perDecade);
  }
  return Number.NaN;
}
