import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../core/findings/input-error.ts';
import type { OnnxModel, OnnxNode } from '../../../../core/formats/onnx/graph.ts';
import { readGraph, type ReadGraph } from '../../../../core/formats/onnx/read-graph.ts';
import { float, model, node, opset, tensor, value } from '../../../helpers/onnx-model.ts';

const read = (made: OnnxModel) => readGraph('net.onnx', made);

/** "fc1: Linear(x)", without the loss. */
const drawn = ({ document: { nodes, edges } }: ReadGraph) =>
  nodes
    .filter(({ layer }) => !layer.endsWith('Loss'))
    .map(({ id, name, layer, settings, bypassed }) => {
      const sources = edges.filter(({ to }) => to[0] === id).map(({ from }) => from[0]);
      const plain = Object.entries(settings).map(([setting, given]) => `${setting} ${JSON.stringify(given)}`);
      return `${bypassed ? '(' : ''}${name}: ${layer}${bypassed ? ')' : ''} ${[...plain, ...sources.map((each) => `< ${each}`)].join(', ')}`.trim();
    });

const refusal = (made: OnnxModel): [string, string] => {
  try {
    return ['opened', drawn(read(made)).join('\n')];
  } catch (error) {
    if (error instanceof InputError) return [error.code, error.message];
    throw error;
  }
};

const w = tensor('W', [4, 5]);
const b = tensor('b', [5]);
const gemm = node('Gemm', 'x W b', 'y');

describe('names of the graph are kept', () => {
  const called = (nodes: readonly OnnxNode[], weight = 'W') => {
    const [, { name }] = read(model(nodes, [{ ...w, name: weight }, b])).document.nodes as [unknown, { name: string }];
    return name;
  };

  test.each([
    ['fc1.weight', '', 'h', 'fc1'],
    ['net.0.weight', '/net/net.0/Gemm', 'h', 'net.0'],
    ['onnx::MatMul_12', '/block/fc/Gemm', '/block/fc/Gemm_output_0', 'block.fc'],
    ['onnx::MatMul_12', '/net/net.2/net.2.0/Gemm', 'h', 'net.2.0'],
    ['W', 'Gemm_3', '14', 'fc1'],
    ['W', '/Gemm_1', '/Gemm_1_output_0', 'fc1'],
    ['model/dense/kernel', 'model/dense/Gemm', 'dense:0', 'model.dense'],
    ['W', '', 'hidden', 'hidden'],
    ['W', '', 'onnx::Relu_7', 'fc1'],
    ['W', 'node_linear', 'linear', 'linear'],
    ['W', 'node_Gemm_4', 'onnx::x', 'fc1'],
    ['W', 'gradscape.fc', 'h', 'gradscape_.fc'],
    ['W', '..a..b.', 'h', 'a.b'],
    ['W', '__proto__', 'h', '__proto__'],
    ['W', 'constructor', 'h', 'constructor'],
    ['W', 'n'.repeat(500), 'h', 'n'.repeat(199)],
  ])('weight %s, node %s, value %s: %s', (weight, name, gives, expected) => {
    expect(called([node('Gemm', `x ${weight} b`, gives, {}, name), node('Relu', gives, 'y')], weight)).toBe(expected);
  });

  test('two nodes of one name, and one called as the loss will be', () => {
    const nodes = [node('Relu', 'x', 'a', {}, 'act'), node('Tanh', 'a', 'c', {}, 'act'), node('Sigmoid', 'c', 'y', {}, 'loss')];
    const { document } = read(model(nodes));
    expect(document.nodes.map(({ name }) => name)).toEqual(['x', 'act', 'c', 'loss', 'loss_2']);
    expect(document.nodes.map(({ id }) => id)).toEqual(['x', 'act', 'c', 'loss', 'loss_2']);
  });

  test('the document is called as the graph, or as the file where a program gave the name', () => {
    expect(read(model([gemm], [w, b])).document.name).toBe('made');
    expect(read(model([gemm], [w, b], { name: 'main_graph' })).document.name).toBe('net');
    expect(readGraph('a/b.c/My Net.ONNX', model([gemm], [w, b], { name: '' })).document.name).toBe('My Net');
  });
});

describe('becomes blocks', () => {
  test('a product and its bias are one Linear whichever stands first, with weights as PyTorch has them', () => {
    for (const sum of ['h b', 'b h']) {
      const graph = read(model([node('MatMul', 'x W', 'h'), node('Add', sum, 'y')], [w, b]));
      expect(drawn(graph)).toEqual(['x: Input shape [4]', 'h: Linear out_features 5, < x']);
      expect(graph.state.map(({ name, shape }) => [name, shape])).toEqual([
        ['h.weight', [5, 4]],
        ['h.bias', [5]],
      ]);
      expect(graph.state[0]!.values[1]).toBe(w.values[5]);
    }
  });

  test('a product that someone else reads as well takes no bias', () => {
    const nodes = [node('MatMul', 'x W', 'h'), node('Add', 'h b', 'g', {}, 'shift'), node('Add', 'h g', 'y')];
    expect(refusal(model(nodes, [w, b]))[0]).toBe('onnx_constant_added');
  });

  test('a bias that is one number or has leading axes of 1', () => {
    for (const bias of [tensor('b', [], [2]), tensor('b', [1], [2]), tensor('b', [1, 1], [2])])
      expect([...read(model([gemm], [w, bias])).state[1]!.values]).toEqual([2, 2, 2, 2, 2]);
    expect([...read(model([gemm], [w, tensor('b', [1, 5], [1, 2, 3, 4, 5])])).state[1]!.values]).toEqual([1, 2, 3, 4, 5]);
  });

  test('a bias that is zero so far is learned all the same; a single zero is nothing', () => {
    const graph = (bias: number[]) =>
      model([node('MatMul', 'x W', 'h'), node('Add', 'h b', 'y')], [w, tensor('b', bias, Array<number>(5).fill(0))]);
    expect(read(graph([5])).state.map(({ name }) => name)).toEqual(['h.weight', 'h.bias']);
    const single = model([node('MatMul', 'x W', 'h'), node('Add', 'h b', 'y')], [w, tensor('b', [], [0])]);
    expect(read(single).state.map(({ name }) => name)).toEqual(['h.weight']);
  });

  test('a constant among several branches goes to the product that it can belong to', () => {
    const nodes = [node('MatMul', 'x W', 'h'), node('Tanh', 'x', 't'), node('Sum', 'b t h', 'y')];
    const graph = read(model(nodes, [tensor('W', [4, 4]), tensor('b', [4])]));
    expect(graph.state.map(({ name }) => name)).toEqual(['h.weight', 'h.bias']);
    expect(drawn(graph).at(-1)).toBe('y: Add < h, < t');
  });

  test('sums of branches, of one to several, and with itself', () => {
    const nodes = [
      node('Relu', 'x', 'r'),
      node('Tanh', 'x', 't'),
      node('Sum', 'x r t', 's'),
      node('Sum', 's', 's1'),
      node('Add', 's1 s1', 'y'),
    ];
    expect(drawn(read(model(nodes)))).toEqual([
      'x: Input shape [4]',
      'r: ReLU < x',
      't: Tanh < x',
      's: Add < x, < r',
      's_2: Add < s, < t',
      'y: Add < s_2, < s_2',
    ]);
  });

  test('settings are the decimals that a person wrote', () => {
    const five = ['s', 'o', 'm', 'v'].map((name) => tensor(name, [4], [1, 1, 1, 1]));
    const nodes = [
      node('BatchNormalization', 'x s o m v', 'n', { epsilon: float(Math.fround(1e-3)), momentum: float(Math.fround(0.99)) }),
      node('LeakyRelu', 'n', 'l', { alpha: float(Math.fround(0.2)) }),
      node('Dropout', 'l p', 'y'),
    ];
    expect(drawn(read(model(nodes, [...five, tensor('p', [], [0.3])])))).toEqual([
      'x: Input shape [4]',
      'n: BatchNorm1d eps 0.001, momentum 0.01, < x',
      'l: LeakyReLU negative_slope 0.2, < n',
      'y: Dropout p 0.3, < l',
    ]);
  });

  test('what is left out has the value that its opset gives it', () => {
    const settings = (nodes: readonly OnnxNode[], version: number) => drawn(read(model(nodes, [], opset(version)))).at(-1);
    expect(settings([node('Dropout', 'x', 'y')], 9)).toBe('y: Dropout p 0.5, < x');
    expect(settings([node('Dropout', 'x', 'y')], 13)).toBe('y: Dropout p 0.5, < x');
    expect(settings([node('LeakyRelu', 'x', 'y')], 16)).toBe('y: LeakyReLU negative_slope 0.01, < x');
    expect(settings([node('Softmax', 'x', 'y')], 12)).toBe('(y: Softmax) < x');
    expect(settings([node('Softmax', 'x', 'y')], 13)).toBe('(y: Softmax) < x');
  });

  test('several inputs in the order of the file, those that nothing reads left out', () => {
    const inputs = [value('b', [null, 3]), value('unread', ['n', 7]), value('a', ['n', 3])];
    const graph = read(model([node('Add', 'a b', 'y')], [], { inputs }));
    expect(drawn(graph)).toEqual(['b: Input shape [3]', 'a: Input shape [3]', 'y: Add < a, < b']);
    expect(graph.findings.map(({ message }) => message)).toContain(
      'Inputs that have no part in the output are left out: unread. The data have no columns for them.',
    );
  });
});

describe('the loss is chosen by what the network ends in', () => {
  const losses = (made: OnnxModel) => {
    const { document, findings } = read(made);
    return [document.nodes.at(-1)!.layer, document.nodes.at(-2)!.bypassed ?? false, findings[0]!.numbers['reason']];
  };
  const ending = (op: string, width: number) => model([node('Gemm', 'x W', 'h'), node(op, 'h', 'y')], [tensor('W', [4, width])]);

  test.each([
    ['Softmax', 3, ['CrossEntropyLoss', true, 'clause:onnx_ends_in_softmax']],
    ['LogSoftmax', 3, ['CrossEntropyLoss', false, 'clause:onnx_ends_in_logs']],
    ['Sigmoid', 1, ['BCEWithLogitsLoss', true, 'clause:onnx_ends_in_sigmoid']],
    ['Sigmoid', 3, ['MSELoss', false, 'clause:onnx_ends_in_activation']],
    ['Softmax', 1, ['MSELoss', false, 'clause:onnx_ends_in_activation']],
    ['Identity', 3, ['CrossEntropyLoss', false, 'clause:onnx_ends_in_many']],
    ['Identity', 1, ['MSELoss', false, 'clause:onnx_ends_in_one']],
  ] as const)('%s of %i', (op, width, expected) => expect(losses(ending(op, width))).toEqual(expected));

  test('a softmax within the network is a block like others', () => {
    const nodes = [node('Softmax', 'x', 's'), node('Gemm', 's W', 'y')];
    expect(drawn(read(model(nodes, [w])))).toEqual(['x: Input shape [4]', 's: Softmax < x', 'y: Linear out_features 5, bias false, < s']);
  });
});

describe('what is otherwise here is told', () => {
  const told = (made: OnnxModel) =>
    read(made)
      .findings.slice(1)
      .map(({ message }) => message);

  test('numbers that float32 does not hold', () => {
    expect(told(model([gemm], [tensor('W', [4, 5], undefined, 'DOUBLE'), b]))).toEqual([
      'What the file stores in double precision (W) was rounded to float32, in which everything is computed here.',
    ]);
    expect(told(model([gemm], [tensor('W', [4, 5], Array<number>(20).fill(0.5), 'DOUBLE'), b]))).toEqual([]);
  });

  test('a weight that two layers have', () => {
    const square = tensor('W', [4, 4]);
    expect(told(model([node('Gemm', 'x W', 'h'), node('Gemm', 'h W', 'y')], [square]))).toEqual([
      'Several blocks have the same numbers in the file (W). Here each has a copy: they start out equal, and training moves them apart.',
    ]);
    const { state } = read(model([node('Gemm', 'x W', 'h'), node('Gemm', 'h W', 'y')], [square]));
    expect(state[0]!.values.buffer).not.toBe(state[1]!.values.buffer);
  });

  test('that what was stored once for equal numbers stays apart where the file names it apart', () => {
    const nodes = [node('Identity', 'W', 'b.weight'), node('Gemm', 'x W', 'h'), node('Gemm', 'h b.weight', 'y')];
    expect(told(model(nodes, [tensor('W', [4, 4])]))).toEqual([]);
  });

  test('nodes that lead nowhere, whatever they are', () => {
    expect(told(model([gemm, node('NonMaxSuppression', 'y', 'z', {}, 'nms')], [w, b]))).toEqual([
      'What leads to no output of the file is left out: nms.',
    ]);
  });

  test('numbers that nothing reads', () => {
    expect(told(model([gemm], [w, b, tensor('num_batches_tracked', [], [3], 'INT64')]))).toEqual([
      'What leads to no output of the file is left out: num_batches_tracked.',
    ]);
  });

  test('another precision', () => {
    expect(told(model([node('Relu', 'x', 'y')], [], { inputs: [value('x', ['n', 2], 'DOUBLE')] }))).toEqual([
      'The file computes in DOUBLE. Here everything is computed in float32, so the last digits of an output may differ.',
    ]);
  });
});

/** Each with the code and the whole sentence behind "net.onnx: ". */
describe('what has no exact place in a document is refused by its node', () => {
  const bn = (change: Readonly<Record<string, number>> = {}, mean = tensor('m', [4])) =>
    model([node('BatchNormalization', 'x s o m v', 'y', change, 'bn')], ['s', 'o', 'v'].map((name) => tensor(name, [4])).concat(mean));
  const picture = { inputs: [value('x', ['batch', 3, 4])] };
  const own = { op: 'Gelu', domain: 'com.microsoft' };
  const mask = node('Dropout', 'x', 'd m', {}, 'drop');

  test.each<[string, OnnxModel, string, string]>([
    [
      'an old opset',
      model([gemm], [w, b], opset(8)),
      'onnx_opset',
      'net.onnx is written in opset 8 of ONNX; opsets 9 to 23 can be opened. Convert it, in Python: onnx.version_converter.convert_version(model, 20).',
    ],
    [
      'an opset to come',
      model([gemm], [w, b], opset(999)),
      'onnx_opset',
      'net.onnx is written in opset 999 of ONNX; opsets 9 to 23 can be opened. Convert it, in Python: onnx.version_converter.convert_version(model, 20).',
    ],
    [
      'no opset',
      model([gemm], [w, b], { opsets: new Map([['ai.onnx.ml', 3]]) }),
      'onnx_opset_missing',
      'net.onnx does not say in which opset of ONNX it is written, so nothing says what its operators mean. Export it again.',
    ],
    [
      'no output',
      model([gemm], [w, b], { outputs: [] }),
      'onnx_no_output',
      'net.onnx: the graph has no output, so there is no network in it. Export it again.',
    ],
    [
      'no input',
      model([node('Relu', 'W', 'y')], [w], { inputs: [] }),
      'onnx_no_input',
      'net.onnx: nothing that the network computes depends on an input, so no data can enter. Export the network itself, not its result.',
    ],
    [
      'an operator that no block is',
      model([node('Gelu', 'x', 'y', {}, 'act')]),
      'onnx_operator',
      'net.onnx: no block of Gradscape computes what Gelu "act" does. Operators that can be opened are Gemm, MatMul, Add, Sum, BatchNormalization, Relu, LeakyRelu, Sigmoid, Tanh, Softmax, LogSoftmax, Dropout, Flatten, Reshape, Squeeze, Unsqueeze, Identity, Cast, Constant, Transpose, Sub, Mul, Div, Shape, Gather, Slice, Concat. Export the network without it.',
    ],
    [
      'an operator of another domain',
      model([{ ...node('Relu', 'x', 'y', {}, 'act'), ...own }]),
      'onnx_domain',
      'net.onnx: Gelu "act" is no operator of ONNX itself but one of com.microsoft, and those cannot be opened. Export the network with ONNX\'s own operators.',
    ],
    [
      'control flow',
      model([node('If', 'x', 'y', { then_branch: { kind: 'graph' } }, 'if')]),
      'onnx_subgraph',
      'net.onnx: If "if" holds a graph that is computed on a condition or again and again. Here a network computes each block once. Export it by tracing one call of it (torch.onnx.export does), without branches or loops on its data.',
    ],
    [
      'a loop',
      model([node('Loop', 'x', 'y', { body: { kind: 'graph' } })]),
      'onnx_subgraph',
      'net.onnx: Loop "y" holds a graph that is computed on a condition or again and again. Here a network computes each block once. Export it by tracing one call of it (torch.onnx.export does), without branches or loops on its data.',
    ],
    [
      'a circle',
      model([node('Add', 'x c', 'a'), node('Relu', 'a', 'b'), node('Tanh', 'b', 'c'), node('Relu', 'c', 'y')]),
      'onnx_cycle',
      'net.onnx: the nodes run in a circle: a → b → c → a. A network must flow from its inputs to its output. The file is damaged; export it again.',
    ],
    [
      'a node that reads itself',
      model([node('Add', 'x y', 'y')]),
      'onnx_cycle',
      'net.onnx: the nodes run in a circle: y → y. A network must flow from its inputs to its output. The file is damaged; export it again.',
    ],
    [
      'a name given twice',
      model([node('Relu', 'x', 'y'), node('Tanh', 'x', 'y')]),
      'onnx_value_twice',
      'net.onnx: two things are called "y", but in ONNX each value has a name of its own. The file is damaged; export it again.',
    ],
    [
      'a node that gives an initialiser',
      model([gemm, node('Relu', 'x', 'W')], [w, b]),
      'onnx_value_twice',
      'net.onnx: two things are called "W", but in ONNX each value has a name of its own. The file is damaged; export it again.',
    ],
    [
      'a missing initialiser',
      model([gemm], [w]),
      'onnx_value_missing',
      'net.onnx: Gemm "y" reads "b", which no node gives and which is neither an input nor stored. The file is damaged; export it again.',
    ],
    [
      'a missing output',
      model([node('Relu', 'x', 'z')]),
      'onnx_output_missing',
      'net.onnx: the output "y" is given by no node. The file is damaged; export it again.',
    ],
    [
      'two ends',
      model([node('Relu', 'x', 'y'), node('Tanh', 'x', 'z')], [], { outputs: [value('y', null), value('z', null)] }),
      'onnx_outputs',
      'net.onnx has 2 outputs (y, z), and none is computed from all the others. A network here ends in one. Export it with the output that is to be trained.',
    ],
    [
      'an output that is a mask',
      model([mask, node('Relu', 'd', 'y')], [], { outputs: [value('y', null), value('m', null)] }),
      'onnx_outputs',
      'net.onnx has 2 outputs (y, m), and none is computed from all the others. A network here ends in one. Export it with the output that is to be trained.',
    ],
    [
      'a mask that is read',
      model([mask, node('Add', 'd m', 'y')]),
      'onnx_second_output',
      'net.onnx: Add "y" reads "m", a further output of the node before it, but a block has one output. Export the network without it.',
    ],
    [
      'an output of more axes',
      model([node('Relu', 'x', 'y')], [], picture),
      'onnx_output_shape',
      'net.onnx: the output "y" is [B, 3, 4], but must be rows of one axis, such as [batch, 10], for a loss to take it. Export the network with such an output.',
    ],
    [
      'an output that is constant',
      model([node('Relu', 'x', 'z'), node('Identity', 'W', 'y')], [w], { outputs: [value('y', null), value('z', null)] }),
      'onnx_outputs',
      'net.onnx has 2 outputs (y, z), and none is computed from all the others. A network here ends in one. Export it with the output that is to be trained.',
    ],
    [
      'an input of whole numbers',
      model([gemm], [w, b], { inputs: [value('x', ['batch', 4], 'INT64')] }),
      'onnx_input_type',
      'net.onnx: the input "x" takes INT64, but data are fractions here: one of FLOAT, DOUBLE, FLOAT16, BFLOAT16. Export the network with float32.',
    ],
    [
      'an input without a shape',
      model([gemm], [w, b], { inputs: [value('x', null)] }),
      'onnx_input_shape',
      'net.onnx: the shape of the input "x" is not known; it must be the batch and then 1 to 4 known extents, such as [batch, 784]. Export the network with the shape of a row.',
    ],
    [
      'an input of open width',
      model([gemm], [w, b], { inputs: [value('x', ['batch', 'n'])] }),
      'onnx_input_shape',
      'net.onnx: the shape of the input "x" is [batch, n]; it must be the batch and then 1 to 4 known extents, such as [batch, 784]. Export the network with the shape of a row.',
    ],
    [
      'an input of one axis',
      model([gemm], [w, b], { inputs: [value('x', [4])] }),
      'onnx_input_shape',
      'net.onnx: the shape of the input "x" is [4]; it must be the batch and then 1 to 4 known extents, such as [batch, 784]. Export the network with the shape of a row.',
    ],
    [
      'a row of absurd size',
      model([gemm], [w, b], { inputs: [value('x', [null, 2 ** 40])] }),
      'onnx_input_shape',
      'net.onnx: the shape of the input "x" is [?, 1099511627776]; it must be the batch and then 1 to 4 known extents, such as [batch, 784]. Export the network with the shape of a row.',
    ],
    [
      'inputs of two batches',
      model([node('Add', 'x z', 'y')], [], { inputs: [value('x', [1, 4]), value('z', [8, 4])] }),
      'onnx_batches',
      'net.onnx: the inputs (x, z) are written for different numbers of rows, but a row of each goes in together. Export the network with a batch of any size for all of them.',
    ],
    [
      'transA',
      model([node('Gemm', 'x W b', 'y', { transA: 1 })], [w, b]),
      'onnx_attribute',
      'net.onnx: Gemm "y": the attribute transA is 1; to be opened here it must be 0, for otherwise it would compute across the rows of a batch.',
    ],
    [
      'a weight of another width',
      model([gemm], [tensor('W', [3, 5]), b]),
      'onnx_operand_shape',
      'net.onnx: Gemm "y": input 2 ("W") has the shape [3, 5]; to be opened here it must have 4 numbers for each output, as many as a row brings.',
    ],
    [
      'a bias of another width',
      model([gemm], [w, tensor('b', [4])]),
      'onnx_operand_shape',
      'net.onnx: Gemm "y": input 3 ("b") has the shape [4]; to be opened here it must have one number for each of the 5 outputs, the same in all rows.',
    ],
    [
      'a bias for each row',
      model([gemm], [w, tensor('b', [2, 5])]),
      'onnx_operand_shape',
      'net.onnx: Gemm "y": input 3 ("b") has the shape [2, 5]; to be opened here it must have one number for each of the 5 outputs, the same in all rows.',
    ],
    [
      'a weight that is computed',
      model([node('MatMul', 'x x', 'y')]),
      'onnx_operand',
      'net.onnx: MatMul "y": input 2 ("x") is computed from the rows of the data; to be opened here it must be a constant.',
    ],
    [
      'rows multiplied from the left',
      model([node('MatMul', 'W x', 'y')], [w]),
      'onnx_operand',
      'net.onnx: MatMul "y": input 1 ("W") is a constant; to be opened here it must be computed from the rows of the data.',
    ],
    [
      'a weight of whole numbers',
      model([gemm], [tensor('W', [4, 5], undefined, 'INT32'), b]),
      'onnx_operand_type',
      'net.onnx: Gemm "y": input 2 ("W") is of type INT32, but must be one of FLOAT, DOUBLE, FLOAT16, BFLOAT16. Export the network with float32.',
    ],
    [
      'a product over the last of several axes',
      model([node('MatMul', 'x W', 'y')], [w], picture),
      'onnx_operand_shape',
      'net.onnx: MatMul "y": input 1 ("x") has the shape [B, 3, 4]; to be opened here it must have one axis behind the batch.',
    ],
    [
      'no bias before opset 11',
      model([node('Gemm', 'x W', 'y')], [w], opset(10)),
      'onnx_arity',
      'net.onnx: Gemm "y" has 2 inputs, but takes 3. The file is damaged; export it again.',
    ],
    [
      'an attribute of another opset',
      model([node('Dropout', 'x', 'y', { ratio: 0.5 })]),
      'onnx_attribute_unknown',
      'net.onnx: Dropout "y" has the attribute ratio, which Dropout does not have in opset 20, so it is not clear what it means. Export it again.',
    ],
    [
      'an attribute of another kind',
      model([node('Flatten', 'x', 'y', { axis: 0.5 })]),
      'onnx_attribute',
      'net.onnx: Flatten "y": the attribute axis is of kind float; to be opened here it must be of kind int.',
    ],
    [
      'a negative slope that is one',
      model([node('LeakyRelu', 'x', 'y', { alpha: -0.5 })]),
      'onnx_attribute',
      'net.onnx: LeakyRelu "y": the attribute alpha is -0.5; to be opened here it must be a number from 0 to 1000.',
    ],
    [
      'a softmax across rows',
      model([node('Softmax', 'x', 'y', { axis: 0 })]),
      'onnx_attribute',
      'net.onnx: Softmax "y": the attribute axis is 0; to be opened here it must be 1 or -1, the axis of the numbers of a row.',
    ],
    [
      'a softmax of pictures',
      model([node('Softmax', 'x', 'y')], [], picture),
      'onnx_operand_shape',
      'net.onnx: Softmax "y": input 1 ("x") has the shape [B, 3, 4]; to be opened here it must have one axis behind the batch.',
    ],
    [
      'a log-softmax within',
      model([node('LogSoftmax', 'x', 'l'), node('Relu', 'l', 'y')]),
      'onnx_log_softmax',
      'net.onnx: LogSoftmax "l" is not the end of the network. It can be opened only there, where CrossEntropyLoss takes its place; no block computes it.',
    ],
    [
      'statistics of another width',
      bn({}, tensor('m', [5])),
      'onnx_operand_shape',
      'net.onnx: BatchNormalization "bn": input 4 ("m") has the shape [5]; to be opened here it must have [4], one number for each of a row.',
    ],
    [
      'a normalisation of pictures',
      model(
        [node('BatchNormalization', 'x s o m v', 'y')],
        ['s', 'o', 'm', 'v'].map((name) => tensor(name, [3])),
        picture,
      ),
      'onnx_operand_shape',
      'net.onnx: BatchNormalization "y": input 1 ("x") has the shape [B, 3, 4]; to be opened here it must have one axis behind the batch.',
    ],
    [
      'nothing to divide by',
      bn({ epsilon: 0 }),
      'onnx_attribute',
      'net.onnx: BatchNormalization "bn": the attribute epsilon is of kind int; to be opened here it must be of kind float.',
    ],
    [
      'sums of unlike branches',
      model([node('Gemm', 'x W b', 'h'), node('Add', 'x h', 'y')], [w, b]),
      'onnx_operand_shape',
      'net.onnx: Add "y": input 2 ("h") has the shape [B, 5]; to be opened here it must have [B, 4] like the branch it is added to.',
    ],
    [
      'a constant added to a branch',
      model([node('Relu', 'x', 'r'), node('Add', 'r c', 'y')], [tensor('c', [4])]),
      'onnx_constant_added',
      'net.onnx: Add "y" adds the constant "c", and no product without a bias stands right before it whose bias it could be. Here numbers are added only as the bias of a Linear. Leave it out, or fold it into the layer before it.',
    ],
    [
      'a second bias',
      model([node('Gemm', 'x W b', 'h'), node('Add', 'h b', 'y')], [w, b]),
      'onnx_constant_added',
      'net.onnx: Add "y" adds the constant "b", and no product without a bias stands right before it whose bias it could be. Here numbers are added only as the bias of a Linear. Leave it out, or fold it into the layer before it.',
    ],
    [
      'scaled data',
      model([node('Div', 'x s', 'y')], [tensor('s', [], [255])]),
      'onnx_arithmetic',
      'net.onnx: Div "y" computes with the constant "s", and no block does that unless it is 1 throughout. Scale the data before the network, or fold the constant into the layer before it.',
    ],
    [
      'rows that become others',
      model([node('Reshape', 'x s', 'y')], [tensor('s', [2], [-1, 2], 'INT64')]),
      'onnx_reshape',
      'net.onnx: Reshape "y" reshapes [B, 4] to [-1, 2]. Here only the numbers of a row can be laid out anew, and the rows must stay the first axis: [B, -1], [0, -1] or [-1, n].',
    ],
    [
      'a batch of another size',
      model([node('Reshape', 'x s', 'y')], [tensor('s', [2], [8, -1], 'INT64')]),
      'onnx_reshape',
      'net.onnx: Reshape "y" reshapes [B, 4] to [8, -1]. Here only the numbers of a row can be laid out anew, and the rows must stay the first axis: [B, -1], [0, -1] or [-1, n].',
    ],
    [
      'a flatten of everything',
      model([node('Flatten', 'x', 'y', { axis: 0 })]),
      'onnx_attribute',
      'net.onnx: Flatten "y": the attribute axis is 0; to be opened here it must be 1, for the rows must stay apart.',
    ],
    [
      'a batch that is dropped',
      model([node('Squeeze', 'x', 'y', { axes: [0] })], [], { ...opset(11), inputs: [value('x', [1, 4])] }),
      'onnx_attribute',
      'net.onnx: Squeeze "y": the attribute axes is [0]; to be opened here it must be axes of extent 1 that are not the batch.',
    ],
    [
      'rows that are turned',
      model([node('Transpose', 'x', 'y')]),
      'onnx_attribute',
      'net.onnx: Transpose "y": the attribute perm is [1, 0]; to be opened here it must be the order that is there, for only weights can be turned.',
    ],
    [
      'a cast to whole numbers',
      model([node('Cast', 'x', 'y', { to: 7 })]),
      'onnx_attribute',
      'net.onnx: Cast "y": the attribute to is INT64; to be opened here it must be one of FLOAT, DOUBLE.',
    ],
    [
      'inputs side by side',
      model([node('Concat', 'x x', 'y', { axis: 1 })]),
      'onnx_extents_only',
      'net.onnx: Concat "y" can be opened only where it makes a shape for Reshape out of extents. Here it is used otherwise, and no block does that. Export the network without it.',
    ],
    [
      'a ratio that is none',
      model([node('Dropout', 'x p', 'y')], [tensor('p', [], [1.5])]),
      'onnx_attribute',
      'net.onnx: Dropout "y": the attribute ratio is 1.5; to be opened here it must be a number from 0 to 1.',
    ],
    [
      'a sparse constant',
      model([node('Constant', '', 'c', { sparse_value: { kind: 'other' } }), node('Add', 'x c', 'y')]),
      'onnx_attribute',
      'net.onnx: Constant "c": the attribute sparse_value is a sparse tensor; to be opened here it must be a tensor with all its numbers.',
    ],
    [
      'a constant of two values',
      model([node('Constant', '', 'c', { value_int: 1, value_ints: [1] }), node('Add', 'x c', 'y')]),
      'onnx_constant',
      'net.onnx: Constant "c" has 2 attributes that hold its value, but must have one. The file is damaged; export it again.',
    ],
  ])('%s', (_, made, code, sentence) => expect(refusal(made)).toEqual([code, sentence]));
});
