/** @file Whose gradient comes back along a wire: that of the block it begins at, or, where that is out of use, of the one before it. */
import type { Document, Node } from '../../core/document/document.ts';
import { portsOf } from '../editing/ports.ts';

/** The id of a block that is in use, or of one that nothing is wired to. */
export function gradientSource(document: Document, start: string): string {
  const passed = new Set<string>();
  let node = nodeOf(document, start);
  while (node?.bypassed && !passed.has(node.id)) {
    passed.add(node.id);
    const from = firstWiredInput(document, node);
    if (from === null) break;
    node = nodeOf(document, from);
  }
  return node?.id ?? start;
}

function nodeOf({ nodes }: Document, id: string): Node | undefined {
  return nodes.find((node) => node.id === id);
}

function firstWiredInput({ edges }: Document, node: Node): string | null {
  const wired = edges.filter(({ to }) => to[0] === node.id);
  const ports = portsOf(node).inputs;
  const [first] = wired.sort((a, b) => ports.indexOf(a.to[1]) - ports.indexOf(b.to[1]));
  return first?.from[0] ?? null;
}
