/** @file The wires of a document by the block that they touch. */
import type { Document, Edge } from '../../core/document/document.ts';

export interface Wiring {
  /** The wire at an input; the first one if a file had several. */
  into(node: string, port: string): Edge | undefined;
  arriving(node: string): readonly Edge[];
  leaving(node: string): readonly Edge[];
}

const NONE: readonly Edge[] = [];

/** An edit that touches no wire keeps the list of them, and thereby this. */
const known = new WeakMap<readonly Edge[], Wiring>();

export function wiringOf({ edges }: Pick<Document, 'edges'>): Wiring {
  const before = known.get(edges);
  if (before) return before;
  const arriving = Map.groupBy(edges, ({ to }) => to[0]);
  const leaving = Map.groupBy(edges, ({ from }) => from[0]);
  const wiring: Wiring = {
    into: (node, port) => arriving.get(node)?.find(({ to }) => to[1] === port),
    arriving: (node) => arriving.get(node) ?? NONE,
    leaving: (node) => leaving.get(node) ?? NONE,
  };
  known.set(edges, wiring);
  return wiring;
}
