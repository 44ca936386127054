/** @file Lays the network out anew: layers from left to right by dagre, long chains folded into rows. */
import dagre from '@dagrejs/dagre';
import type { Document } from '../../core/document/document.ts';
import { BLOCK, STEP, snapped, type Point } from '../state/block.ts';

/** Blocks in a row before a plain chain goes on in the next one. */
const PER_ROW = 5;

/** A new place for every block. Pure: the same document gives the same places. */
export function tidyPlaces(document: Document): Map<string, Point> {
  const order = plainChain(document);
  if (order) return new Map(order.map((id, index) => [id, [(index % PER_ROW) * STEP.x, Math.floor(index / PER_ROW) * STEP.y] as const]));
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: STEP.y - BLOCK.height, ranksep: STEP.x - BLOCK.width });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of document.nodes) graph.setNode(node.id, { width: BLOCK.width, height: BLOCK.height });
  for (const edge of document.edges) if (graph.hasNode(edge.from[0]) && graph.hasNode(edge.to[0])) graph.setEdge(edge.from[0], edge.to[0]);
  dagre.layout(graph);
  return new Map(
    document.nodes.map(({ id }) => {
      const { x, y } = graph.node(id);
      return [id, snapped([x - BLOCK.width / 2, y - BLOCK.height / 2])];
    }),
  );
}

/** The blocks in order if the network is one chain without branches, else null. */
function plainChain(document: Document): string[] | null {
  const next = new Map<string, string>();
  const entered = new Set<string>();
  for (const { from, to } of document.edges) {
    if (next.has(from[0]) || entered.has(to[0])) return null;
    next.set(from[0], to[0]);
    entered.add(to[0]);
  }
  const starts = document.nodes.filter((node) => !entered.has(node.id));
  if (starts.length !== 1) return null;
  const order: string[] = [];
  for (let id: string | undefined = starts[0]!.id; id !== undefined && order.length <= document.nodes.length; id = next.get(id))
    order.push(id);
  return order.length === document.nodes.length ? order : null;
}
