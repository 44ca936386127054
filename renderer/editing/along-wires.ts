/** @file What is selected by following wires from blocks: what feeds them, what they feed, and the branch that they lie on. */
import type { Document } from '../../core/document/document.ts';

type Wires = ReadonlyMap<string, readonly string[]>;

/** The blocks, and all from which wires lead to them, in the order of the document. */
export function feeding(document: Document, nodes: readonly string[]): string[] {
  return inOrder(document, reached(nodes, sourcesIn(document)));
}

/** The blocks, and all to which wires lead from them, in the order of the document. */
export function fedBy(document: Document, nodes: readonly string[]): string[] {
  return inOrder(document, reached(nodes, targetsIn(document)));
}

/** The blocks, and those before and behind them up to where wires part or come together: there another branch begins. */
export function branchOf(document: Document, nodes: readonly string[]): string[] {
  const sources = sourcesIn(document);
  const targets = targetsIn(document);
  const count = (wires: Wires, id: string) => wires.get(id)?.length ?? 0;
  const joins = ([from, to]: readonly [string, string]) => count(targets, from) === 1 && count(sources, to) === 1;
  const along = (wires: Wires, edge: (id: string, next: string) => readonly [string, string]): Wires =>
    new Map([...wires].map(([id, ends]) => [id, ends.filter((next) => joins(edge(id, next)))]));
  const before = along(sources, (id, next) => [next, id]);
  const behind = along(targets, (id, next) => [id, next]);
  return inOrder(document, new Set([...reached(nodes, before), ...reached(nodes, behind)]));
}

function reached(nodes: readonly string[], wires: Wires): ReadonlySet<string> {
  const seen = new Set(nodes);
  for (const id of seen) for (const next of wires.get(id) ?? []) seen.add(next);
  return seen;
}

function sourcesIn({ edges }: Document): Wires {
  return ends(edges.map(({ from, to }) => [to[0], from[0]]));
}

function targetsIn({ edges }: Document): Wires {
  return ends(edges.map(({ from, to }) => [from[0], to[0]]));
}

/** By each block, the others at the far ends of its wires: one for each wire. */
function ends(pairs: readonly (readonly [string, string])[]): Wires {
  const wires = new Map<string, string[]>();
  for (const [near, far] of pairs) {
    const known = wires.get(near);
    if (known) known.push(far);
    else wires.set(near, [far]);
  }
  return wires;
}

function inOrder({ nodes }: Document, chosen: ReadonlySet<string>): string[] {
  return nodes.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
}
