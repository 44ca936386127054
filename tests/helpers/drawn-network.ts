/** @file Small networks to edit, drawn in words. */
import type { Document, Node } from '../../core/document/document.ts';
import { apply, type Edit } from '../../core/document/edits.ts';

/**
 * `'x:Input > fc1:Linear > relu1:ReLU'` in one line per chain; a block named before needs no layer, and `.in2` after its name is the port. A
 * block's id is its name; they stand in a row.
 */
export function drawn(...chains: readonly string[]): Document {
  const nodes = new Map<string, Node>();
  const edges: Document['edges'] = [];
  for (const chain of chains) {
    let before: string | null = null;
    for (const word of chain.split('>').map((part) => part.trim())) {
      const [end, layer] = word.split(':') as [string, string?];
      const [id, port = layer === 'Add' || nodes.get(end.split('.')[0]!)?.layer === 'Add' ? 'in1' : 'in'] = end.split('.') as [
        string,
        string?,
      ];
      if (!nodes.has(id)) nodes.set(id, { id, layer: layer ?? 'ReLU', name: id, settings: {}, position: [nodes.size * 196, 0] });
      if (before !== null) edges.push({ from: [before, 'out'], to: [id, port] });
      before = id;
    }
  }
  return { format: 'gradscape', version: 1, name: 'Drawn', nodes: [...nodes.values()], edges, training: {} };
}

/** As `drawn` writes it: "fc1 > add1.in2". */
export function wires(document: Document): string[] {
  return document.edges
    .map(({ from, to }) => {
      const [a, b] = [from[0], to[0]].map((id) => document.nodes.find((node) => node.id === id)?.name ?? `(${id})`);
      return `${a} > ${b}${to[1] === 'in' ? '' : `.${to[1]}`}`;
    })
    .sort();
}

export function done(document: Document, edit: Edit | null): Document {
  return edit ? apply(document, edit).document : document;
}

export function place(document: Document, id: string): readonly [number, number] {
  return document.nodes.find((node) => node.id === id)!.position;
}
