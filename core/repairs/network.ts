/**
 * @file A document read as a graph: which block feeds which, and which of them are hidden. Whatever is drawn can be read: wires
 * that lead nowhere, circles and unknown blocks are no one's to repair here, and are passed over.
 */
import type { Document, Edge, Node } from '../document/document.ts';
import { isBypassed } from '../layers/bypass.ts';
import { findLayer } from '../layers/index.ts';

/** The layer that a bypassed block has here: none that anything is done to. Its numbers are those of what feeds it. */
export const BYPASSED = '(bypassed)';

export interface Network {
  readonly node: (id: string) => Node | undefined;
  /** Wires that arrive, in the order of the document. */
  readonly into: (id: string) => readonly Edge[];
  /** Wires that leave, in the order of the document. */
  readonly outOf: (id: string) => readonly Edge[];
  /** Every block outside of circles, after all that feed it. */
  readonly order: readonly Node[];
  /** What a loss is computed from. */
  readonly used: ReadonlySet<string>;
  /** Of those, the ones whose every way to a loss passes a Linear other than themselves. */
  readonly hidden: ReadonlySet<string>;
}

export function readNetwork({ nodes, edges }: Pick<Document, 'nodes' | 'edges'>): Network {
  // of two blocks with one id the first counts, as it does to the compiler
  const byId = new Map(nodes.toReversed().map((node) => [node.id, isBypassed(node) ? { ...node, layer: BYPASSED } : node]));
  const wires = edges.filter(({ from, to }) => byId.has(from[0]) && byId.has(to[0]));
  const leaving = Map.groupBy(wires, ({ from }) => from[0]);
  const arriving = Map.groupBy(wires, ({ to }) => to[0]);
  const into = (id: string) => arriving.get(id) ?? [];
  const outOf = (id: string) => leaving.get(id) ?? [];

  const losses = [...byId.values()].filter(({ layer }) => findLayer(layer)?.role === 'loss');
  const isLinear = (id: string) => byId.get(id)!.layer === 'Linear';
  const used = walkBack(losses, into, () => true);
  const near = walkBack(losses, into, (id) => !isLinear(id));
  const hidden = new Set([...used].filter((id) => !near.has(id)));
  return { node: (id) => byId.get(id), into, outOf, order: inOrder([...byId.values()], into, outOf), used, hidden };
}

/** The Linears between others, in the order of the network: all but those that the loss is next computed from. */
export function hiddenLinears({ order, hidden }: Network): Node[] {
  return order.filter(({ id, layer }) => layer === 'Linear' && hidden.has(id));
}

/** What the losses are computed from; goes on behind a block only if `passes` says so. */
function walkBack(losses: readonly Node[], into: Network['into'], passes: (id: string) => boolean): Set<string> {
  const seen = new Set(losses.map(({ id }) => id));
  for (const id of seen) if (passes(id)) for (const { from } of into(id)) seen.add(from[0]);
  return seen;
}

/** By depth (Kahn 1962), then by the order of the document. */
function inOrder(nodes: readonly Node[], into: Network['into'], outOf: Network['outOf']): Node[] {
  const waiting = new Map(nodes.map(({ id }) => [id, into(id).length]));
  const depths = new Map<string, number>();
  const ready = nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  for (const id of ready) {
    depths.set(
      id,
      into(id).reduce((depth, { from }) => Math.max(depth, depths.get(from[0])! + 1), 0),
    );
    for (const { to } of outOf(id)) {
      const left = waiting.get(to[0])! - 1;
      waiting.set(to[0], left);
      if (left === 0) ready.push(to[0]);
    }
  }
  return nodes.filter(({ id }) => depths.has(id)).sort((a, b) => depths.get(a.id)! - depths.get(b.id)!);
}
