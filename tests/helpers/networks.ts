/** @file Small documents that train in a blink. */
import type { Document } from '../../core/document/document.ts';

type Block = readonly [layer: string, name: string, settings?: Record<string, unknown>];

/** A chain from Input to loss; ids are names. */
export function network(blocks: readonly Block[], change: Partial<Document> = {}): Document {
  return {
    format: 'gradscape',
    version: 1,
    name: 'Test',
    nodes: blocks.map(([layer, name, settings = {}], index) => ({ id: name, layer, name, settings, position: [100 * index, 0] })),
    edges: blocks.slice(1).map(([, name], index) => ({ from: [blocks[index]![1], 'out'], to: [name, 'in'] })),
    training: { optimizer: { kind: 'Adam', lr: 0.01 }, batch_size: 32, epochs: 4, seed: 3, clip_grad_norm: null },
    dataset: { source: 'moons', rows: 200 },
    ...change,
  };
}

/** Everything whose state a run must carry: Adam's moments, running statistics, dropout's place in its stream. */
export function moons(change: Partial<Document> = {}): Document {
  return network(
    [
      ['Input', 'input', { shape: [2] }],
      ['Linear', 'fc1', { out_features: 8 }],
      ['BatchNorm1d', 'bn1'],
      ['ReLU', 'relu1'],
      ['Dropout', 'drop1', { p: 0.2 }],
      ['Linear', 'head', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ],
    change,
  );
}

/** The same document with one node's settings changed. */
export function withSetting(document: Document, node: string, setting: string, value: unknown): Document {
  return {
    ...document,
    nodes: document.nodes.map((each) => (each.id === node ? { ...each, settings: { ...each.settings, [setting]: value } } : each)),
  };
}
