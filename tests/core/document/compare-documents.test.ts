import { expect, test } from 'vitest';
import { compareDocuments } from '../../../core/document/compare-documents.ts';
import type { Document, Node } from '../../../core/document/document.ts';

const node = (id: string, layer: string, settings = {}): Node => ({ id, layer, name: id, settings, position: [0, 0] });
const chain = (nodes: readonly Node[], changes: Partial<Document> = {}): Document => ({
  ...{ format: 'gradscape', version: 1, name: 'net', nodes: [...nodes], training: {}, dataset: { source: 'spiral' } },
  edges: nodes.slice(1).map(({ id }, index) => ({ from: [nodes[index]!.id, 'out'], to: [id, 'in'] })),
  ...changes,
});
const three = [node('fc1', 'Linear', { out_features: 32 }), node('act1', 'Sigmoid'), node('fc2', 'Linear', { out_features: 2 })];
const net = chain(three);

test('nothing differs between a document and one that is only named, placed or grouped otherwise', () => {
  const moved = three.map((each) => ({ ...each, position: [5, 7] as [number, number] }));
  const same = { ...chain(moved), name: 'other', groups: [{ id: 'g', name: 'g', nodes: ['fc1'] }], notes: 'mine' };
  expect(compareDocuments(net, same)).toEqual([]);
});

test('a block that was put between two others is told, and not the wires that it took', () => {
  const [fc1, act1, fc2] = three as [Node, Node, Node];
  expect(compareDocuments(net, chain([fc1, node('bn1', 'BatchNorm1d'), act1, fc2]))).toEqual([
    { kind: 'added', name: 'bn1', layer: 'BatchNorm1d' },
    { kind: 'unwired', from: 'fc1', to: 'act1' },
  ]);
});

test('blocks that are gone, settings, other layers and blocks out of use are told by name', () => {
  const to = chain([node('fc1', 'Linear', { out_features: 64, bias: false }), node('act1', 'ReLU')]);
  expect(compareDocuments(net, { ...to, nodes: [...to.nodes.slice(0, 1), { ...to.nodes[1]!, bypassed: true }] })).toEqual([
    { kind: 'removed', name: 'fc2', layer: 'Linear' },
    { kind: 'setting', name: 'fc1', setting: 'out_features', from: 32, to: 64 },
    { kind: 'setting', name: 'fc1', setting: 'bias', from: undefined, to: false },
    { kind: 'layer', name: 'act1', from: 'Sigmoid', to: 'ReLU' },
    { kind: 'bypassed', name: 'act1' },
  ]);
});

test('a wire that leads elsewhere is one less and one more', () => {
  const skip = { ...net, edges: [net.edges[0]!, { from: ['fc1', 'out'], to: ['fc2', 'in'] } satisfies Document['edges'][number]] };
  expect(compareDocuments(net, skip)).toEqual([
    { kind: 'unwired', from: 'act1', to: 'fc2' },
    { kind: 'wired', from: 'fc1', to: 'fc2' },
  ]);
});

test('of training and data each setting is told, the optimizer by its kind and its own', () => {
  const before = chain(three, { training: { optimizer: { kind: 'sgd', lr: 0.1, momentum: 0.9 }, epochs: 10 } });
  const after = chain(three, {
    training: { optimizer: { kind: 'adam', lr: 0.001 }, epochs: 10, clip_grad_norm: 1 },
    dataset: { source: 'moons', noise: 0.2 },
  });
  expect(compareDocuments(before, after)).toEqual([
    { kind: 'training', setting: 'optimizer', from: 'sgd', to: 'adam' },
    { kind: 'training', setting: 'lr', from: 0.1, to: 0.001 },
    { kind: 'training', setting: 'momentum', from: 0.9, to: undefined },
    { kind: 'training', setting: 'clip_grad_norm', from: undefined, to: 1 },
    { kind: 'dataset', setting: 'source', from: 'spiral', to: 'moons' },
    { kind: 'dataset', setting: 'noise', from: undefined, to: 0.2 },
  ]);
});

test('comparing the other way round tells the opposite', () => {
  const to = chain(three.slice(0, 2));
  expect(compareDocuments(net, to)).toEqual([{ kind: 'removed', name: 'fc2', layer: 'Linear' }]);
  expect(compareDocuments(to, net)).toEqual([{ kind: 'added', name: 'fc2', layer: 'Linear' }]);
});
