import type { Call } from '../call.ts';
import type { Draft } from '../draft.ts';
import { addLinear, isBias, setBias, turned } from './linear.ts';
import type { Operator } from './operator.ts';
import type { Rows } from '../known.ts';

const ATTRIBUTES = {
  alpha: { kind: 'float', usual: 1 },
  beta: { kind: 'float', usual: 1 },
  transA: { kind: 'int', usual: 0 },
  transB: { kind: 'int', usual: 0 },
} as const;

/** y = alpha · x · B + beta · C: a Linear whose weight is alpha · Bᵀ and whose bias is beta · C. */
function read(call: Call, draft: Draft): Rows {
  if (call.number('transA') !== 0) call.refuseAttribute('transA', call.number('transA'), 'clause:onnx_zero_rows');
  const x = call.row(0);
  const b = call.learned(1, draft);
  if (b.shape.length !== 2) call.refuseShape(1, 'clause:onnx_two_axes');
  const weight = call.number('transB') !== 0 ? b : turned(b);
  const [outputs, inputs] = weight.shape as [number, number];
  if (inputs !== x.shape[0] || outputs === 0) call.refuseShape(1, 'clause:onnx_weight', { inputs: x.shape[0]! });
  const [alpha, beta] = [call.number('alpha'), call.number('beta')];
  const rows = addLinear(call, draft, x, weight, alpha);
  if (alpha !== 1 || (beta !== 1 && call.input(2))) draft.tell('onnx_scaled', call.title);
  // a bias that counts nothing is none
  if (!call.input(2) || beta === 0) return rows;
  const bias = call.learned(2, draft);
  if (!isBias(bias, outputs, 2)) call.refuseShape(2, 'clause:onnx_bias', { outputs });
  setBias(rows, bias, draft, beta);
  return rows;
}

export const gemm: Operator = {
  name: 'Gemm',
  forms: [
    { since: 9, inputs: [3, 3], attributes: ATTRIBUTES, read },
    { since: 11, inputs: [2, 3], attributes: ATTRIBUTES, read },
  ],
};
