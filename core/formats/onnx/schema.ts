/** @file The messages of onnx.proto (github.com/onnx/onnx), with those of their fields that are read or written. */
import { many, one } from './protobuf.ts';

const ENTRY = { key: one(1, 'text'), value: one(2, 'text') };

export const TENSOR = {
  dims: many(1, 'int'),
  data_type: one(2, 'int'),
  float_data: many(4, 'float'),
  int32_data: many(5, 'int'),
  int64_data: many(7, 'int'),
  name: one(8, 'text'),
  raw_data: one(9, 'bytes'),
  double_data: many(10, 'double'),
  external_data: many(13, ENTRY),
  data_location: one(14, 'int'),
};

/** Values of `data_location`. */
export const EXTERNAL = 1;

export const ATTRIBUTE = {
  name: one(1, 'text'),
  f: one(2, 'float'),
  i: one(3, 'int'),
  // declared as bytes, and by its comment UTF-8
  s: one(4, 'bytes'),
  t: one(5, TENSOR),
  g: one(6, 'mark'),
  floats: many(7, 'float'),
  ints: many(8, 'int'),
  strings: many(9, 'mark'),
  graphs: many(11, 'mark'),
  type: one(20, 'int'),
};

export const NODE = {
  input: many(1, 'text'),
  output: many(2, 'text'),
  name: one(3, 'text'),
  op_type: one(4, 'text'),
  attribute: many(5, ATTRIBUTE),
  domain: one(7, 'text'),
};

const DIMENSION = { dim_value: one(1, 'int'), dim_param: one(2, 'text') };
const SHAPE = { dim: many(1, DIMENSION) };
const TENSOR_TYPE = { elem_type: one(1, 'int'), shape: one(2, SHAPE) };
/** Of sequences, maps and the like it is enough to know that they are there. */
const TYPE = { tensor_type: one(1, TENSOR_TYPE), sequence_type: one(4, 'mark'), map_type: one(5, 'mark'), optional_type: one(9, 'mark') };

export const VALUE = { name: one(1, 'text'), type: one(2, TYPE) };

const GRAPH = {
  node: many(1, NODE),
  name: one(2, 'text'),
  initializer: many(5, TENSOR),
  input: many(11, VALUE),
  output: many(12, VALUE),
};

const OPSET = { domain: one(1, 'text'), version: one(2, 'int') };

export const MODEL = {
  ir_version: one(1, 'int'),
  producer_name: one(2, 'text'),
  graph: one(7, GRAPH),
  opset_import: many(8, OPSET),
  metadata_props: many(14, ENTRY),
};

/** AttributeProto.AttributeType, of what is read. */
export const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, tensor: 4, graph: 5, floats: 6, ints: 7, graphs: 10 } as const;
