/** @file Whether a wire may be drawn, and if not, why: said where the hand is, before it lets go. */
import type { Document, Edge } from '../../core/document/document.ts';
import { m } from '../language/generated/messages.js';
import { portsOf } from './ports.ts';
import { wiringOf } from './wiring.ts';

export interface Ends {
  readonly source: string;
  readonly sourceHandle?: string | null;
  readonly target: string;
  readonly targetHandle?: string | null;
}

/** Of a longer way only its ends are told. */
const LONGEST_WAY = 6;

/**
 * One sentence, or null if the wire may be drawn. An input that is taken is no hindrance: `replacedBy` says what goes. A wire that the hand
 * has taken off its input, `pulled`, is not in the way.
 */
export function refusalOf(document: Document, ends: Ends, pulled: Edge | null = null): string | null {
  const { source, sourceHandle, target, targetHandle } = ends;
  const from = document.nodes.find(({ id }) => id === source);
  const to = document.nodes.find(({ id }) => id === target);
  if (!from || !to) return m.wire_nowhere();
  if (source === target) return m.wire_self({ name: from.name });
  if (sourceHandle && !portsOf(from).outputs.includes(sourceHandle)) return m.wire_no_output({ name: from.name, port: sourceHandle });
  if (targetHandle && !portsOf(to).inputs.includes(targetHandle)) return m.wire_no_input({ name: to.name, port: targetHandle });
  const replaced = replacedBy(document, ends);
  const edges = document.edges.filter((edge) => edge !== pulled && edge !== replaced);
  const way = wayFrom({ edges }, target, source);
  if (!way) return null;
  const names = way.map((id) => document.nodes.find((node) => node.id === id)?.name ?? id);
  const told = names.length > LONGEST_WAY ? [...names.slice(0, LONGEST_WAY / 2), '…', ...names.slice(-LONGEST_WAY / 2)] : names;
  return m.wire_cycle({ from: from.name, to: to.name, way: told.join(' → ') });
}

/** The wire that would go, for an input takes one only. */
export function replacedBy(document: Document, { source, sourceHandle, target, targetHandle }: Ends): Edge | null {
  const edge = wiringOf(document).into(target, targetHandle ?? '');
  const same = edge && edge.from[0] === source && edge.from[1] === sourceHandle;
  return edge && !same ? edge : null;
}

/** The shortest way along the wires, by ids, both ends included; null if there is none. */
function wayFrom(document: Pick<Document, 'edges'>, from: string, to: string): readonly string[] | null {
  const wiring = wiringOf(document);
  const before = new Map<string, string | null>([[from, null]]);
  for (const id of before.keys()) {
    if (id === to) break;
    for (const edge of wiring.leaving(id)) if (!before.has(edge.to[0])) before.set(edge.to[0], id);
  }
  if (!before.has(to)) return null;
  const way: string[] = [];
  for (let id: string | null = to; id !== null; id = before.get(id) ?? null) way.unshift(id);
  return way;
}
