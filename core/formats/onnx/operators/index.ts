/** @file The catalogue: every operator of ONNX that can be read. */
import { leakyRelu, relu, sigmoid, tanh } from './activations.ts';
import { batchNormalization } from './batch-normalization.ts';
import { constant } from './constant.ts';
import { dropout } from './dropout.ts';
import { concat, gather, shape, slice } from './extents.ts';
import { gemm } from './gemm.ts';
import { castTo, identity } from './identity.ts';
import { matMul } from './mat-mul.ts';
import { div, mul, sub } from './neutral.ts';
import type { Operator } from './operator.ts';
import { flatten, reshape, squeeze, unsqueeze } from './reshape.ts';
import { logSoftmax, softmax } from './softmax.ts';
import { add, sum } from './sum.ts';
import { transpose } from './transpose.ts';

/** Those that compute something, first. */
export const OPERATORS: readonly Operator[] = [
  gemm,
  matMul,
  add,
  sum,
  batchNormalization,
  relu,
  leakyRelu,
  sigmoid,
  tanh,
  softmax,
  logSoftmax,
  dropout,
  flatten,
  reshape,
  squeeze,
  unsqueeze,
  identity,
  castTo,
  constant,
  transpose,
  sub,
  mul,
  div,
  shape,
  gather,
  slice,
  concat,
];

const byName: ReadonlyMap<string, Operator> = new Map(OPERATORS.map((operator) => [operator.name, operator]));

export function findOperator(name: string): Operator | undefined {
  return byName.get(name);
}
