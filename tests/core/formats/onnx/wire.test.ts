import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { describe, expect, test } from 'vitest';
import { sentenceIn } from '../../../../core/findings/in-language.ts';
import { HINDI } from '../../../../core/findings/messages.hi.ts';
import { InputError } from '../../../../core/findings/input-error.ts';
import { DATA_TYPES, type DataType, type OnnxAttribute, type OnnxModel, type OnnxTensor } from '../../../../core/formats/onnx/graph.ts';
import { readOnnxWire } from '../../../../core/formats/onnx/read-wire.ts';
import { writeOnnxWire } from '../../../../core/formats/onnx/write-wire.ts';
import { pythonWith, runPython } from '../../../helpers/python.ts';

type Written = (pbf: PbfWriter) => void;

/** A message of any fields, right or wrong. */
function bytesOf(write: Written): Uint8Array {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish().slice();
}

const inGraph = (write: Written) => bytesOf((pbf) => pbf.writeMessage(7, (_, each) => write(each), null));
const inTensor = (write: Written) => inGraph((pbf) => pbf.writeMessage(5, (_, each) => write(each), null));
const inNode = (write: Written) => inGraph((pbf) => pbf.writeMessage(1, (_, each) => write(each), null));
const tensor = (dims: readonly number[], type: number, data: Written) =>
  inTensor((pbf) => {
    for (const extent of dims) pbf.writeVarintField(1, extent);
    pbf.writeVarintField(2, type);
    pbf.writeStringField(8, 'fc1.weight');
    data(pbf);
  });
/** Bytes of a field over and over. */
const repeated = (field: readonly number[], times: number) => (pbf: PbfWriter) => {
  pbf.realloc(field.length * times);
  for (let time = 0; time < times; time++) for (const byte of field) pbf.buf[pbf.pos++] = byte;
};
const raw = (length: number) => (pbf: PbfWriter) => pbf.writeBytesField(9, new Uint8Array(length));

function refused(bytes: Uint8Array): InputError | null {
  try {
    readOnnxWire('net.onnx', bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toMatch(/\{\w+\}|clause:/);
    expect(sentenceIn(HINDI, error as InputError)).not.toMatch(/\{\w+\}|clause:/);
    return error as InputError;
  }
  return null;
}

const small: OnnxModel = {
  irVersion: 9,
  opsets: new Map([['', 20]]),
  producer: 'gradscape',
  name: 'two to three',
  nodes: [
    {
      name: 'fc1',
      op: 'Gemm',
      domain: '',
      inputs: ['x', 'fc1.weight', ''],
      outputs: ['y'],
      attributes: new Map<string, OnnxAttribute>([
        ['transB', { kind: 'int', value: 1 }],
        ['alpha', { kind: 'float', value: 0.5 }],
      ]),
    },
  ],
  initialisers: [{ name: 'fc1.weight', type: 'FLOAT', shape: [3, 2], values: Float32Array.of(1, -2, 3, 4, 5, 6) }],
  inputs: [{ name: 'x', type: 'FLOAT', shape: ['batch', 2] }],
  outputs: [{ name: 'y', type: 'FLOAT', shape: ['batch', 3] }],
  metadata: new Map([['gradscape', '{}']]),
};

describe('what is not sound is refused with its place', () => {
  test.each([
    [
      'a varint of eleven bytes',
      Uint8Array.of(0x08, ...Array(10).fill(0xff), 1),
      'at byte 1, in ir_version, a number takes more than 10 bytes',
    ],
    [
      'a varint of more than 64 bits',
      Uint8Array.of(0x08, ...Array(9).fill(0xff), 2),
      'at byte 1, in ir_version, a number takes more than 10 bytes',
    ],
    ['a varint that the file ends in', Uint8Array.of(0x08, 0x80), 'at byte 1, in ir_version, 2 bytes should follow and 1 bytes do'],
    [
      'a tag of six bytes',
      Uint8Array.of(0x88, 0x80, 0x80, 0x80, 0x80, 0x00, 1),
      'at byte 0, in the model, a number takes more than 5 bytes',
    ],
    ['a field of number 0', Uint8Array.of(0x00, 1), 'at byte 1, in the model, there is a field of number 0'],
    ['wire type 3', Uint8Array.of(0x33), 'at byte 1, in the model, there is a value of wire type 3, which ONNX has not'],
    ['wire type 4', Uint8Array.of(0x34), 'at byte 1, in the model, there is a value of wire type 4, which ONNX has not'],
    ['wire type 6', Uint8Array.of(0x36, 0), 'at byte 1, in the model, there is a value of wire type 6, which ONNX has not'],
    ['wire type 7', Uint8Array.of(0x37, 0), 'at byte 1, in the model, there is a value of wire type 7, which ONNX has not'],
    [
      '100,000 groups in each other',
      new Uint8Array(100_000).fill(0x33),
      'at byte 1, in the model, there is a value of wire type 3, which ONNX has not',
    ],
    [
      'a length of 2^32 - 1',
      Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f, 0),
      'at byte 6, in graph, 4,294,967,295 bytes should follow and 1 bytes do',
    ],
    [
      'a length above 2 GiB of what is passed over',
      Uint8Array.of(0x32, 0x80, 0x80, 0x80, 0x80, 0x08),
      'at byte 6, in the model, 2,147,483,648 bytes should follow and 0 bytes do',
    ],
    [
      'a length of 2^64 - 1',
      Uint8Array.of(0x3a, ...Array(9).fill(0xff), 1, 0),
      'at byte 11, in graph, 18,446,744,073,709,552,000 bytes should follow and 1 bytes do',
    ],
    ['a graph as a number', Uint8Array.of(0x38, 1), 'at byte 1, in graph, the value is of wire type 0, and not of 2 as in ONNX'],
    ['a version as a text', Uint8Array.of(0x0a, 0), 'at byte 1, in ir_version, the value is of wire type 2, and not of 0 as in ONNX'],
    ['two graphs', Uint8Array.of(0x3a, 0, 0x3a, 0), 'at byte 3, in graph, there are two values, and only one has room'],
    ['a fixed number cut short', Uint8Array.of(0x9d, 0x06, 0, 0), 'at byte 2, in the model, 4 bytes should follow and 2 bytes do'],
    [
      'a text that is not UTF-8',
      inNode((pbf) => pbf.writeBytesField(3, Uint8Array.of(0xff))),
      'at byte 7, in graph.node[0].name, the text is not UTF-8',
    ],
    [
      'half a surrogate pair',
      inNode((pbf) => pbf.writeBytesField(4, Uint8Array.of(0xed, 0xa0, 0x80))),
      'at byte 9, in graph.node[0].op_type, the text is not UTF-8',
    ],
    [
      'floats that are no multiple of four bytes',
      inTensor((pbf) => pbf.writeBytesField(4, new Uint8Array(6))),
      'at byte 6, in graph.initializer[0].float_data[0], 4 bytes should follow and 2 bytes do',
    ],
    [
      'a packed varint without an end',
      inTensor((pbf) => pbf.writeBytesField(7, Uint8Array.of(1, 0x80))),
      'at byte 7, in graph.initializer[0].int64_data[0], 2 bytes should follow and 1 bytes do',
    ],
  ])('%s', (_, bytes, where) => {
    const error = refused(bytes);
    expect(error?.code).toBe('onnx_wire');
    expect(error?.message).toBe(`net.onnx is not a sound ONNX file: ${where}. It is damaged or cut short; fetch or export it again.`);
  });

  test.each([
    ['nothing', new Uint8Array(), 'onnx_graph_missing', ' is an ONNX file without a graph, so there is no network in it. Export it again.'],
    [
      'no graph',
      Uint8Array.of(0x08, 9),
      'onnx_graph_missing',
      ' is an ONNX file without a graph, so there is no network in it. Export it again.',
    ],
    [
      'a node that does nothing',
      inNode(() => undefined),
      'onnx_operator_missing',
      ': the node "graph.node[0]" names no operator. The file is damaged; export it again.',
    ],
    [
      'numbers of no type',
      tensor([2], 0, raw(8)),
      'onnx_type',
      ': "fc1.weight" is of type 0, with which no network is computed here. Export the network with float32.',
    ],
    [
      'numbers of type 999',
      tensor([2], 999, raw(8)),
      'onnx_type',
      ': "fc1.weight" is of type 999, with which no network is computed here. Export the network with float32.',
    ],
    [
      'texts',
      tensor([0], 8, () => undefined),
      'onnx_type',
      ': "fc1.weight" is of type STRING, with which no network is computed here. Export the network with float32.',
    ],
    [
      'numbers of four bits',
      tensor([2], 22, raw(1)),
      'onnx_type',
      ': "fc1.weight" is of type INT4, with which no network is computed here. Export the network with float32.',
    ],
    [
      'raw data cut short',
      tensor([2, 3], 1, raw(23)),
      'onnx_tensor_size',
      ': the tensor "fc1.weight" of shape [2, 3] and type FLOAT takes 24 bytes, but 23 bytes are stored. The file is damaged; export it again.',
    ],
    [
      'raw data too long',
      tensor([2, 3], 1, raw(25)),
      'onnx_tensor_size',
      ': the tensor "fc1.weight" of shape [2, 3] and type FLOAT takes 24 bytes, but 25 bytes are stored. The file is damaged; export it again.',
    ],
    [
      'no data at all',
      tensor([2, 3], 1, () => undefined),
      'onnx_tensor_size',
      ': the tensor "fc1.weight" of shape [2, 3] and type FLOAT takes 24 bytes, but 0 bytes are stored. The file is damaged; export it again.',
    ],
    [
      'too few numbers',
      tensor([2], 1, (pbf) => pbf.writePackedFloat(4, [1])),
      'onnx_tensor_size',
      ': the tensor "fc1.weight" of shape [2] and type FLOAT takes 8 bytes, but 4 bytes are stored. The file is damaged; export it again.',
    ],
    [
      'numbers in the field of another type',
      tensor([2], 1, (pbf) => pbf.writePackedDouble(10, [1, 2])),
      'onnx_tensor_size',
      ': the tensor "fc1.weight" of shape [2] and type FLOAT takes 8 bytes, but 0 bytes are stored. The file is damaged; export it again.',
    ],
    [
      'a negative extent',
      tensor([-2, -2], 1, raw(16)),
      'onnx_dims',
      ': the tensor "fc1.weight" has the shape [-2, -2], which no tensor has. The file is damaged; export it again.',
    ],
    [
      'extents whose product is beyond 2^64',
      tensor([2 ** 33, 2 ** 33], 1, raw(0)),
      'onnx_dims',
      ': the tensor "fc1.weight" has the shape [8589934592, 8589934592], which no tensor has. The file is damaged; export it again.',
    ],
    [
      'extents whose product is beyond the file',
      tensor([2 ** 20, 2 ** 20], 1, raw(4)),
      'onnx_tensor_size',
      ': the tensor "fc1.weight" of shape [1048576, 1048576] and type FLOAT takes 4,398,046,511,104 bytes, but 4 bytes are stored. The file is damaged; export it again.',
    ],
    [
      'ten thousand axes',
      tensor(Array(10_000).fill(1), 1, raw(4)),
      'onnx_dims',
      ': the tensor "fc1.weight" has the shape [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,…, which no tensor has. The file is damaged; export it again.',
    ],
    [
      'raw data and numbers',
      tensor([1], 1, (pbf) => {
        pbf.writePackedFloat(4, [1]);
        raw(4)(pbf);
      }),
      'onnx_tensor_twice',
      ': the tensor "fc1.weight" is stored twice, as raw bytes and as numbers or as numbers of two types, and nothing says which is meant. Export it again.',
    ],
    [
      'numbers of two types',
      tensor([1], 1, (pbf) => {
        pbf.writePackedFloat(4, [1]);
        pbf.writePackedDouble(10, [1]);
      }),
      'onnx_tensor_twice',
      ': the tensor "fc1.weight" is stored twice, as raw bytes and as numbers or as numbers of two types, and nothing says which is meant. Export it again.',
    ],
    [
      'a hundred thousand messages',
      inGraph(repeated([0x2a, 0], 100_000)),
      'onnx_limit',
      ' holds more than 100000 messages. No network that can be opened here comes near, so it is something else, or made to do harm.',
    ],
    [
      'half a million fields',
      inNode(repeated([0x0a, 0], 500_001)),
      'onnx_limit',
      ' holds more than 500000 fields. No network that can be opened here comes near, so it is something else, or made to do harm.',
    ],
    [
      'half a million numbers in short runs',
      inTensor(repeated([0x3a, 4, 1, 1, 1, 1], 100_001)),
      'onnx_limit',
      ' holds more than 500000 fields. No network that can be opened here comes near, so it is something else, or made to do harm.',
    ],
    [
      'forty thousand nodes',
      inGraph(repeated([0x0a, 0], 40_001)),
      'onnx_limit',
      ' holds more than 40000 nodes. No network that can be opened here comes near, so it is something else, or made to do harm.',
    ],
    [
      'forty thousand initialisers',
      inGraph(repeated([0x2a, 0], 40_001)),
      'onnx_limit',
      ' holds more than 40000 initialisers. No network that can be opened here comes near, so it is something else, or made to do harm.',
    ],
    [
      'two million whole numbers in three runs',
      tensor([1], 7, (pbf) => {
        for (let run = 0; run < 3; run++) pbf.writeBytesField(7, new Uint8Array(2 ** 20));
      }),
      'onnx_limit',
      ' holds more than 2097152 whole numbers in lists. No network that can be opened here comes near, so it is something else, or made to do harm.',
    ],
  ])('%s', (_, bytes, code, sentence) => {
    const error = refused(bytes);
    expect(error?.code).toBe(code);
    expect(error?.message).toBe(`net.onnx${sentence}`);
  });

  test.each(['/etc/passwd', '../../secret', 'weights.bin'])('numbers in the file %s, which is not opened', (path) => {
    const location = (pbf: PbfWriter) => {
      pbf.writeStringField(1, 'location');
      pbf.writeStringField(2, path);
    };
    const byEntry = tensor([2], 1, (pbf) => pbf.writeMessage(13, (_, each) => location(each), null));
    const error = refused(byEntry);
    expect(error?.code).toBe('onnx_external');
    expect(error?.message).toBe(
      `net.onnx: the numbers of "fc1.weight" lie in another file ("${path}"), and no file is opened on the word of another. Save it as one file, in Python: onnx.save(onnx.load("model.onnx"), "whole.onnx").`,
    );
    expect(refused(tensor([2], 1, (pbf) => pbf.writeVarintField(14, 1)))?.code).toBe('onnx_external');
  });

  test('names are short in sentences, however long they are', () => {
    const error = refused(
      inTensor((pbf) => {
        pbf.writeStringField(8, 'x'.repeat(1_000_000));
        pbf.writeVarintField(2, 8);
      }),
    );
    expect(error?.message.length).toBeLessThan(300);
  });
});

describe('what the format allows is read', () => {
  const only = (bytes: Uint8Array) => readOnnxWire('net.onnx', bytes).initialisers[0]!;

  test.each([
    ['float_data', tensor([2], 1, (pbf) => pbf.writePackedFloat(4, [1.5, -2]))],
    [
      'float_data, number by number',
      tensor([2], 1, (pbf) => {
        pbf.writeFloatField(4, 1.5);
        pbf.writeFloatField(4, -2);
      }),
    ],
    [
      'float_data in two runs and a number',
      tensor([2], 1, (pbf) => {
        pbf.writePackedFloat(4, [1.5]);
        pbf.writeFloatField(4, -2);
      }),
    ],
    ['raw_data', tensor([2], 1, (pbf) => pbf.writeBytesField(9, new Uint8Array(Float32Array.of(1.5, -2).buffer)))],
    ['double_data', tensor([2], 11, (pbf) => pbf.writePackedDouble(10, [1.5, -2]))],
    ['raw doubles', tensor([2], 11, (pbf) => pbf.writeBytesField(9, new Uint8Array(Float64Array.of(1.5, -2).buffer)))],
    ['half floats in int32_data', tensor([2], 10, (pbf) => pbf.writePackedVarint(5, [0x3e00, 0xc000]))],
    ['raw half floats', tensor([2], 10, (pbf) => pbf.writeBytesField(9, Uint8Array.of(0x00, 0x3e, 0x00, 0xc0)))],
    ['bfloat16 in int32_data', tensor([2], 16, (pbf) => pbf.writePackedVarint(5, [0x3fc0, 0xc000]))],
    ['raw bfloat16', tensor([2], 16, (pbf) => pbf.writeBytesField(9, Uint8Array.of(0xc0, 0x3f, 0x00, 0xc0)))],
  ])('real numbers as %s', (_, bytes) => expect([...only(bytes).values]).toEqual([1.5, -2]));

  test.each([
    ['int64_data', tensor([3], 7, (pbf) => pbf.writePackedVarint(7, [-1, 0, 300]))],
    ['raw int64', tensor([3], 7, (pbf) => pbf.writeBytesField(9, new Uint8Array(BigInt64Array.of(-1n, 0n, 300n).buffer)))],
    ['int32_data', tensor([3], 6, (pbf) => pbf.writePackedVarint(5, [-1, 0, 300]))],
    ['raw int32', tensor([3], 6, (pbf) => pbf.writeBytesField(9, new Uint8Array(Int32Array.of(-1, 0, 300).buffer)))],
  ])('whole numbers as %s', (_, bytes) => expect([...only(bytes).values]).toEqual([-1, 0, 300]));

  test('dims in one run', () => {
    const bytes = inTensor((pbf) => {
      pbf.writePackedVarint(1, [2, 1]);
      pbf.writeVarintField(2, 1);
      raw(8)(pbf);
    });
    expect(only(bytes).shape).toEqual([2, 1]);
  });

  test('a scalar and a tensor of no numbers', () => {
    expect(only(tensor([], 1, raw(4)))).toMatchObject({ shape: [], values: Float32Array.of(0) });
    expect(only(tensor([3, 0], 1, raw(0)))).toMatchObject({ shape: [3, 0], values: new Float32Array() });
  });

  test('numbers are not kept in the memory of the file', () => {
    const file = tensor([2], 1, raw(8));
    expect(only(file).values.buffer).not.toBe(file.buffer);
    expect(only(file).values.buffer.byteLength).toBe(8);
  });

  test('fields that are not known are passed over, and ONNX goes by both of its names', () => {
    const bytes = bytesOf((pbf) => {
      pbf.writeVarintField(500, 1);
      pbf.writeFixed32Field(501, 1);
      pbf.writeFixed64Field(502, 1);
      pbf.writeStringField(503, 'x');
      pbf.writeMessage(7, () => undefined, null);
      pbf.writeMessage(
        8,
        (_, each) => {
          each.writeStringField(1, 'ai.onnx');
          each.writeVarintField(2, 13);
        },
        null,
      );
    });
    expect(readOnnxWire('net.onnx', bytes).opsets).toEqual(new Map([['', 13]]));
  });

  test('attributes without a type are what their field says, graphs are marks, and bytes that are no text are another', () => {
    const attribute = (name: string, write: Written) => (pbf: PbfWriter) =>
      pbf.writeMessage(
        5,
        (_, each) => {
          each.writeStringField(1, name);
          write(each);
        },
        null,
      );
    const bytes = inNode((pbf) => {
      pbf.writeStringField(4, 'If');
      attribute('f', (each) => each.writeFloatField(2, 0.5))(pbf);
      attribute('i', (each) => each.writeVarintField(3, -1))(pbf);
      attribute('ints', (each) => each.writePackedVarint(8, [1, -2]))(pbf);
      attribute('branch', (each) => each.writeBytesField(6, Uint8Array.of(0xff)))(pbf);
      attribute('blob', (each) => each.writeBytesField(4, Uint8Array.of(0xff)))(pbf);
    });
    expect(readOnnxWire('net.onnx', bytes).nodes[0]!.attributes).toEqual(
      new Map<string, OnnxAttribute>([
        ['f', { kind: 'float', value: 0.5 }],
        ['i', { kind: 'int', value: -1 }],
        ['ints', { kind: 'ints', value: Float64Array.of(1, -2) }],
        ['branch', { kind: 'graph' }],
        ['blob', { kind: 'other' }],
      ]),
    );
  });
});

const name = fc.string({ unit: 'grapheme', maxLength: 8 });
const anyTensor: fc.Arbitrary<OnnxTensor> = fc
  .record({
    name,
    shape: fc.array(fc.nat(3), { maxLength: 3 }),
    type: fc.constantFrom(...(Object.keys(DATA_TYPES) as DataType[])),
    seed: fc.nat(100),
  })
  .map(({ name, shape, type, seed }) => {
    const count = shape.reduce((product, extent) => product * extent, 1);
    const Numbers = ['INT32', 'INT64', 'DOUBLE'].includes(type) ? Float64Array : Float32Array;
    return { name, shape, type, values: new Numbers(count).map((_: number, index: number) => (seed + index) % 128) };
  });
const int = fc.maxSafeInteger();
const float = fc.float({ noNaN: true });
const anyAttribute: fc.Arbitrary<OnnxAttribute> = fc.oneof(
  fc.record({ kind: fc.constant('float' as const), value: float }),
  fc.record({ kind: fc.constant('int' as const), value: int }),
  fc.record({ kind: fc.constant('string' as const), value: name }),
  fc.record({ kind: fc.constant('tensor' as const), value: anyTensor }),
  fc.record({ kind: fc.constant('floats' as const), value: fc.array(float).map((values) => Float32Array.from(values)) }),
  fc.record({ kind: fc.constant('ints' as const), value: fc.array(int).map((values) => Float64Array.from(values)) }),
);
const anyValue = fc.record({
  name,
  type: fc.constantFrom(...(Object.keys(DATA_TYPES) as DataType[])),
  shape: fc.option(fc.array(fc.oneof(fc.nat(), fc.string({ minLength: 1, maxLength: 5 }), fc.constant(null)))),
});
const domain = fc.constantFrom('', 'com.microsoft');
const anyModel: fc.Arbitrary<OnnxModel> = fc.record({
  irVersion: fc.nat(20),
  opsets: fc.array(fc.tuple(domain, fc.nat(30))).map((pairs) => new Map(pairs)),
  producer: name,
  name,
  nodes: fc.array(
    fc.record({
      name,
      op: fc.string({ minLength: 1, maxLength: 8 }),
      domain,
      inputs: fc.array(name),
      outputs: fc.array(name),
      attributes: fc.array(fc.tuple(name, anyAttribute), { maxLength: 4 }).map((pairs) => new Map(pairs)),
    }),
    { maxLength: 4 },
  ),
  initialisers: fc.array(anyTensor, { maxLength: 4 }),
  inputs: fc.array(anyValue, { maxLength: 3 }),
  outputs: fc.array(anyValue, { maxLength: 3 }),
  metadata: fc.array(fc.tuple(name, name), { maxLength: 3 }).map((pairs) => new Map(pairs)),
});

describe('writing', () => {
  test('reading gives back what was written', () =>
    fc.assert(
      fc.property(anyModel, (model) => {
        expect(readOnnxWire('net.onnx', writeOnnxWire(model))).toEqual(model);
      }),
      { seed: 1, numRuns: 300 },
    ));

  const python = pythonWith('onnx', 'numpy');

  test.skipIf(!python)('the package onnx reads the same', () => {
    const script = `
import base64, json, onnx, sys
from onnx import numpy_helper
model = onnx.load_from_string(base64.b64decode(sys.argv[1]))
graph = model.graph
node = graph.node[0]
print(json.dumps([
  model.ir_version, model.opset_import[0].version, model.producer_name, graph.name,
  [node.name, node.op_type, list(node.input), list(node.output), [[a.name, a.type, onnx.helper.get_attribute_value(a)] for a in node.attribute]],
  numpy_helper.to_array(graph.initializer[0]).tolist(),
  [[d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim] for value in [graph.input[0], graph.output[0]]],
  {each.key: each.value for each in model.metadata_props},
  base64.b64encode(model.SerializeToString(deterministic=True)).decode(),
]))`;
    const file = Buffer.from(writeOnnxWire(small)).toString('base64');
    expect(runPython(python!, script, file)).toEqual([
      9,
      20,
      'gradscape',
      'two to three',
      [
        'fc1',
        'Gemm',
        ['x', 'fc1.weight', ''],
        ['y'],
        [
          ['transB', 2, 1],
          ['alpha', 1, 0.5],
        ],
      ],
      [
        [1, -2],
        [3, 4],
        [5, 6],
      ],
      [
        ['batch', 2],
        ['batch', 3],
      ],
      { gradscape: '{}' },
      file,
    ]);
  });
});

describe('a damaged file is refused or read, and never breaks the reader', () => {
  const file = writeOnnxWire(small);

  test('cut at every byte', () => {
    for (let length = 0; length < file.length; length++) refused(file.subarray(0, length));
    expect(refused(file)).toBeNull();
  });

  test('with any bit flipped', () => {
    for (let bit = 0; bit < file.length * 8; bit++) {
      const flipped = file.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      refused(flipped);
    }
  });

  test('with bytes replaced, inserted, removed and repeated, 10,000 times', () => {
    const change = fc.tuple(fc.nat(file.length), fc.nat(20), fc.uint8Array({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let bytes = [...file];
        for (const [at, gone, come] of changes) bytes = [...bytes.slice(0, at), ...come, ...bytes.slice(at + gone)];
        refused(Uint8Array.from(bytes));
      }),
      { seed: 1, numRuns: 10_000 },
    );
  });

  test('any bytes at all', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void refused(bytes)),
      { seed: 1, numRuns: 1000 },
    ));
});
