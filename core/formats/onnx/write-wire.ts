/** @file From a model as plain data to the bytes of an ONNX file, as Google's writer would order them: equal models give equal bytes. */
import { DATA_TYPES, type OnnxAttribute, type OnnxModel, type OnnxNode, type OnnxTensor, type OnnxValue } from './graph.ts';
import { writeMessage, type Message } from './protobuf.ts';
import { ATTRIBUTE_TYPE, MODEL, type ATTRIBUTE, type NODE, type TENSOR, type VALUE } from './schema.ts';
import { rawBytes } from './stored-numbers.ts';

/** Of one node, value or tensor without its numbers; writing goes on, more slowly, if it is too little. */
const BYTES_OF_A_PART = 200;

/** The bytes of a model; its tensors as raw data. Marks of what was not looked into cannot be written. */
export function writeOnnxWire(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const initializer = model.initialisers.map(tensorMessage);
  const parts = model.nodes.length + initializer.length + model.inputs.length + model.outputs.length + 1;
  const texts = [...model.metadata.values()].reduce((sum, text) => sum + text.length, 0);
  const numbers = initializer.reduce((sum, { raw_data }) => sum + (raw_data?.length ?? 0), 0);
  const message: Message<typeof MODEL> = {
    ir_version: model.irVersion,
    producer_name: model.producer,
    graph: {
      node: model.nodes.map(nodeMessage),
      name: model.name,
      initializer,
      input: model.inputs.map(valueMessage),
      output: model.outputs.map(valueMessage),
    },
    opset_import: [...model.opsets].map(([domain, version]) => ({ domain, version })),
    metadata_props: [...model.metadata].map(([key, value]) => ({ key, value })),
  };
  return writeMessage(message, MODEL, parts * BYTES_OF_A_PART + texts + numbers);
}

function nodeMessage({ inputs, outputs, name, op, attributes, domain }: OnnxNode): Message<typeof NODE> {
  const attribute = [...attributes].map(([name, each]) => attributeMessage(name, each));
  return { input: inputs, output: outputs, name, op_type: op, attribute, domain: domain || undefined };
}

const NOTHING = {
  f: undefined,
  i: undefined,
  s: undefined,
  t: undefined,
  g: undefined,
  floats: new Float32Array(),
  ints: new Float64Array(),
  strings: [],
  graphs: [],
} as const;

function attributeMessage(name: string, attribute: OnnxAttribute): Message<typeof ATTRIBUTE> {
  switch (attribute.kind) {
    case 'float':
      return { ...NOTHING, name, f: attribute.value, type: ATTRIBUTE_TYPE.float };
    case 'int':
      return { ...NOTHING, name, i: attribute.value, type: ATTRIBUTE_TYPE.int };
    case 'string':
      return { ...NOTHING, name, s: utf8(attribute.value), type: ATTRIBUTE_TYPE.string };
    case 'tensor':
      return { ...NOTHING, name, t: tensorMessage(attribute.value), type: ATTRIBUTE_TYPE.tensor };
    case 'floats':
      return { ...NOTHING, name, floats: attribute.value, type: ATTRIBUTE_TYPE.floats };
    case 'ints':
      return { ...NOTHING, name, ints: attribute.value, type: ATTRIBUTE_TYPE.ints };
    case 'graph':
    case 'other':
      throw new Error(`The attribute ${name} was not looked into.`);
    default:
      return attribute satisfies never;
  }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function tensorMessage({ name, type, shape, values }: OnnxTensor): Message<typeof TENSOR> {
  return {
    dims: Float64Array.from(shape),
    data_type: DATA_TYPES[type],
    float_data: new Float32Array(),
    int32_data: new Float64Array(),
    int64_data: new Float64Array(),
    name: name || undefined,
    raw_data: rawBytes(type, values),
    double_data: new Float64Array(),
    external_data: [],
    data_location: undefined,
  };
}

function valueMessage({ name, type, shape }: OnnxValue): Message<typeof VALUE> {
  const dimension = (extent: number | string | null) => ({
    dim_value: typeof extent === 'number' ? extent : undefined,
    dim_param: typeof extent === 'string' ? extent : undefined,
  });
  const tensor_type = { elem_type: DATA_TYPES[type], shape: shape ? { dim: shape.map(dimension) } : undefined };
  return { name, type: { tensor_type, sequence_type: undefined, map_type: undefined, optional_type: undefined } };
}
