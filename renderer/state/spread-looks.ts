/** @file What was seen at several steps of a run, in their order; of many as few as are kept, evenly spread. */

/**
 * With one more; of the same step the newer is kept. Where there are more than `most`, the one goes that leaves the smallest gap; the
 * first, the last and the new one stay.
 */
export function withLook<Seen extends { readonly step: number }>(seen: readonly Seen[], look: Seen, most: number): readonly Seen[] {
  let at = seen.length;
  while (at > 0 && seen[at - 1]!.step >= look.step) at -= 1;
  const same = seen[at]?.step === look.step;
  const all = [...seen.slice(0, at), look, ...seen.slice(same ? at + 1 : at)];
  if (all.length <= most) return all;
  let goes = -1;
  for (let index = 1; index < all.length - 1; index++) if (index !== at && (goes < 0 || gap(all, index) < gap(all, goes))) goes = index;
  return all.filter((_, index) => index !== goes);
}

function gap(all: readonly { readonly step: number }[], index: number): number {
  return all[index + 1]!.step - all[index - 1]!.step;
}
