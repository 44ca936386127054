import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Document } from '../../../../core/document/document.ts';
import { printDocument } from '../../../../core/document/print-document.ts';
import type { OnnxModel, OnnxTensor } from '../../../../core/formats/onnx/graph.ts';
import { readOnnx } from '../../../../core/formats/onnx/read-onnx.ts';
import { readOnnxWire } from '../../../../core/formats/onnx/read-wire.ts';
import { writeOnnx } from '../../../../core/formats/onnx/write-onnx.ts';
import { writeOnnxWire } from '../../../../core/formats/onnx/write-wire.ts';
import type { NamedTensor, Weights } from '../../../../core/formats/model-file.ts';
import type { Opened } from '../../../../core/formats/opened.ts';
import { LESSONS } from '../../../../core/lessons/index.ts';
import type { Client } from '../../../../core/session/client.ts';
import { networkOf } from '../../../../core/session/written-blocks.ts';
import { elementCount } from '../../../../core/tensor/shape.ts';
import { Random } from '../../../../core/tensor/random.ts';
import { Listener } from '../../../helpers/local-session.ts';
import { moons, network, withSetting } from '../../../helpers/networks.ts';
import { runOnnx, type RuntimeInput } from '../../../helpers/onnx-runtime.ts';
import { pythonWith, runPython } from '../../../helpers/python.ts';
import { randomNetwork } from '../../../helpers/random-document.ts';

let client: Client;
beforeAll(() => {
  ({ client } = new Listener());
});
afterAll(() => client.close());

/** As after some training: of the size that layers have, with running statistics that differ from what they begin with. */
function anyWeights(document: Document, seed: number): Weights {
  const state = networkOf(document)!.state.map(({ name, shape }, index): NamedTensor => {
    const random = new Random(seed, index);
    const size = name.endsWith('weight') && shape.length === 2 ? 1.5 / Math.sqrt(shape[1]!) : 0.5;
    const number = () => {
      if (name.endsWith('num_batches_tracked')) return 7;
      return name.endsWith('running_var') ? 0.2 + random.uniform() : size * random.normal();
    };
    return { name, shape, values: Float32Array.from({ length: elementCount(shape) }, number) };
  });
  return { state, optimizer: [], step: 7, data: null, summary: { loss: 0.5 } };
}

async function exported(document: Document, weights: Weights): Promise<Uint8Array> {
  const opened = { origin: 'document', document, weights, findings: [] } as const;
  const { findings } = await client.install('network', structuredClone(opened), () => Promise.reject(new Error('The worker died.')));
  expect(findings).toEqual([]);
  return (await client.export(document, 'onnx', null)).bytes;
}

const ROWS = 5;

/** Random rows: as the session takes them, and as the file's inputs do, each the columns that are its own. */
function anyRows(file: Uint8Array, seed: number): { readonly features: Float32Array; readonly inputs: readonly RuntimeInput[] } {
  const { inputs } = readOnnxWire('x.onnx', file);
  const shapes = inputs.map(({ shape }) => shape!.slice(1) as number[]);
  const widths = shapes.map(elementCount);
  const width = widths.reduce((sum, each) => sum + each, 0);
  const random = new Random(seed, 1000);
  const features = Float32Array.from({ length: ROWS * width }, () => random.normal());
  let begin = 0;
  return {
    features,
    inputs: inputs.map(({ name }, index) => {
      const first = begin;
      begin += widths[index]!;
      const values = features.filter((_, place) => place % width >= first && place % width < first + widths[index]!);
      return { name, shape: [ROWS, ...shapes[index]!], values };
    }),
  };
}

/** The largest difference between what the session predicts and what ONNX Runtime does, absolute below 1 and relative above. */
async function deviation(document: Document, seed: number): Promise<number> {
  const file = await exported(document, anyWeights(document, seed));
  const { features, inputs } = anyRows(file, seed);
  const { outputs } = await client.predict(features, ROWS, false);
  const results = [...(await runOnnx(file, inputs)).values()];
  expect(results).toHaveLength(1);
  const [{ values, shape }] = results as [(typeof results)[0]];
  expect(shape).toEqual([ROWS, outputs.length / ROWS]);
  expect(values.every(Number.isFinite)).toBe(true);
  return Math.max(...outputs.map((value, index) => Math.abs(value - values[index]!) / Math.max(1, Math.abs(value))));
}

/** Every layer with settings other than usual, and some blocks out of use. */
function varied(document: Document, choose: (most: number) => number): Document {
  const settings: Readonly<Record<string, () => Record<string, unknown>>> = {
    BatchNorm1d: () => ({ affine: choose(2) > 0, eps: [1e-5, 0.01][choose(1)], momentum: [0.1, null, 0.3, 1][choose(3)] }),
    LeakyReLU: () => ({ negative_slope: [0.01, 0, 1, 0.2, 2.5][choose(4)] }),
    Dropout: () => ({ p: [0, 0.1, 0.5, 1][choose(3)] }),
  };
  const nodes = document.nodes.map((node) => ({
    ...node,
    settings: { ...node.settings, ...settings[node.layer]?.() },
    ...(!['Input', 'Linear', 'Add'].includes(node.layer) && choose(5) === 0 ? { bypassed: true } : {}),
  }));
  return { ...document, nodes };
}

const anyNetwork = fc.tuple(randomNetwork, fc.array(fc.nat(), { minLength: 8, maxLength: 8 })).map(([{ document }, numbers]) => {
  let next = 0;
  return varied(document, (most) => numbers[next++ % numbers.length]! % (most + 1));
});

const residual = (): Document => ({
  ...network([
    ['Input', 'picture', { shape: [1, 4, 4] }],
    ['Flatten', 'flat'],
    ['Linear', 'net.0', { out_features: 6 }],
    ['ReLU', 'net.0.weight'],
    ['Add', 'sum'],
    ['Linear', 'head', { out_features: 3, bias: false }],
    ['CrossEntropyLoss', 'loss'],
  ]),
  edges: (
    [
      ['picture', 'flat', 'in'],
      ['flat', 'net.0', 'in'],
      ['net.0', 'net.0.weight', 'in'],
      ['net.0', 'sum', 'in1'],
      ['net.0.weight', 'sum', 'in2'],
      ['sum', 'head', 'in'],
      ['head', 'loss', 'in'],
    ] as const
  ).map(([from, to, port]) => ({ from: [from, 'out'], to: [to, port] })),
});

const twoInputs = (): Document => ({
  ...network([
    ['Input', 'left', { shape: [2] }],
    ['Input', 'right', { shape: [3] }],
    ['Linear', 'fc1', { out_features: 4 }],
    ['Linear', 'fc2', { out_features: 4 }],
    ['Add', 'sum'],
    ['Linear', 'head', { out_features: 1 }],
    ['MSELoss', 'loss'],
  ]),
  edges: (
    [
      ['left', 'fc1', 'in'],
      ['right', 'fc2', 'in'],
      ['fc2', 'sum', 'in1'],
      ['fc1', 'sum', 'in2'],
      ['sum', 'head', 'in'],
      ['head', 'loss', 'in'],
    ] as const
  ).map(([from, to, port]) => ({ from: [from, 'out'], to: [to, port] })),
});

describe('ONNX Runtime computes the same from the file', () => {
  test.each(LESSONS.map(({ id, document }) => [id, document] as const))('the example %s', async (_, document) =>
    expect(await deviation(document, 1)).toBeLessThan(1e-5),
  );

  test.each([
    ['a picture, blocks named like parts of others, and a residual', residual()],
    ['two inputs', twoInputs()],
  ])('%s', async (_, document) => expect(await deviation(document, 2)).toBeLessThan(1e-5));

  test('500 random networks', async () => {
    let seed = 0;
    await fc.assert(
      fc.asyncProperty(anyNetwork, async (document) => {
        expect(await deviation(document, ++seed)).toBeLessThan(1e-5);
      }),
      { seed: 7, numRuns: 500 },
    );
  }, 120_000);
});

describe('what is written', () => {
  const chain = () =>
    network([
      ['Input', 'x', { shape: [2] }],
      ['Linear', 'fc1', { out_features: 3 }],
      ['BatchNorm1d', 'bn1', { affine: false }],
      ['LeakyReLU', 'lrelu1', { negative_slope: 0.25 }],
      ['Dropout', 'drop1', { p: 1 }],
      ['Linear', 'head', { out_features: 2, bias: false }],
      ['CrossEntropyLoss', 'loss'],
    ]);

  test('nodes and values are called as the blocks, initialisers as in the state_dict, and rows are a batch of any size', async () => {
    const document = chain();
    const weights = anyWeights(document, 1);
    const model = readOnnxWire('x.onnx', await exported(document, weights));
    expect(model.nodes.map(({ name, op, inputs, outputs }) => [name, op, inputs, outputs])).toEqual([
      ['fc1', 'Gemm', ['x', 'fc1.weight', 'fc1.bias'], ['fc1']],
      ['bn1', 'BatchNormalization', ['fc1', 'bn1.weight', 'bn1.bias', 'bn1.running_mean', 'bn1.running_var'], ['bn1']],
      ['lrelu1', 'LeakyRelu', ['bn1'], ['lrelu1']],
      ['drop1', 'Dropout', ['lrelu1', 'drop1.ratio'], ['drop1']],
      ['head', 'Gemm', ['drop1', 'head.weight'], ['head']],
    ]);
    expect(model.inputs).toEqual([{ name: 'x', type: 'FLOAT', shape: ['batch', 2] }]);
    expect(model.outputs).toEqual([{ name: 'head', type: 'FLOAT', shape: ['batch', 2] }]);
    expect([model.irVersion, model.producer, model.name]).toEqual([9, 'gradscape', 'Test']);
    expect(model.opsets).toEqual(new Map([['', 20]]));
    const numbers = new Map(model.initialisers.map(({ name, values }) => [name, values]));
    expect(numbers.get('bn1.weight')).toEqual(Float32Array.of(1, 1, 1));
    expect(numbers.get('bn1.bias')).toEqual(Float32Array.of(0, 0, 0));
    expect(numbers.get('drop1.ratio')).toEqual(Float32Array.of(1 - 2 ** -24));
    for (const { name, values } of weights.state) if (!name.endsWith('tracked')) expect(numbers.get(name)).toEqual(values);
  });

  test('equal networks give equal bytes', async () => {
    const document = chain();
    const weights = anyWeights(document, 1);
    expect(await exported(document, weights)).toEqual(await exported(structuredClone(document), structuredClone(weights)));
  });

  test('a network that was never trained is written with the weights that training would begin with', async () => {
    const document = chain();
    await client.install('x', { origin: 'document', document, weights: null, findings: [] }, () =>
      Promise.reject(new Error('The worker died.')),
    );
    const { initialisers } = readOnnxWire('x.onnx', (await client.export(document, 'onnx', null)).bytes);
    const weight = initialisers.find(({ name }) => name === 'fc1.weight')!.values;
    expect(Math.max(...weight.map(Math.abs))).toBeGreaterThan(0);
    expect(Math.max(...weight.map(Math.abs))).toBeLessThanOrEqual(1 / Math.sqrt(2));
  });

  test('what ONNX has no operator for is refused by its block, with what to try, already when it is only asked about', async () => {
    const document = withSetting(chain(), 'bn1', 'track_running_stats', false);
    const sentence =
      'bn1 (BatchNorm1d) cannot be written as ONNX: without running statistics it normalises each batch by itself, and ONNX has that in training alone. Switch track_running_stats on and train again.';
    await expect(client.export(document, 'onnx', null)).rejects.toThrow(sentence);
    await expect(client.checkExport(document, 'onnx')).rejects.toThrow(sentence);
    await expect(client.checkExport(document, 'pytorch')).resolves.toMatchObject({ type: 'done' });
    await expect(client.checkExport(chain(), 'onnx')).resolves.toMatchObject({ type: 'done' });
  });

  test('what is no network is refused for its flaw', async () => {
    const document = { ...chain(), edges: [] };
    const refusal = { code: 'not_exportable' };
    await expect(client.export(document, 'onnx', null)).rejects.toMatchObject(refusal);
    await expect(client.checkExport(document, 'onnx')).rejects.toMatchObject(refusal);
    await expect(client.checkExport(document, 'pytorch')).rejects.toMatchObject(refusal);
  });

  test('how columns were scaled is said, and stands in the metadata', async () => {
    const document = chain();
    const scaling = { offset: Float32Array.of(0.1, 2), scale: Float32Array.of(3, 0.7) };
    const weights = { ...anyWeights(document, 1), data: { name: 'iris', classes: ['a', 'b'], columns: ['p', 'q'], scaling } };
    const file = await exported(document, weights);
    const { findings } = await client.export(document, 'onnx', null);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['onnx_scaling', 'info']]);
    const opened = readOnnx('x.onnx', file, { networkOf });
    expect(opened.weights).toEqual(weights);
  });
});

/** Numbers as their bytes, which are compared in a blink. */
function printed({ weights, ...opened }: Opened): unknown {
  const state = weights!.state.map(({ values, ...tensor }) => ({ ...tensor, bytes: Buffer.from(values.buffer).toString('base64') }));
  return { ...opened, weights: { ...weights, state } };
}

describe('the drawing in the file', () => {
  test.each([
    ...LESSONS.map(({ id, document }) => [id, document] as const),
    ['moons with notes, groups and fields of another version', odd()] as const,
    ['a picture, blocks named like parts of others, and a residual', residual()] as const,
    ['two inputs', twoInputs()] as const,
  ])('comes back as it was, with all weights: %s', async (_, document) => {
    const weights = anyWeights(document, 3);
    const opened = readOnnx('x.onnx', await exported(document, weights), { networkOf });
    expect(printed(opened)).toEqual(printed({ origin: 'onnx', document, weights, findings: [] }));
    expect(printDocument(opened.document)).toBe(printDocument(document));
  });

  test('of 500 random networks', async () => {
    let seed = 0;
    await fc.assert(
      fc.asyncProperty(anyNetwork, async (document) => {
        const weights = anyWeights(document, ++seed);
        const { bytes } = writeOnnx({ document, blocks: networkOf(document)!.blocks }, weights);
        const opened = readOnnx('x.onnx', bytes, { networkOf });
        expect(printed(opened)).toEqual(printed({ origin: 'onnx', document, weights, findings: [] }));
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  const document = moons();
  const weights = anyWeights(document, 1);
  const model = readOnnxWire('x.onnx', writeOnnx({ document, blocks: networkOf(document)!.blocks }, weights).bytes);
  const openedOf = (changed: Partial<OnnxModel>) => readOnnx('x.onnx', writeOnnxWire({ ...model, ...changed }), { networkOf });
  const initialiser = (name: string, change: (tensor: OnnxTensor) => OnnxTensor) => ({
    initialisers: model.initialisers.map((tensor) => (tensor.name === name ? change(tensor) : tensor)),
  });

  test('is what is opened where another program has changed numbers alone', () => {
    const opened = openedOf(initialiser('fc1.bias', (tensor) => ({ ...tensor, values: tensor.values.map((value) => value + 1) })));
    expect(opened.document).toEqual(document);
    expect(opened.findings).toEqual([]);
    const bias = (state: readonly NamedTensor[]) => state.find(({ name }) => name === 'fc1.bias')!.values;
    expect(bias(opened.weights!.state)).toEqual(bias(weights.state).map((value) => value + 1));
  });

  test.each<[string, Partial<OnnxModel>]>([
    ['an operator', { nodes: model.nodes.map((node) => (node.op === 'Relu' ? { ...node, op: 'Sigmoid' } : node)) }],
    [
      'an attribute',
      {
        nodes: model.nodes.map((node) =>
          node.op === 'BatchNormalization'
            ? { ...node, attributes: new Map([...node.attributes, ['epsilon', { kind: 'float', value: 0.5 }]]) }
            : node,
        ),
      },
    ],
    ['the ratio of a Dropout', initialiser('drop1.ratio', (tensor) => ({ ...tensor, values: Float32Array.of(0.75) }))],
    ['the width of the batch', { inputs: model.inputs.map((value) => ({ ...value, shape: [1, 2] })) }],
    ['the opset', { opsets: new Map([['', 19]]) }],
    ['the drawing', { metadata: new Map([...model.metadata, ['gradscape', printDocument({ ...document, nodes: [], edges: [] })]]) }],
    ['the drawing, into no document', { metadata: new Map([...model.metadata, ['gradscape', '{"format":"gradscape","version":1}']]) }],
    ['what is said of the run', { metadata: new Map([...model.metadata, ['gradscape.run', '[]']]) }],
    ['the scaling', { metadata: new Map([...model.metadata, ['gradscape.scaling', '{"offset":[1],"scale":null}']]) }],
    ['the counters', { metadata: new Map([...model.metadata, ['gradscape.counters', '{}']]) }],
  ])('is left, and the graph opened, where another program has changed %s', (_, changed) => {
    const opened = openedOf(changed);
    expect(opened.document.nodes.map(({ name }) => name)).toEqual(['input', 'fc1', 'bn1', 'relu1', 'drop1', 'head', 'loss']);
    expect(opened.document.dataset).toBeUndefined();
    expect(opened.findings[0]!.code).toBe('onnx_drawing_left');
  });
});

/** What no graph of ONNX has a word for. */
function odd(): Document {
  return {
    ...moons({
      notes: [{ id: 'note1', text: 'संख्या 𠀀 "quoted"\n', position: [1, -2.5], size: [30, 40] }],
      groups: [{ id: 'g1', name: 'body', nodes: ['fc1', 'bn1'], collapsed: true }],
      diagnosis: { muted: ['units_dead'] },
    }),
    later: { field: [1, null, 'x'] },
  } as Document;
}

const python = pythonWith('onnx');

test.skipIf(!python)('the checker of ONNX finds no fault', async () => {
  // Debian's checker is of opset 17, since when none of these operators has changed
  const script = `
import base64, json, onnx, sys
model = onnx.load_from_string(base64.b64decode(sys.argv[1]))
model.ir_version = 8
model.opset_import[0].version = 17
onnx.checker.check_model(model, full_check=True)
print(json.dumps([node.op_type for node in model.graph.node]))`;
  for (const document of [moons(), residual(), twoInputs()]) {
    const { bytes } = writeOnnx({ document, blocks: networkOf(document)!.blocks }, anyWeights(document, 1));
    const nodes = readOnnxWire('x.onnx', bytes).nodes.map(({ op }) => op);
    expect(runPython(python!, script, Buffer.from(bytes).toString('base64'))).toEqual(nodes);
  }
});
