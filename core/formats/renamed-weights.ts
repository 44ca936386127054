import type { Document } from '../document/document.ts';
import type { Model, NamedTensor } from './model-file.ts';

/**
 * Weights under the names that the blocks have in `to`, another state of the model's document: blocks are the same by their ids, and each
 * tensor is named after its block. Tensors of blocks that `to` does not have keep their names.
 */
export function renamedWeights({ document, weights }: Model, to: Document): Model {
  const now = new Map(to.nodes.map(({ id, name }) => [id, name]));
  const names = new Map(document.nodes.map(({ id, name }) => [name, now.get(id) ?? name]));
  const renamed = ({ name, ...tensor }: NamedTensor): NamedTensor => ({ ...tensor, name: renamedIn(names, name) });
  return {
    document: { ...document, nodes: document.nodes.map((node) => ({ ...node, name: now.get(node.id) ?? node.name })) },
    weights: { ...weights, state: weights.state.map(renamed), optimizer: weights.optimizer.map(renamed) },
  };
}

/** A block may be called "net" and another one "net.0": the longest name that the tensor's begins with is meant. */
function renamedIn(names: ReadonlyMap<string, string>, tensor: string): string {
  const parts = tensor.split('.');
  for (let end = parts.length - 1; end > 0; end--) {
    const name = names.get(parts.slice(0, end).join('.'));
    if (name !== undefined) return [name, ...parts.slice(end)].join('.');
  }
  return tensor;
}
