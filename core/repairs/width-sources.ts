import type { Edge, Node } from '../document/document.ts';
import { findLayer } from '../layers/index.ts';
import { flatten } from '../layers/flatten.ts';
import { linear } from '../layers/linear.ts';
import { BYPASSED, type Network } from './network.ts';

export interface WidthSources {
  /** The Linears that say how wide it is. */
  readonly linears: readonly Node[];
  /** The blocks on the way that hand a row on as wide as it came. */
  readonly between: readonly Node[];
}

/** Where the width of what a wire brings is set; null if that is not by Linears alone, or if anything else hangs on them. */
export function widthSources({ node, into, outOf }: Network, wire: Edge): WidthSources | null {
  const linears: Node[] = [];
  const between: Node[] = [];
  const seen = new Set([wire.from[0]]);
  for (const id of seen) {
    const block = node(id)!;
    if (block.layer === linear.name) {
      linears.push(block);
      continue;
    }
    if (!keepsWidth(block)) return null;
    between.push(block);
    for (const { from } of into(id)) seen.add(from[0]);
  }
  const hangsOn = [...seen].flatMap((id) => outOf(id)).some((other) => other !== wire && !seen.has(other.to[0]));
  return linears.length > 0 && !hangsOn ? { linears, between } : null;
}

function keepsWidth({ layer }: Node): boolean {
  return layer === BYPASSED || (findLayer(layer)?.role === 'hidden' && layer !== flatten.name);
}
