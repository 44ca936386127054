/** @file Taking blocks out of use for now, to see what the network is without them. */
import type { Document, Node } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { findLayer } from '../../core/layers/index.ts';
import { portsOf } from './ports.ts';

/** Whether a block has something to pass on: what enters the network and what ends it has not. */
export function canBypass(node: Node): boolean {
  const { inputs, outputs } = portsOf(node);
  return inputs.length > 0 && outputs.length > 0 && (findLayer(node.layer)?.role ?? 'hidden') === 'hidden';
}

/** Takes the blocks out of use, or if all of them are, into it again. Null if none of them can be. */
export function bypass(document: Document, nodes: readonly string[]): Edit | null {
  const chosen = new Set(nodes);
  const fitting = document.nodes.filter((node) => chosen.has(node.id) && canBypass(node));
  if (fitting.length === 0) return null;
  const bypassed = !fitting.every((node) => node.bypassed);
  return { edit: 'bypass', nodes: fitting.map(({ id }) => id), bypassed };
}
