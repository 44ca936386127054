/** @file Graphs that are damaged or made to do harm: opened, or refused with a sentence, and never anything else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../core/findings/input-error.ts';
import type { OnnxAttribute, OnnxModel, OnnxNode, OnnxTensor } from '../../../../core/formats/onnx/graph.ts';
import { readGraph } from '../../../../core/formats/onnx/read-graph.ts';
import { readOnnx } from '../../../../core/formats/onnx/read-onnx.ts';
import { readOnnxWire } from '../../../../core/formats/onnx/read-wire.ts';
import { compileDocument } from '../../../../core/session/compiled.ts';
import { Random } from '../../../../core/tensor/random.ts';
import { model, node, tensor, value } from '../../../helpers/onnx-model.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/onnx');
const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.onnx'));
const bytes = files.map((name) => new Uint8Array(readFileSync(join(FIXTURES, name))));

/** 'opened', or the code of the refusal; any other error fails the test. A network that is opened compiles, whatever it is. */
function outcome(act: () => ReturnType<typeof readGraph>): string {
  try {
    const { document, state } = act();
    const { plan } = compileDocument(document, null);
    const shapes = new Map(state.map(({ name, shape }) => [name, String(shape)]));
    for (const { name, role, shape } of plan?.tensors ?? [])
      if (role === 'parameter' || role === 'buffer') expect(shapes.get(name), name).toBe(String(shape));
    expect(plan, document.nodes.map(({ layer }) => layer).join()).not.toBeNull();
    return 'opened';
  } catch (error) {
    if (error instanceof InputError) {
      expect(error.message).not.toMatch(/[{}]|undefined|NaN/);
      return error.code;
    }
    throw error;
  }
}

describe('random damage', () => {
  const graphs = bytes.map((each, index) => readOnnxWire(files[index]!, each));

  test('10,000 changes of a graph', () => {
    const random = new Random(2, 0);
    const whole = (end: number) => Math.floor(random.uniform() * end);
    const pick = <T>(items: readonly T[]): T => items[whole(items.length)]!;
    const numbers = [0, 1, -1, 2, 3, 4, 5, 7, 8, 24, 0.5, -0.5, NaN, Infinity, 2 ** 31, 2 ** 53, 1e300];
    const ops = [
      'Gemm',
      'MatMul',
      'Add',
      'Sum',
      'BatchNormalization',
      'Relu',
      'LeakyRelu',
      'Sigmoid',
      'Tanh',
      'Softmax',
      'LogSoftmax',
      'Dropout',
    ];
    ops.push(
      'Flatten',
      'Reshape',
      'Squeeze',
      'Unsqueeze',
      'Identity',
      'Cast',
      'Constant',
      'Transpose',
      'Sub',
      'Mul',
      'Div',
      'Shape',
      'Gather',
    );
    ops.push('Slice', 'Concat', 'If', '', '__proto__', 'constructor');
    const attributes = [
      'alpha',
      'axis',
      'axes',
      'perm',
      'to',
      'value',
      'value_ints',
      'value_float',
      'epsilon',
      'training_mode',
      'start',
      'end',
      'toString',
    ];
    const anyTensor = (): OnnxTensor =>
      tensor(
        pick(['W', '', 'x', '__proto__']),
        Array.from({ length: whole(4) }, () => whole(6)),
        undefined,
        pick(['FLOAT', 'INT64', 'DOUBLE', 'BOOL']),
      );
    const anyAttribute = (): OnnxAttribute =>
      pick<OnnxAttribute>([
        { kind: 'float', value: pick(numbers) },
        { kind: 'int', value: Math.trunc(pick(numbers)) || 0 },
        { kind: 'ints', value: Float64Array.from({ length: whole(4) }, () => pick([-3, -2, -1, 0, 1, 2, 3, 2 ** 53])) },
        { kind: 'floats', value: Float32Array.of(pick(numbers)) },
        { kind: 'string', value: 'text' },
        { kind: 'tensor', value: anyTensor() },
        { kind: 'graph' },
        { kind: 'other' },
      ]);
    const names = (made: OnnxModel) => ['', ...made.nodes.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]), 'x', '__proto__'];
    const swap = <T>(items: readonly T[], change: (item: T) => T): T[] => {
      const at = whole(items.length);
      return items.map((item, index) => (index === at ? change(item) : item));
    };
    const changedNode = (each: OnnxNode, made: OnnxModel): OnnxNode =>
      pick<() => OnnxNode>([
        () => ({ ...each, op: pick(ops) }),
        () => ({ ...each, inputs: swap(each.inputs, () => pick(names(made))) }),
        () => ({ ...each, inputs: [...each.inputs, pick(names(made))] }),
        () => ({ ...each, inputs: each.inputs.slice(1) }),
        () => ({ ...each, outputs: swap(each.outputs, () => pick(names(made))) }),
        () => ({ ...each, outputs: [] }),
        () => ({ ...each, attributes: new Map([...each.attributes, [pick(attributes), anyAttribute()]]) }),
        () => ({ ...each, attributes: new Map([...each.attributes].map(([name]) => [name, anyAttribute()])) }),
        () => ({ ...each, attributes: new Map() }),
        () => ({ ...each, domain: 'x' }),
      ])();
    const changed = (made: OnnxModel): OnnxModel =>
      pick<() => OnnxModel>([
        () => ({ ...made, nodes: swap(made.nodes, (each) => changedNode(each, made)) }),
        () => ({ ...made, nodes: swap(made.nodes, (each) => changedNode(each, made)) }),
        () => ({ ...made, nodes: swap(made.nodes, (each) => changedNode(each, made)) }),
        () => ({ ...made, nodes: made.nodes.filter(() => random.uniform() < 0.8) }),
        () => ({ ...made, nodes: made.nodes.toReversed() }),
        () => ({ ...made, initialisers: swap(made.initialisers, ({ name }) => ({ ...anyTensor(), name })) }),
        () => ({ ...made, initialisers: [...made.initialisers, anyTensor()] }),
        () => ({ ...made, initialisers: made.initialisers.filter(() => random.uniform() < 0.9) }),
        () => ({ ...made, opsets: new Map([['', 9 + whole(15)]]) }),
        () => ({
          ...made,
          inputs: swap(made.inputs, (each) => ({ ...each, shape: pick([null, [], [4], ['n', 3, 4], [4, 0], [null, null], ['b', 6]]) })),
        }),
        () => ({ ...made, outputs: [...made.outputs, value(pick(names(made)), null)] }),
        () => ({ ...made, outputs: [value(pick(names(made)), null)] }),
      ])();
    const counts = new Map<string, number>();
    for (let round = 0; round < 10_000; round++) {
      let made = pick(graphs);
      for (let times = whole(3); times >= 0; times--) made = changed(made);
      const found = outcome(() => readGraph('net.onnx', made));
      counts.set(found, (counts.get(found) ?? 0) + 1);
    }
    // the damage reaches far into the reader
    expect(counts.get('opened')).toBeGreaterThan(500);
    expect(counts.size).toBeGreaterThan(25);
  });

  test('10,000 changes of the bytes of files', () => {
    const random = new Random(3, 0);
    for (let round = 0; round < 10_000; round++) {
      const file = bytes[Math.floor(random.uniform() * bytes.length)]!.slice();
      for (let times = Math.floor(random.uniform() * 3); times >= 0; times--)
        file[Math.floor(random.uniform() * file.length)] = Math.floor(random.uniform() * 256);
      try {
        readOnnx('net.onnx', file);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }
  });
});

describe('size', () => {
  const chain = (count: number, op = 'Relu') =>
    Array.from({ length: count }, (_, index) => node(op, index === 0 ? 'x' : `h${index}`, index === count - 1 ? 'y' : `h${index + 1}`));
  const refusal = (made: OnnxModel) => {
    try {
      readGraph('net.onnx', made);
      return 'opened';
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
  };

  test('100,000 nodes in a row, in either order', () => {
    const sentence =
      'net.onnx has more nodes than the 20000 blocks that a document takes. It holds something other than a network that can be trained here.';
    expect(refusal(model(chain(100_000)))).toBe(sentence);
    expect(refusal(model(chain(100_000).toReversed()))).toBe(sentence);
  });

  test('100,000 nodes that do nothing, and as many that lead nowhere', () => {
    expect(readGraph('net.onnx', model(chain(100_000, 'Identity'))).document.nodes).toHaveLength(2);
    const unused = Array.from({ length: 100_000 }, (_, index) => node('Relu', 'x', `u${index}`));
    const { document, findings } = readGraph('net.onnx', model([node('Relu', 'x', 'y'), ...unused]));
    expect(document.nodes).toHaveLength(3);
    expect(findings.at(-1)!.message).toBe('What leads to no output of the file is left out: u0, u1, u2, u3, u4, ….');
  });

  test('a circle of 100,000 nodes', () => {
    const nodes = [...chain(100_000, 'Identity'), node('Identity', 'z', 'x')].map((each) =>
      each.outputs[0] === 'y' ? { ...each, outputs: ['z'] } : each,
    );
    expect(refusal(model(nodes, [], { inputs: [value('w', ['b', 4])], outputs: [value('z', null)] }))).toBe(
      'net.onnx: the nodes run in a circle: h1 → h2 → h3 → h4 → h5 → h6 → h7 → h8 → … → h1. A network must flow from its inputs to its output. The file is damaged; export it again.',
    );
  });

  test('10,000 nodes of one name', () => {
    const nodes = chain(10_000).map((each) => ({ ...each, name: 'same', outputs: each.outputs }));
    const { document } = readGraph('net.onnx', model(nodes));
    expect(new Set(document.nodes.map(({ name }) => name)).size).toBe(10_002);
  });

  test('100,000 attributes, and a node of 100,000 inputs', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`a${index}`, index]));
    expect(refusal(model([node('Relu', 'x', 'y', many)]))).toBe(
      'net.onnx: Relu "y" has the attribute a0, which Relu does not have in opset 20, so it is not clear what it means. Export it again.',
    );
    expect(refusal(model([node('Relu', 'x '.repeat(100_000).trim(), 'y')]))).toBe(
      'net.onnx: Relu "y" has 100000 inputs, but takes 1. The file is damaged; export it again.',
    );
    expect(refusal(model([node('Sum', 'x '.repeat(100_000).trim(), 'y')]))).toMatch(/more nodes than the 20000 blocks/);
  });

  test('one weight in 20,000 places, of which few are made', () => {
    const square = { ...tensor('W', [0]), shape: [1000, 1000], values: new Float32Array(1_000_000) };
    const nodes = chain(19_000, 'Gemm').map((each) => ({ ...each, inputs: [...each.inputs, 'W'] }));
    expect(refusal(model(nodes, [square], { inputs: [value('x', ['b', 1000])] }))).toBe(
      'net.onnx: many blocks have the same weights. Here each would have a copy, and together they would hold more than 8 times what the file stores. Give them weights of their own, or fewer of them.',
    );
  });

  test('a Linear wider than any', () => {
    const wide = { ...tensor('W', [1, 0]), shape: [1, 1_000_001], values: new Float32Array(1_000_001) };
    expect(refusal(model([node('Gemm', 'x W', 'y')], [wide], { inputs: [value('x', ['b', 1])] }))).toBe(
      'net.onnx: Gemm "y" gives 1000001 numbers, but a Linear gives 1000000 at most. Make the layer narrower.',
    );
  });
});

test('names that are properties of every object change nothing', () => {
  const nodes = [
    node('Gemm', '__proto__ constructor toString', 'hasOwnProperty'),
    node('Relu', 'hasOwnProperty', 'valueOf', {}, '__proto__'),
  ];
  const { document, state } = readGraph(
    'net.onnx',
    model(nodes, [tensor('constructor', [4, 2]), tensor('toString', [2])], {
      inputs: [value('__proto__', ['b', 4])],
      outputs: [value('valueOf', null)],
    }),
  );
  expect(document.nodes.map(({ name }) => name)).toEqual(['__proto__', 'hasOwnProperty', 'valueOf', 'loss']);
  expect(state.map(({ name }) => name)).toEqual(['hasOwnProperty.weight', 'hasOwnProperty.bias']);
  expect(({} as Record<string, unknown>)['weight']).toBeUndefined();
});
