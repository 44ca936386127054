/** @file A fragment as text, by which it goes through the clipboard from window to window: a document like any other. */
import type { Document, Edge, Node } from '../../core/document/document.ts';
import { notesOf } from '../../core/document/notes.ts';
import { parseDocument } from '../../core/document/parse-document.ts';
import { printDocument } from '../../core/document/print-document.ts';
import { InputError } from '../../core/findings/input-error.ts';
import type { Fragment, OutsideWire } from './fragment.ts';

/** What a fragment is called as a document, by which it is told from a whole network. */
export const FRAGMENT_NAME = 'Fragment';

/** A Gradscape document in JSON, with the wires that led in and out under `outside`. */
export function printFragment({ nodes, edges, groups = [], notes = [], outside = [] }: Fragment): string {
  return printDocument({
    format: 'gradscape',
    version: 1,
    name: FRAGMENT_NAME,
    nodes: [...nodes],
    edges: [...edges],
    training: {},
    ...(groups.length > 0 ? { groups: [...groups] } : {}),
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
    ...(outside.length > 0 ? { outside } : {}),
  });
}

/**
 * What `printFragment` has printed, or a whole document; null for any other text. What no document should hold is left out: an id for the
 * second time, wires to nothing, a second wire at an input, a wire that closes a circle.
 */
export function parseFragment(text: string): Fragment | null {
  const document = parsed(text);
  if (!document) return null;
  const seen = new Set<string>();
  const nodes = document.nodes.filter(({ id }) => !seen.has(id) && seen.add(id));
  const known = new Set(nodes.map(({ id }) => id));
  const edges = withoutCircles(nodes, soundWires(document.edges, known));
  const outside = outsideOf(document['outside'], known);
  return { nodes, edges, groups: document.groups ?? [], notes: notesOf(document), outside };
}

function parsed(text: string): Document | null {
  try {
    return parseDocument('', text);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function soundWires(edges: readonly Edge[], known: ReadonlySet<string>): Edge[] {
  const taken = new Set<string>();
  return edges.filter(({ from, to }) => {
    const input = JSON.stringify(to);
    if (!known.has(from[0]) || !known.has(to[0]) || taken.has(input)) return false;
    taken.add(input);
    return true;
  });
}

/** Without the wires that lead back to a block on the way to them. */
function withoutCircles(nodes: readonly Node[], edges: readonly Edge[]): Edge[] {
  const leaving = Map.groupBy(edges, ({ from }) => from[0]);
  const closing = new Set<Edge>();
  const done = new Set<string>();
  for (const { id } of nodes) {
    const way = new Map<string, number>();
    const stack = done.has(id) ? [] : [id];
    while (stack.length > 0) {
      const at = stack.at(-1)!;
      const next = way.get(at) ?? 0;
      const edge = leaving.get(at)?.[next];
      if (!edge) {
        stack.pop();
        way.delete(at);
        done.add(at);
        continue;
      }
      way.set(at, next + 1);
      if (way.has(edge.to[0])) closing.add(edge);
      else if (!done.has(edge.to[0])) {
        stack.push(edge.to[0]);
        way.set(edge.to[0], 0);
      }
    }
  }
  return edges.filter((edge) => !closing.has(edge));
}

function outsideOf(value: unknown, known: ReadonlySet<string>): OutsideWire[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    const { edge, name, layer } = (item ?? {}) as Partial<OutsideWire>;
    if (typeof name !== 'string' || typeof layer !== 'string' || !isEnd(edge?.from) || !isEnd(edge.to)) return [];
    return known.has(edge.from[0]) !== known.has(edge.to[0]) ? [{ edge, name, layer }] : [];
  });
}

function isEnd(value: unknown): value is Edge['from'] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
