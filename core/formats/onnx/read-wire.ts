/** @file From the bytes of an ONNX file to the model as plain data. What the model means is not asked here. */
import { InputError } from '../../findings/input-error.ts';
import { DATA_TYPES, type DataType, type OnnxAttribute, type OnnxModel, type OnnxNode, type OnnxTensor, type OnnxValue } from './graph.ts';
import { named } from './named.ts';
import { readMessage, type Message } from './protobuf.ts';
import { ATTRIBUTE_TYPE, EXTERNAL, MODEL, type ATTRIBUTE, type NODE, type TENSOR, type VALUE } from './schema.ts';
import { numbersOf } from './stored-numbers.ts';

/** Of nodes and of initialisers each: twice as many as a document takes blocks. */
const MOST_PARTS = 40_000;
/** Axes of a tensor; what is computed with has a handful. */
const MOST_AXES = 64;

/** Of the types that are not read, for the sentence that says so. */
const UNREAD_TYPES: Readonly<Record<number, string>> = {
  4: 'UINT16',
  5: 'INT16',
  8: 'STRING',
  12: 'UINT32',
  13: 'UINT64',
  14: 'COMPLEX64',
  15: 'COMPLEX128',
  17: 'FLOAT8E4M3FN',
  18: 'FLOAT8E4M3FNUZ',
  19: 'FLOAT8E5M2',
  20: 'FLOAT8E5M2FNUZ',
  21: 'UINT4',
  22: 'INT4',
  23: 'FLOAT4E2M1',
};

/**
 * The model in a file. `file` names it in a refusal. Strict: what is not sound is refused with its place, whatever it is needed for.
 * @throws InputError onnx_wire, onnx_limit, onnx_graph_missing, onnx_operator_missing, onnx_type, onnx_external, onnx_dims, onnx_tensor_size, onnx_tensor_twice
 */
export function readOnnxWire(file: string, bytes: Uint8Array): OnnxModel {
  const { ir_version, producer_name, graph, opset_import, metadata_props } = readMessage(file, bytes, MODEL);
  if (!graph) throw new InputError('onnx_graph_missing', { file });
  const { node, initializer } = graph;
  if (node.length > MOST_PARTS) throw new InputError('onnx_limit', { file, what: 'clause:onnx_nodes', most: MOST_PARTS });
  if (initializer.length > MOST_PARTS) throw new InputError('onnx_limit', { file, what: 'clause:onnx_initialisers', most: MOST_PARTS });
  return {
    irVersion: ir_version ?? 0,
    opsets: new Map(opset_import.map(({ domain, version }) => [own(domain), version ?? 0])),
    producer: producer_name ?? '',
    name: graph.name ?? '',
    nodes: node.map((each, index) => readNode(file, each, `graph.node[${index}]`)),
    initialisers: initializer.map((tensor, index) => readTensor(file, tensor, `graph.initializer[${index}]`)),
    inputs: graph.input.map((value) => readValue(file, value)),
    outputs: graph.output.map((value) => readValue(file, value)),
    metadata: new Map(metadata_props.map(({ key, value }) => [key ?? '', value ?? ''])),
  };
}

/** ONNX's own operators go by two names. */
function own(domain: string | undefined): string {
  return domain === undefined || domain === 'ai.onnx' ? '' : domain;
}

/** `place` stands for a name where there is none. */
function readNode(file: string, node: Message<typeof NODE>, place: string): OnnxNode {
  const name = node.name ?? '';
  const title = name || (node.output[0] ?? '') || place;
  if (!node.op_type) throw new InputError('onnx_operator_missing', { file, name: named(title) });
  return {
    name,
    op: node.op_type,
    domain: own(node.domain),
    inputs: node.input,
    outputs: node.output,
    attributes: readAttributes(file, node.attribute, title),
  };
}

const NO_ATTRIBUTES: OnnxNode['attributes'] = new Map();

function readAttributes(file: string, attributes: readonly Message<typeof ATTRIBUTE>[], node: string): OnnxNode['attributes'] {
  if (attributes.length === 0) return NO_ATTRIBUTES;
  return new Map(attributes.map((attribute) => [attribute.name ?? '', readAttribute(file, attribute, node)]));
}

function readAttribute(file: string, attribute: Message<typeof ATTRIBUTE>, node: string): OnnxAttribute {
  const { f, i, s, t, floats, ints } = attribute;
  switch (attribute.type ?? typeOf(attribute)) {
    case ATTRIBUTE_TYPE.float:
      return { kind: 'float', value: f ?? 0 };
    case ATTRIBUTE_TYPE.int:
      return { kind: 'int', value: i ?? 0 };
    case ATTRIBUTE_TYPE.string:
      return textOf(s ?? new Uint8Array());
    case ATTRIBUTE_TYPE.tensor:
      return t ? { kind: 'tensor', value: readTensor(file, t, `${node}.${attribute.name ?? ''}`) } : { kind: 'other' };
    case ATTRIBUTE_TYPE.floats:
      return { kind: 'floats', value: floats };
    case ATTRIBUTE_TYPE.ints:
      return { kind: 'ints', value: ints };
    case ATTRIBUTE_TYPE.graph:
    case ATTRIBUTE_TYPE.graphs:
      return { kind: 'graph' };
    default:
      return { kind: 'other' };
  }
}

/** Files of the first version do not say it: whichever field is there. */
function typeOf({ f, i, s, t, g, floats, ints, graphs }: Message<typeof ATTRIBUTE>): number | null {
  if (f !== undefined) return ATTRIBUTE_TYPE.float;
  if (i !== undefined) return ATTRIBUTE_TYPE.int;
  if (s) return ATTRIBUTE_TYPE.string;
  if (t) return ATTRIBUTE_TYPE.tensor;
  if (g || graphs.length > 0) return ATTRIBUTE_TYPE.graph;
  if (floats.length > 0) return ATTRIBUTE_TYPE.floats;
  return ints.length > 0 ? ATTRIBUTE_TYPE.ints : null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): OnnxAttribute {
  try {
    return { kind: 'string', value: utf8.decode(bytes) };
  } catch {
    return { kind: 'other' };
  }
}

function readTensor(file: string, tensor: Message<typeof TENSOR>, place: string): OnnxTensor {
  const name = tensor.name ?? '';
  const quoted = named(name || place);
  if (tensor.data_location === EXTERNAL || tensor.external_data.length > 0) {
    const location = tensor.external_data.find(({ key }) => key === 'location')?.value;
    throw new InputError('onnx_external', { file, name: quoted, location: named(location ?? '') });
  }
  const type = readType(file, quoted, tensor.data_type ?? 0);
  // of more axes than there can be, as many as a sentence shows
  const shape = [...tensor.dims.subarray(0, MOST_AXES)];
  if (tensor.dims.length > MOST_AXES || shape.some((extent) => extent < 0) || !Number.isSafeInteger(elementCount(shape)))
    throw new InputError('onnx_dims', { file, name: quoted, shape: named(`[${shape.join(', ')}]`) });
  return { name, type, shape, values: numbersOf(file, quoted, type, elementCount(shape), tensor) };
}

function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

const TYPES: ReadonlyMap<number, DataType> = new Map(Object.entries(DATA_TYPES).map(([name, number]) => [number, name as DataType]));

function refuseType(file: string, name: string, got: string | number): never {
  throw new InputError('onnx_type', { file, name, got });
}

function readType(file: string, name: string, type: number): DataType {
  return TYPES.get(type) ?? refuseType(file, name, UNREAD_TYPES[type] ?? type);
}

function readValue(file: string, { name = '', type }: Message<typeof VALUE>): OnnxValue {
  const other = type?.sequence_type ? 'SEQUENCE' : type?.map_type ? 'MAP' : type?.optional_type ? 'OPTIONAL' : null;
  if (other) refuseType(file, named(name), other);
  const { elem_type, shape } = type?.tensor_type ?? {};
  // what says nothing of its type is taken for what nearly everything is
  const known = elem_type ? readType(file, named(name), elem_type) : 'FLOAT';
  return { name, type: known, shape: shape ? shape.dim.map(extentOf) : null };
}

/** Some write -1 or an empty name for an extent that is not known. */
function extentOf({ dim_value, dim_param }: { dim_value: number | undefined; dim_param: string | undefined }): number | string | null {
  if (dim_value !== undefined) return dim_value < 0 ? null : dim_value;
  return dim_param || null;
}
