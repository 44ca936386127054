import type { Node } from '../document/document.ts';
import { findLayer } from '../layers/index.ts';
import { BYPASSED, type Network } from './network.ts';

/** What hands the numbers of a Linear on to its activation. */
const BETWEEN: ReadonlySet<string> = new Set(['BatchNorm1d', 'Dropout', 'Flatten', 'Add', BYPASSED]);

/** The nearest activation that a block feeds, straight or through normalisation, Dropout and sums; null if there is none. */
export function activationAfter({ node, outOf }: Network, { id }: Node): Node | null {
  const seen = new Set([id]);
  for (const open of seen)
    for (const { to } of outOf(open)) {
      const next = node(to[0])!;
      if (findLayer(next.layer)?.group === 'Activate') return next;
      if (BETWEEN.has(next.layer)) seen.add(next.id);
    }
  return null;
}
