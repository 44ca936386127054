/** @file Taking blocks, wires and notes away, and what becomes of the blocks on either side. */
import type { Document, Edge, Node } from '../../core/document/document.ts';
import { sameWire, type Edit, type Wire } from '../../core/document/edits.ts';
import { canBypass } from './bypass.ts';
import { removeNotes } from './notes.ts';
import { portsOf } from './ports.ts';
import { together } from './together.ts';
import { wiringOf } from './wiring.ts';

/**
 * Takes blocks away and keeps their neighbours joined: a wire that left them is led back through them, for a block passes on what arrives
 * at its first wired input, to the block outside that it came from. Where none is found, or where that block feeds the same one already, the
 * wire goes, as do the wires named. Null if there is nothing to remove.
 */
export function removeJoined(
  document: Document,
  nodes: readonly string[],
  edges: readonly Wire[] = [],
  notes: readonly string[] = [],
): Edit | null {
  const gone = new Set(nodes);
  const rest = { ...document, edges: document.edges.filter((edge) => !edges.some((wire) => sameWire(wire, edge))) };
  const kept = rest.edges.filter(({ from, to }) => !gone.has(from[0]) && !gone.has(to[0]));
  const taken = new Set(kept.map(({ to }) => JSON.stringify(to)));
  // from one output to one block leads one wire
  const wired = new Set(kept.map(({ from, to }) => JSON.stringify([from, to[0]])));
  const joined: Edge[] = [];
  for (const edge of rest.edges) {
    const input = JSON.stringify(edge.to);
    if (!gone.has(edge.from[0]) || gone.has(edge.to[0]) || taken.has(input)) continue;
    const from = sourceBehind(rest, gone, edge.from[0]);
    if (!from || from[0] === edge.to[0]) continue;
    const way = JSON.stringify([from, edge.to[0]]);
    if (wired.has(way)) continue;
    wired.add(way);
    taken.add(input);
    joined.push({ ...edge, from });
  }
  return together(
    removePlain(document, nodes, edges),
    joined.length > 0 ? { edit: 'add', nodes: [], edges: joined } : null,
    removeNotes(document, notes),
  );
}

/** Takes blocks away with every wire that touches them, the wires named, and notes. Null if there is nothing to remove. */
export function removePlain(
  document: Document,
  nodes: readonly string[],
  edges: readonly Wire[] = [],
  notes: readonly string[] = [],
): Edit | null {
  const gone = new Set(nodes);
  const removes =
    document.nodes.some(({ id }) => gone.has(id)) || document.edges.some((edge) => edges.some((wire) => sameWire(wire, edge)));
  return together(removes ? { edit: 'remove', nodes, edges } : null, removeNotes(document, notes));
}

/**
 * Where the focus goes when these blocks are removed from the document, in which they still are: to the block before them, else to the
 * one after, else to the nearest. Null if none is left.
 */
export function neighbourOf(document: Document, removed: readonly string[]): string | null {
  const gone = new Set(removed);
  const wiring = wiringOf(document);
  const left = new Map(document.nodes.filter(({ id }) => !gone.has(id)).map((node) => [node.id, node]));
  const walk = (next: (id: string) => readonly string[]) => {
    const seen = new Set(removed);
    for (const id of seen) {
      if (left.has(id)) return id;
      if (gone.has(id)) for (const other of next(id)) seen.add(other);
    }
    return null;
  };
  const before = walk((id) => wiring.arriving(id).map(({ from }) => from[0]));
  if (before !== null) return before;
  const after = walk((id) => wiring.leaving(id).map(({ to }) => to[0]));
  if (after !== null) return after;
  const first = document.nodes.find(({ id }) => gone.has(id));
  const distance = ({ position: [x, y] }: Node) => (first ? Math.hypot(x - first.position[0], y - first.position[1]) : 0);
  return [...left.values()].reduce<Node | null>((best, node) => (best && distance(best) <= distance(node) ? best : node), null)?.id ?? null;
}

/** What comes out of a removed block comes from this output outside; null if it comes from none. */
function sourceBehind(document: Document, gone: ReadonlySet<string>, node: string): Edge['from'] | null {
  const wiring = wiringOf(document);
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  for (let id = node; !seen.has(id);) {
    seen.add(id);
    const passing = byId.get(id);
    if (!passing || !canBypass(passing)) return null;
    const first = portsOf(passing)
      .inputs.map((port) => wiring.into(id, port))
      .find((edge) => edge !== undefined);
    if (!first) return null;
    if (!gone.has(first.from[0])) return byId.has(first.from[0]) ? first.from : null;
    id = first.from[0];
  }
  return null;
}
