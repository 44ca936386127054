/** @file The network of a document as writers of other programs' files take it, and those who find out whether they wrote one. */
import { check, type Graph } from '../compiler/1-check.ts';
import { infer } from '../compiler/2-infer.ts';
import type { Document } from '../document/document.ts';
import type { DrawnNetwork } from '../formats/opened.ts';
import type { WrittenBlock } from '../formats/written-network.ts';
import { compileDocument } from './compiled.ts';

/** Those that lead to the loss; wires lead through what is bypassed. */
export function writtenBlocks(graph: Graph): WrittenBlock[] {
  const shapes = infer(graph, null, 1, []);
  const used = graph.order.filter((each) => each.used);
  // depth first puts Inputs first, in the order in which they take columns, and the loss last
  return used.map(({ node: { id, name }, layer, settings, inputs }) => ({
    id,
    name,
    layer: layer!,
    settings: settings.values,
    inputs: inputs.map((wire) => wire!.from.node.id),
    shape: shapes.get(id)!,
  }));
}

/** Blocks, and names and shapes of the state; null for what is no network. */
export function networkOf(document: Document): DrawnNetwork | null {
  const { plan } = compileDocument(document, null);
  if (!plan) return null;
  const state = plan.tensors.filter(({ role }) => role === 'parameter' || role === 'buffer');
  return { blocks: writtenBlocks(check(document, [])), state: state.map(({ name, shape }) => ({ name, shape })) };
}
