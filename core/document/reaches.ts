import type { Document } from './document.ts';

/**
 * Whether the wires lead from node `from` to node `to`; every node reaches itself. A new wire from a to b would close a
 * circle exactly if b reaches a.
 */
export function reaches(document: Document, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const edge of document.edges) {
    const targets = next.get(edge.from[0]);
    if (targets) targets.push(edge.to[0]);
    else next.set(edge.from[0], [edge.to[0]]);
  }
  const seen = new Set([from]);
  for (const node of seen) {
    if (node === to) return true;
    for (const target of next.get(node) ?? []) seen.add(target);
  }
  return false;
}
