/** @file Sums: of branches, which are Add blocks, and with a constant, which is the bias of the product before it or nothing. */
import { printShape, sameShape } from '../../../tensor/shape.ts';
import type { Call } from '../call.ts';
import type { Draft } from '../draft.ts';
import type { OnnxTensor } from '../graph.ts';
import type { Rows } from '../known.ts';
import { isBias, setBias } from './linear.ts';
import { isNeutral } from './neutral.ts';
import type { Operator } from './operator.ts';

function addBranches(call: Call, draft: Draft, first: Rows, index: number): Rows {
  const second = call.rows(index);
  if (!sameShape(first.shape, second.shape) || !sameShape(first.drawn, second.drawn))
    call.refuseShape(index, 'clause:onnx_same_shape', { shape: printShape(first.shape, true) });
  return { ...draft.add('Add', [first, second], first.drawn, call.names), shape: first.shape };
}

/** Whether a constant that is added can be the bias of what comes before it. */
function takesBias({ block, sole }: Rows): boolean {
  return block.layer === 'Linear' && !block.numbers.has('bias') && sole;
}

function addConstant(call: Call, draft: Draft, rows: Rows, index: number): Rows {
  const { drawn, shape } = rows;
  const { tensor } = call.constant(index);
  // a bias that is zero so far is one all the same if it has a number for each output
  const isLearned = takesBias(rows) && tensor.shape.length > 0 && tensor.values.length === drawn[0];
  if (!isLearned && isNeutral(tensor, 0, rows)) return rows;
  if (!takesBias(rows)) call.refuse('onnx_constant_added', { value: call.quoted(index) });
  const bias: OnnxTensor = call.learned(index, draft);
  if (shape.length > 1 || !isBias(bias, drawn[0]!, shape.length + 1)) call.refuseShape(index, 'clause:onnx_bias', { outputs: drawn[0]! });
  setBias(rows, bias, draft);
  return rows;
}

/** All inputs one after the other; constants first, so that they still meet the product that they belong to. */
function read(call: Call, draft: Draft): Rows {
  const indices = Array.from({ length: call.count }, (_, index) => index);
  const branches = indices.filter((index) => call.isRows(index));
  const constants = indices.filter((index) => !call.isRows(index));
  const first = (constants.length > 0 ? branches.find((index) => takesBias(call.rows(index))) : undefined) ?? branches[0] ?? 0;
  const others = branches.filter((index) => index !== first);
  const start = constants.reduce((rows, index) => addConstant(call, draft, rows, index), call.rows(first));
  return others.reduce((sum, index) => addBranches(call, draft, sum, index), start);
}

export const add: Operator = { name: 'Add', forms: [{ since: 7, inputs: [2, 2], attributes: {}, read }] };

export const sum: Operator = { name: 'Sum', forms: [{ since: 8, inputs: [1, Infinity], attributes: {}, read }] };
