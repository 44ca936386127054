/** @file Arbitrary networks for property tests: real DAGs with branches, sums and every layer, that must compile. */
import fc from 'fast-check';
import type { Document, Edge, Node } from '../../core/document/document.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { compiled } from './compiled.ts';

const ACTIVATIONS = ['ReLU', 'LeakyReLU', 'Sigmoid', 'Tanh', 'Softmax', 'BatchNorm1d', 'Dropout', 'Flatten'] as const;

interface Recipe {
  readonly inputs: number;
  readonly blocks: readonly (
    | { kind: 'linear'; width: number; bias: boolean; from: number }
    | { kind: 'unary'; layer: (typeof ACTIVATIONS)[number]; from: number }
    | { kind: 'add'; from: number }
  )[];
  readonly outputs: number;
  readonly loss: 'CrossEntropyLoss' | 'MSELoss' | 'BCEWithLogitsLoss';
}

const recipe: fc.Arbitrary<Recipe> = fc.record({
  inputs: fc.integer({ min: 1, max: 9 }),
  blocks: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('linear' as const), width: fc.integer({ min: 1, max: 9 }), bias: fc.boolean(), from: fc.nat(100) }),
      fc.record({ kind: fc.constant('unary' as const), layer: fc.constantFrom(...ACTIVATIONS), from: fc.nat(100) }),
      fc.record({ kind: fc.constant('add' as const), from: fc.nat(100) }),
    ),
    { maxLength: 12 },
  ),
  outputs: fc.integer({ min: 2, max: 5 }),
  loss: fc.constantFrom('CrossEntropyLoss' as const, 'MSELoss' as const, 'BCEWithLogitsLoss' as const),
});

/**
 * A block takes one of the four newest open ends (so that chains grow deep and branches stay common); an Add joins its end
 * with another of equal width, or with itself. In the end all open ends of one width are summed into the head.
 */
function build({ inputs, blocks, outputs, loss }: Recipe): Document {
  const nodes: Node[] = [{ id: 'input', layer: 'Input', name: 'input', settings: { shape: [inputs] }, position: [0, 0] }];
  const edges: Edge[] = [];
  const widths = new Map([['input', inputs]]);
  const used = new Set<string>();
  const add = (layer: string, settings: Node['settings'], sources: string[], width: number): string => {
    const id = `n${nodes.length}`;
    nodes.push({ id, layer, name: id, settings, position: [nodes.length * 180, 0] });
    sources.forEach((source, index) => {
      edges.push({ from: [source, 'out'], to: [id, sources.length === 1 ? 'in' : `in${index + 1}`] });
      used.add(source);
    });
    widths.set(id, width);
    return id;
  };
  for (const block of blocks) {
    const ends = [...widths.keys()].slice(-4);
    const from = ends[block.from % ends.length]!;
    const width = widths.get(from)!;
    if (block.kind === 'linear') add('Linear', { out_features: block.width, bias: block.bias }, [from], block.width);
    else if (block.kind === 'unary') add(block.layer, block.layer === 'Dropout' ? { p: 0.3 } : {}, [from], width);
    else {
      const partners = [...widths.keys()].filter((id) => widths.get(id) === width);
      add('Add', {}, [from, partners[block.from % partners.length]!], width);
    }
  }
  const heads = [...widths.keys()]
    .filter((id) => !used.has(id))
    .map((end) => add('Linear', { out_features: loss === 'BCEWithLogitsLoss' ? 1 : outputs }, [end], outputs));
  const head = heads.reduce((sum, next) => add('Add', {}, [sum, next], outputs));
  const id = 'loss';
  nodes.push({ id, layer: loss, name: id, settings: {}, position: [nodes.length * 180, 0] });
  edges.push({ from: [head, 'out'], to: [id, 'in'] });
  return {
    format: 'gradscape',
    version: 1,
    name: 'random',
    nodes,
    edges,
    training: { optimizer: { kind: 'SGD', lr: 0.05 }, batch_size: 7, seed: 3, clip_grad_norm: null },
    dataset: { source: 'csv' },
  };
}

export interface RandomNetwork {
  readonly document: Document;
  readonly inputs: number;
  readonly outputs: number;
  readonly loss: Recipe['loss'];
}

export const randomNetwork: fc.Arbitrary<RandomNetwork> = recipe.map((made) => ({
  document: build(made),
  inputs: made.inputs,
  outputs: made.loss === 'BCEWithLogitsLoss' ? 1 : made.outputs,
  loss: made.loss,
}));

/** The plan of a random network for data of its own widths. */
export function planOfRandom({ document, inputs, outputs, loss }: RandomNetwork): Plan {
  return compiled(document, {
    name: 'random',
    width: inputs,
    task: loss === 'MSELoss' ? 'regression' : 'classification',
    classes: loss === 'MSELoss' ? 0 : loss === 'CrossEntropyLoss' ? outputs : 2,
    targetWidth: loss === 'MSELoss' ? outputs : 1,
  });
}
