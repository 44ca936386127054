/**
 * @file What turns one version of a document into another. Versions share what did not change, so identity tells what did,
 * and a difference holds little more than the change itself.
 */
import type { Document, Edge, Node } from './document.ts';

/** Replaces `count` items from `start` on by `items`. */
interface Splice<T> {
  readonly start: number;
  readonly count: number;
  readonly items: readonly T[];
}

export interface Restore {
  readonly edit: 'restore';
  readonly nodes: Splice<Node>;
  readonly edges: Splice<Edge>;
  /** The document without its nodes and edges, in the order of its fields; null if that part is the same. */
  readonly rest: Document | null;
}

/** The edit that turns `from` into `to`. */
export function difference(from: Document, to: Document): Restore {
  return {
    edit: 'restore',
    nodes: splice(from.nodes, to.nodes),
    edges: splice(from.edges, to.edges),
    rest: sameRest(from, to) ? null : { ...to, nodes: [], edges: [] },
  };
}

export function restore(document: Document, { nodes, edges, rest }: Restore): Document {
  return { ...(rest ?? document), nodes: spliced(document.nodes, nodes), edges: spliced(document.edges, edges) };
}

function splice<T>(from: readonly T[], to: readonly T[]): Splice<T> {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let tail = 0;
  while (tail < shorter - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  return { start, count: from.length - tail - start, items: to.slice(start, to.length - tail) };
}

function spliced<T>(array: T[], { start, count, items }: Splice<T>): T[] {
  return count + items.length === 0 ? array : [...array.slice(0, start), ...items, ...array.slice(start + count)];
}

function sameRest(a: Document, b: Document): boolean {
  const fields = Object.keys(a);
  return (
    fields.length === Object.keys(b).length && fields.every((field) => field === 'nodes' || field === 'edges' || a[field] === b[field])
  );
}
