/** @file The settings that several blocks have in common: a person sets one and means all of them. */
import type { Document, Node } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { findLayer } from '../../core/layers/index.ts';
import type { Layer } from '../../core/layers/layer.ts';
import { inDepthOrder } from './depth-order.ts';

/** The blocks of one kind among those chosen. */
export interface Kind {
  readonly layer: Layer;
  /** In the order in which data flows. */
  readonly nodes: readonly Node[];
  /** What all of them have set; what none sets is left out. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Settings in which they differ. */
  readonly mixed: ReadonlySet<string>;
}

/** Those with settings, in the order in which data reaches the first of each kind. */
export function kindsOf(document: Document, ids: readonly string[]): readonly Kind[] {
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const nodes = inDepthOrder(document, ids).flatMap((id) => byId.get(id) ?? []);
  return [...Map.groupBy(nodes, (node) => node.layer)].flatMap(([name, alike]) => {
    const layer = findLayer(name);
    return layer && Object.keys(layer.settings).length > 0 ? [kindOf(layer, alike)] : [];
  });
}

function kindOf(layer: Layer, nodes: readonly Node[]): Kind {
  const inForce = ({ settings }: Node, name: string) => JSON.stringify(settings[name] ?? layer.settings[name]!.default);
  const mixed = new Set(
    Object.keys(layer.settings).filter((name) => nodes.some((node) => inForce(node, name) !== inForce(nodes[0]!, name))),
  );
  return { layer, nodes, values: nodes[0]!.settings, mixed };
}

/** Sets one setting of all of them; `undefined` removes it. */
export function setAll(nodes: readonly Pick<Node, 'id'>[], setting: string, value: unknown): Edit {
  return { edit: 'compound', edits: nodes.map(({ id }): Edit => ({ edit: 'set', node: id, setting, value })) };
}
