/** @file Names and ids that no node of a document has yet. */
import type { Document, Node } from './document.ts';

/** The first of `stem`1, `stem`2, … that no block is called: "fc3". */
export function freeName(document: Document, stem: string): string {
  return nameGiver(document)(stem);
}

/** An id that no block has. */
export function freeId(document: Document): string {
  return idGiver(document)();
}

/** Gives names as `freeName` does, for several blocks: none twice. With `wanted`, stem and that number if they are free. */
export function nameGiver({ nodes }: Document): (stem: string, wanted?: number) => string {
  const taken = valuesOf(nodes, 'name');
  return (stem, wanted = 1) => take(taken, stem, taken.has(`${stem}${wanted}`) ? 1 : wanted);
}

/** Gives ids as `freeId` does, for several blocks: none twice. */
export function idGiver({ nodes }: Document): () => string {
  const taken = valuesOf(nodes, 'id');
  let next = nodes.length;
  return () => take(taken, 'n', ++next);
}

function valuesOf(nodes: readonly Node[], field: 'id' | 'name'): Set<string> {
  return new Set(nodes.map((node) => node[field]));
}

/** The first free one from this number on, which is then taken. */
function take(taken: Set<string>, stem: string, from: number): string {
  let number = from;
  while (taken.has(`${stem}${number}`)) number++;
  const name = `${stem}${number}`;
  taken.add(name);
  return name;
}
