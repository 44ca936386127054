/**
 * @file The document as Svelte Flow wants it. What has not changed in the document keeps its identity here, and what the
 * flow has measured is carried along, so that one edit lays out one block again and not all.
 */
import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/svelte';
import { edgeName, type Document, type Node } from '../../core/document/document.ts';

export type BlockNode = FlowNode<{ node: Node }, 'block'>;
export type WireEdge = FlowEdge<Record<string, never>, 'wire'>;

export function flowNodes(document: Document, before: readonly BlockNode[], selected: readonly string[]): BlockNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const chosen = new Set(selected);
  const seen = new Set<string>();
  const nodes: BlockNode[] = [];
  for (const node of document.nodes) {
    if (seen.has(node.id)) continue; // the compiler reports it; the canvas can show an id once
    seen.add(node.id);
    const old = known.get(node.id);
    const unchanged =
      old?.data.node === node &&
      old.position.x === node.position[0] &&
      old.position.y === node.position[1] &&
      !!old.selected === chosen.has(node.id);
    nodes.push(
      unchanged
        ? old
        : {
            ...old,
            id: node.id,
            type: 'block',
            position: { x: node.position[0], y: node.position[1] },
            data: { node },
            selected: chosen.has(node.id),
            ariaLabel: `${node.name}, ${node.layer}`,
          },
    );
  }
  return nodes;
}

export function flowEdges(
  document: Document,
  before: readonly WireEdge[],
  selected: readonly string[],
  label: (from: string, to: string) => string,
): WireEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const chosen = new Set(selected);
  const names = new Map(document.nodes.map((node) => [node.id, node.name]));
  const seen = new Set<string>();
  const edges: WireEdge[] = [];
  for (const edge of document.edges) {
    const id = edgeName(edge);
    const from = names.get(edge.from[0]);
    const to = names.get(edge.to[0]);
    if (seen.has(id) || from === undefined || to === undefined) continue;
    seen.add(id);
    const old = known.get(id);
    const ariaLabel = label(from, to);
    edges.push(
      old && old.ariaLabel === ariaLabel && !!old.selected === chosen.has(id)
        ? old
        : {
            ...old,
            id,
            type: 'wire',
            source: edge.from[0],
            sourceHandle: edge.from[1],
            target: edge.to[0],
            targetHandle: edge.to[1],
            selected: chosen.has(id),
            ariaLabel,
          },
    );
  }
  return edges;
}

/** The places of blocks that differ from the document's: what a drag or the arrow keys have moved. */
export function movedPlaces(document: Document, nodes: readonly BlockNode[]): Map<string, readonly [number, number]> {
  const places = new Map(document.nodes.map((node) => [node.id, node.position]));
  const moved = new Map<string, readonly [number, number]>();
  for (const { id, position } of nodes) {
    const place = places.get(id);
    if (place && (place[0] !== position.x || place[1] !== position.y)) moved.set(id, [position.x, position.y]);
  }
  return moved;
}
