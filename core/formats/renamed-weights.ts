import type { Document } from '../document/document.ts';
import { renamed } from '../document/renamed.ts';
import type { Model, NamedTensor } from './model-file.ts';

/**
 * Weights under the names that the blocks have in `to`, another state of the model's document: blocks are the same by their ids, and each
 * tensor is named after its block. Tensors of blocks that `to` does not have keep their names.
 */
export function renamedWeights({ document, weights }: Model, to: Document): Model {
  const now = new Map(to.nodes.map(({ id, name }) => [id, name]));
  const names = new Map(document.nodes.map(({ id, name }) => [name, now.get(id) ?? name]));
  const named = ({ name, ...tensor }: NamedTensor): NamedTensor => ({ ...tensor, name: renamed(names, name) });
  return {
    document: { ...document, nodes: document.nodes.map((node) => ({ ...node, name: now.get(node.id) ?? node.name })) },
    weights: { ...weights, state: weights.state.map(named), optimizer: weights.optimizer.map(named) },
  };
}
