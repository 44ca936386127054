/** @file Random networks with data of their own to train on, as a person would have them: a table in a file. */
import type { Document } from '../../core/document/document.ts';
import type { GivenFile } from '../../core/session/protocol.ts';
import { Random } from '../../core/tensor/random.ts';
import type { RandomNetwork } from './random-document.ts';

/** In batches of 7 the last one has 1 of these rows. */
const ROWS = 29;
const VALIDATION_ROWS = 10;

/** Every optimizer, with settings that PyTorch does not take by itself. */
export const OPTIMIZERS = [
  { kind: 'SGD', lr: 0.01 },
  { kind: 'SGD', lr: 0.002, momentum: 0.9, dampening: 0.1, weight_decay: 0.01 },
  { kind: 'SGD', lr: 0.002, momentum: 0.8, nesterov: true },
  { kind: 'Adam', lr: 0.01 },
  { kind: 'Adam', lr: 0.005, betas: [0.8, 0.99], eps: 1e-6, weight_decay: 0.01 },
  { kind: 'AdamW', lr: 0.01, weight_decay: 0.1 },
  { kind: 'RMSprop', lr: 0.001 },
  { kind: 'RMSprop', lr: 0.003, momentum: 0.5, centered: true, weight_decay: 0.001 },
  { kind: 'Adagrad', lr: 0.02, lr_decay: 0.01, initial_accumulator_value: 0.1 },
] as const;
const CLIPS = [null, 0.5, 1e3] as const;

/** The network with a target of one column, for a table has no more, and the table. */
export function withTable({ document, inputs, outputs, loss }: RandomNetwork, seed: number): { document: Document; file: GivenFile } {
  const random = new Random(seed, 9);
  const columns = Array.from({ length: inputs }, (_, column) => `x${column}`);
  const lines = Array.from({ length: ROWS + VALIDATION_ROWS }, (_, row) => {
    const features = columns.map(() => random.normal().toFixed(3));
    const target = loss === 'MSELoss' ? random.normal().toFixed(3) : `class ${row % (loss === 'CrossEntropyLoss' ? outputs : 2)}`;
    return [...features, target].join(',');
  });
  return {
    document: {
      ...(loss === 'MSELoss' ? withHeads(document, 1) : document),
      training: {
        optimizer: OPTIMIZERS[seed % OPTIMIZERS.length]!,
        batch_size: 7,
        seed,
        clip_grad_norm: CLIPS[(seed % 7) % CLIPS.length]!,
      },
      dataset: { source: 'csv', path: 'table.csv', validation: VALIDATION_ROWS },
    },
    file: { name: 'table.csv', bytes: new TextEncoder().encode(`${[...columns, 'y'].join(',')}\n${lines.join('\n')}\n`) },
  };
}

/** Its last layers, which an Add may join, of another width. */
function withHeads(document: Document, out_features: number): Document {
  const heads = new Set<string>();
  const walk = (id: string) => {
    for (const { from, to } of document.edges) {
      if (to[0] !== id) continue;
      if (document.nodes.find((node) => node.id === from[0])!.layer === 'Add') walk(from[0]);
      else heads.add(from[0]);
    }
  };
  walk('loss');
  return {
    ...document,
    nodes: document.nodes.map((node) => (heads.has(node.id) ? { ...node, settings: { ...node.settings, out_features } } : node)),
  };
}
