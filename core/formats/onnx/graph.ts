/**
 * @file An ONNX model as plain data: what of onnx.proto (github.com/onnx/onnx) the product reads and writes. The wire format is the business
 * of read-wire.ts and write-wire.ts alone.
 */
import type { Shape } from '../../tensor/shape.ts';

/** By their names in TensorProto.DataType; those that are not here cannot be read. */
export const DATA_TYPES = {
  FLOAT: 1,
  UINT8: 2,
  INT8: 3,
  INT32: 6,
  INT64: 7,
  BOOL: 9,
  FLOAT16: 10,
  DOUBLE: 11,
  BFLOAT16: 16,
} as const;
export type DataType = keyof typeof DATA_TYPES;

export interface OnnxTensor {
  readonly name: string;
  readonly type: DataType;
  /** Row-major; a scalar (`[]`) has one number. */
  readonly shape: Shape;
  /** As float32 where that holds every number of the type, else as doubles; an integer beyond 2^53 is the double nearest to it. */
  readonly values: Float32Array | Float64Array;
}

/**
 * By the fields of AttributeProto. A graph is kept as a mark: there is no control flow in what can be opened. `other` is a mark, too, of what
 * no operator that can be opened has: bytes that are no text, lists of texts, sparse tensors, types, lists of tensors.
 */
export type OnnxAttribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'tensor'; readonly value: OnnxTensor }
  | { readonly kind: 'floats'; readonly value: Float32Array }
  | { readonly kind: 'ints'; readonly value: Float64Array }
  | { readonly kind: 'graph' }
  | { readonly kind: 'other' };

export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  /** '' is ONNX's own. */
  readonly domain: string;
  /** Names of values; '' for an optional one that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

export interface OnnxValue {
  readonly name: string;
  readonly type: DataType;
  /** A name or null where the extent is not known; null without any shape. */
  readonly shape: readonly (number | string | null)[] | null;
}

export interface OnnxModel {
  readonly irVersion: number;
  /** By domain. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly producer: string;
  readonly name: string;
  /** In the order of the file, which need not be one in which they can be computed. */
  readonly nodes: readonly OnnxNode[];
  readonly initialisers: readonly OnnxTensor[];
  /** Older files name initialisers among them. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly metadata: ReadonlyMap<string, string>;
}
