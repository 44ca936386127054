import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';

describe('the outline', () => {
  test('tells shape, parameters, cost and one line of every block', () => {
    const { outline, plan } = compile(moons(), null, []);
    expect(outline.nodes.map(({ node, shape, parameters, summary }) => [node, shape, parameters, summary])).toEqual([
      ['input', [2], 0, '2'],
      ['fc1', [8], 24, '2 → 8'],
      ['bn1', [8], 16, '8'],
      ['relu1', [8], 0, '8'],
      ['drop1', [8], 0, 'p 0.2'],
      ['head', [2], 18, '8 → 2'],
      ['loss', [], 0, '2'],
    ]);
    expect(outline.nodes[1]!.flops).toBe(2 * 2 * 8);
    expect(outline.parameters).toBe(58);
    expect(outline.flops).toBe(plan!.flops.forward + plan!.flops.backward);
  });

  test('tells the memory that training takes for every block, the batch and the optimizer with it', () => {
    const { outline, plan } = compile(moons(), null, []);
    const batch = 32;
    expect(outline.nodes.map(({ node, memory }) => [node, memory / 4])).toEqual([
      ['input', 2 * batch],
      // weight and bias, each with its gradient and the two moments of Adam
      ['fc1', 4 * 24 + 8 * batch],
      // running mean and variance, their count; mean and 1 / deviation of the batch
      ['bn1', 4 * 16 + 17 + 16 + 8 * batch],
      ['relu1', 8 * batch],
      ['drop1', 8 * batch],
      ['head', 4 * 18 + 2 * batch],
      // class, probabilities and the loss itself
      ['loss', batch + 2 * batch + 1],
    ]);
    expect(outline.memory).toBe(4 * plan!.elements);
    const sgd = compile({ ...moons(), training: { optimizer: { kind: 'SGD' }, batch_size: 8 } }, null, []).outline;
    expect(sgd.nodes[1]!.memory / 4).toBe(2 * 24 + 8 * 8);
    expect(compile(moons(), null, [], { batch: 8 }).outline.nodes[0]!.memory / 4).toBe(2 * 8);
  });

  test('sums what is known while there is no plan, and counts no view and nothing out of use', () => {
    const document = network([
      ['Input', 'input', { shape: [2, 2] }],
      ['Flatten', 'flat1'],
      ['Linear', 'fc1', { out_features: 3 }],
      ['Tanh', 'tanh1'],
      ['Linear', 'fc2'],
    ]);
    const half = { ...document, edges: document.edges.slice(0, 3), training: { optimizer: { kind: 'SGD' }, batch_size: 10 } };
    const { outline, plan } = compile({ ...half, nodes: half.nodes.map((node) => ({ ...node, bypassed: node.id === 'tanh1' })) }, null, []);
    expect(plan).toBeNull();
    expect(outline.nodes.map(({ memory }) => memory / 4)).toEqual([40, 0, 2 * 15 + 30, 0, 0]);
    expect(outline.memory / 4).toBe(100);
  });

  test('shows the shapes of a half-built network as far as they follow', () => {
    const document = network([
      ['Input', 'input', { shape: [3] }],
      ['Linear', 'fc1', { out_features: 5 }],
      ['ReLU', 'relu1'],
      ['Linear', 'fc2', { out_features: 4 }],
    ]);
    const { outline, plan } = compile({ ...document, edges: document.edges.slice(0, 2) }, null, []);
    expect(plan).toBeNull();
    expect(outline.edges.map(({ shape }) => shape)).toEqual([[3], [5]]);
    expect(outline.nodes.map(({ shape, summary }) => [shape, summary])).toEqual([
      [[3], '3'],
      [[5], '3 → 5'],
      [[5], '5'],
      [null, '→ 4'],
    ]);
    expect(outline.parameters).toBe(20);
  });

  test('keeps its shapes while a setting that decides none is wrong', () => {
    const { outline } = compile(withSetting(moons(), 'drop1', 'p', 2), null, []);
    expect(outline.nodes.map(({ shape }) => shape)).not.toContain(null);
  });

  test('knows no shape behind a width that is wrong, and behind a circle', () => {
    expect(compile(withSetting(moons(), 'fc1', 'out_features', 0), null, []).outline.edges.map(({ shape }) => shape?.[0] ?? null)).toEqual([
      2,
      null,
      null,
      null,
      null,
      null,
    ]);
    const circle = network([
      ['ReLU', 'relu1'],
      ['Tanh', 'tanh1'],
    ]);
    const edges = [...circle.edges, { from: ['tanh1', 'out'] as [string, string], to: ['relu1', 'in'] as [string, string] }];
    expect(compile({ ...circle, edges }, null, []).outline.nodes.map(({ shape }) => shape)).toEqual([null, null]);
  });

  test('counts the parameters of what is trained, not of a block that leads nowhere', () => {
    const stray = network([['Linear', 'stray', { out_features: 99 }]]).nodes[0]!;
    const edge = { from: ['input', 'out'] as [string, string], to: ['stray', 'in'] as [string, string] };
    const { outline } = compile({ ...moons(), nodes: [...moons().nodes, stray], edges: [...moons().edges, edge] }, null, []);
    expect(outline.nodes.at(-1)!.parameters).toBe(297);
    expect(outline.parameters).toBe(58);
  });
});
