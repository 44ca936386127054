/** @file ONNX models as plain data, for tests. */
import type { DataType, OnnxAttribute, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from '../../core/formats/onnx/graph.ts';

type Plain = number | string | readonly number[] | OnnxTensor | OnnxAttribute;

/** Whole numbers are ints, others floats; a float that is whole is written as an attribute. */
function attribute(value: Plain): OnnxAttribute {
  if (typeof value === 'number') return Number.isInteger(value) ? { kind: 'int', value } : { kind: 'float', value };
  if (typeof value === 'string') return { kind: 'string', value };
  if (Array.isArray(value)) return { kind: 'ints', value: Float64Array.from(value as readonly number[]) };
  return 'kind' in value ? value : { kind: 'tensor', value: value as OnnxTensor };
}

export const float = (value: number): OnnxAttribute => ({ kind: 'float', value });

/** `reads` and `gives`: names with spaces between; "-" for one that is left out. */
export function node(op: string, reads: string, gives: string, attributes: Readonly<Record<string, Plain>> = {}, name = ''): OnnxNode {
  const split = (names: string) => names.split(' ').flatMap((each) => (each === '' ? [] : [each === '-' ? '' : each]));
  const entries = Object.entries(attributes).map(([key, value]) => [key, attribute(value)] as const);
  return { name, op, domain: '', inputs: split(reads), outputs: split(gives), attributes: new Map(entries) };
}

/** Numbers from -1 to 1 that look like none in particular, or those that are given. */
export function tensor(name: string, shape: readonly number[], values?: readonly number[], type: DataType = 'FLOAT'): OnnxTensor {
  const count = shape.reduce((product, extent) => product * extent, 1);
  const numbers = values ?? Array.from({ length: count }, (_, index) => Math.sin(index * 12.9898 + name.length) * 0.9);
  return { name, type, shape, values: type === 'FLOAT' ? Float32Array.from(numbers) : Float64Array.from(numbers) };
}

export const value = (name: string, shape: OnnxValue['shape'], type: DataType = 'FLOAT'): OnnxValue => ({ name, type, shape });

/** Takes x [batch, 4] and gives y, in opset 20. */
export function model(nodes: readonly OnnxNode[], initialisers: readonly OnnxTensor[] = [], change: Partial<OnnxModel> = {}): OnnxModel {
  return {
    irVersion: 8,
    opsets: new Map([['', 20]]),
    producer: 'test',
    name: 'made',
    nodes,
    initialisers,
    inputs: [value('x', ['batch', 4])],
    outputs: [value('y', null)],
    metadata: new Map(),
    ...change,
  };
}

export const opset = (version: number) => ({ opsets: new Map([['', version]]) });
