/** @file Places for a network that was never drawn: what comes from other programs has none. */
import type { Edge, Node } from './document.ts';
import { STEP } from './spacing.ts';

/** Blocks in a row before a chain goes on in the next one. */
const PER_ROW = 5;

/** A node without a place. */
export type Unplaced = Pick<Node, 'id' | 'layer' | 'name' | 'settings'>;

/**
 * From left to right, each node right of all that feed it and those of one rank below each other; a chain goes on in a new row after five.
 * Nodes are returned in their order; where wires run in a circle, the order of the nodes decides.
 */
export function placedInRanks(nodes: readonly Unplaced[], edges: readonly Edge[]): Node[] {
  const ranks = ranksOf(nodes, edges);
  const isChain = new Set(ranks.values()).size === nodes.length;
  const heights = new Map<number, number>();
  return nodes.map((node) => {
    const rank = ranks.get(node.id)!;
    if (isChain) return { ...node, position: [(rank % PER_ROW) * STEP.x, Math.floor(rank / PER_ROW) * STEP.y] };
    const height = heights.get(rank) ?? 0;
    heights.set(rank, height + 1);
    return { ...node, position: [rank * STEP.x, height * STEP.y] };
  });
}

/** The longest way to each node from one that nothing feeds. */
function ranksOf(nodes: readonly Unplaced[], edges: readonly Edge[]): Map<string, number> {
  const sources = new Map(nodes.map(({ id }) => [id, [] as string[]]));
  for (const { from, to } of edges) if (sources.has(from[0])) sources.get(to[0])?.push(from[0]);
  const fed = Map.groupBy(
    [...sources].flatMap(([id, from]) => from.map((source) => [source, id] as const)),
    ([source]) => source,
  );
  const waiting = new Map([...sources].map(([id, from]) => [id, from.length]));
  const ranks = new Map<string, number>();
  const ready = nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  for (const id of ready) {
    ranks.set(id, Math.max(-1, ...sources.get(id)!.map((source) => ranks.get(source) ?? -1)) + 1);
    for (const [, target] of fed.get(id) ?? []) {
      const left = waiting.get(target)! - 1;
      waiting.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  for (const { id } of nodes) if (!ranks.has(id)) ranks.set(id, ranks.size);
  return ranks;
}
