import type { Document } from '../../core/document/document.ts';
import type { NamedTensor, Weights } from '../../core/formats/model-file.ts';
import { networkOf } from '../../core/session/written-blocks.ts';
import { Random } from '../../core/tensor/random.ts';
import { elementCount } from '../../core/tensor/shape.ts';

/** Weights as after some training: of the size that layers have, with running statistics that differ from what they begin with. */
export function anyWeights(document: Document, seed: number): Weights {
  const state = networkOf(document)!.state.map(({ name, shape }, index): NamedTensor => {
    const random = new Random(seed, index);
    const size = name.endsWith('weight') && shape.length === 2 ? 1.5 / Math.sqrt(shape[1]!) : 0.5;
    const number = () => {
      if (name.endsWith('num_batches_tracked')) return 0;
      return name.endsWith('running_var') ? 0.2 + random.uniform() : size * random.normal();
    };
    return { name, shape, values: Float32Array.from({ length: elementCount(shape) }, number) };
  });
  return { state, optimizer: [], step: 0, data: null, summary: {} };
}
