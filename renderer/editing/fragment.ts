/** @file A part of a network that can be had a second time: what copy, paste and duplicate on the canvas mean. */
import type { Document, Edge, Node } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { freeId, freeName } from '../../core/document/free-name.ts';
import { STEP, standsAt } from './block.ts';

/** Blocks, and the wires between them. */
export interface Fragment {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

export function fragmentOf({ nodes, edges }: Document, ids: readonly string[]): Fragment {
  const chosen = new Set(ids);
  return {
    nodes: nodes.filter(({ id }) => chosen.has(id)),
    edges: edges.filter(({ from, to }) => chosen.has(from[0]) && chosen.has(to[0])),
  };
}

/** Adds the fragment under names and ids of its own, in the first rows below its old place that are free. */
export function paste(document: Document, fragment: Fragment): { readonly edit: Edit; readonly nodes: readonly string[] } {
  const down = freeRows(document, fragment);
  const ids = new Map<string, string>();
  let grown = document;
  for (const node of fragment.nodes) {
    const id = freeId(grown);
    const name = freeName(grown, node.name.replace(/\d+$/, ''));
    const [x, y] = node.position;
    ids.set(node.id, id);
    grown = { ...grown, nodes: [...grown.nodes, { ...node, id, name, position: [x, y + down] }] };
  }
  const edges = fragment.edges.map((edge): Edge => ({
    ...edge,
    from: [ids.get(edge.from[0])!, edge.from[1]],
    to: [ids.get(edge.to[0])!, edge.to[1]],
  }));
  return { edit: { edit: 'add', nodes: grown.nodes.slice(document.nodes.length), edges }, nodes: [...ids.values()] };
}

function freeRows(document: Document, { nodes }: Fragment): number {
  let down = STEP.y;
  while (nodes.some(({ position: [x, y] }) => standsAt(document, [x, y + down]))) down += STEP.y;
  return down;
}
