/** @file The order in which data flows through a network: what is told of its blocks one by one is told in it. */
import type { Document } from '../../core/document/document.ts';
import { wiringOf } from './wiring.ts';

type Network = Pick<Document, 'nodes' | 'edges'>;

/** Nodes change with every touch of a setting; their places in the order are asked many times before that. */
const known = new WeakMap<Network['nodes'], { readonly edges: Network['edges']; readonly places: ReadonlyMap<string, number> }>();

/**
 * The place of each block: after all that feed it, those at one depth in the order of the document (Kahn 1962). What lies on a circle comes
 * last.
 */
export function depthOrder({ nodes, edges }: Network): ReadonlyMap<string, number> {
  const before = known.get(nodes);
  if (before?.edges === edges) return before.places;
  const wiring = wiringOf({ edges });
  const waiting = new Map(nodes.map(({ id }) => [id, new Set(wiring.arriving(id).map(({ from }) => from[0])).size]));
  const order = new Set(nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id));
  for (const id of order)
    for (const next of new Set(wiring.leaving(id).map(({ to }) => to[0]))) {
      const left = (waiting.get(next) ?? Infinity) - 1;
      waiting.set(next, left);
      if (left === 0) order.add(next);
    }
  for (const { id } of nodes) order.add(id);
  const places = new Map([...order].map((id, place) => [id, place]));
  known.set(nodes, { edges, places });
  return places;
}

/** These ids in that order. */
export function inDepthOrder(network: Network, ids: readonly string[]): string[] {
  const places = depthOrder(network);
  return ids.toSorted((a, b) => (places.get(a) ?? Infinity) - (places.get(b) ?? Infinity));
}
