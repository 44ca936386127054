import { expect, test } from 'vitest';
import type { Document, Node } from '../../../core/document/document.ts';
import { gradientSource } from '../../../renderer/canvas/gradient-source.ts';

const node = (id: string, layer: string, bypassed?: boolean): Node => ({
  id,
  layer,
  name: id,
  settings: {},
  position: [0, 0],
  ...(bypassed ? { bypassed } : {}),
});
const wire = (from: string, to: string, port = 'in') => ({ from: [from, 'out'] as [string, string], to: [to, port] as [string, string] });
const network = (nodes: Node[], edges: ReturnType<typeof wire>[]): Document => ({
  format: 'gradscape',
  version: 1,
  name: '',
  nodes,
  edges,
  training: {},
});

test('along a wire comes back the gradient of the block that it begins at', () => {
  expect(gradientSource(network([node('fc1', 'Linear'), node('relu1', 'ReLU')], [wire('fc1', 'relu1')]), 'fc1')).toBe('fc1');
});

test('a block that is out of use passes on what its first input brings, one after another', () => {
  const add = node('add', 'Add', true);
  const nodes = [node('fc1', 'Linear'), node('fc2', 'Linear'), node('relu1', 'ReLU', true), add];
  const edges = [wire('fc2', 'add', 'in2'), wire('relu1', 'add', 'in1'), wire('fc1', 'relu1')];
  expect(gradientSource(network(nodes, edges), 'add')).toBe('fc1');
});

test('it ends where nothing is wired, and in a circle', () => {
  expect(gradientSource(network([node('a', 'ReLU', true)], []), 'a')).toBe('a');
  const circle = network([node('a', 'ReLU', true), node('b', 'ReLU', true)], [wire('a', 'b'), wire('b', 'a')]);
  expect(['a', 'b']).toContain(gradientSource(circle, 'a'));
});
