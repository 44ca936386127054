/** @file Names and ids that no node of a document has yet. */
import type { Document, Node } from './document.ts';

/** The first of `stem`1, `stem`2, … that no block is called: "fc3". */
export function freeName(document: Document, stem: string): string {
  return firstFree(document.nodes, 'name', stem, 1);
}

/** An id that no block has. */
export function freeId(document: Document): string {
  return firstFree(document.nodes, 'id', 'n', document.nodes.length + 1);
}

function firstFree(nodes: readonly Node[], field: 'id' | 'name', stem: string, from: number): string {
  const taken = new Set(nodes.map((node) => node[field]));
  let number = from;
  while (taken.has(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}
