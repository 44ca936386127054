/** @file Products with weights, each a Linear: its weight is [O, I], as PyTorch has it. */
import { ownerOf } from '../block-names.ts';
import type { Call } from '../call.ts';
import type { Draft } from '../draft.ts';
import { float32, transposed } from '../folding.ts';
import type { OnnxTensor } from '../graph.ts';
import type { Rows } from '../known.ts';

/** y = x · weightᵀ for x of I numbers and a weight [O, I], multiplied by `scale`. */
export function addLinear(call: Call, draft: Draft, x: Rows, weight: OnnxTensor, scale = 1): Rows {
  const out = weight.shape[0]!;
  if (out > WIDEST) call.refuse('onnx_wide', { got: out, expected: WIDEST });
  const rows = draft.add('Linear', [x], [out], [...ownerOf(weight.name), ...call.names], { out_features: out, bias: false });
  rows.block.numbers.set('weight', { shape: weight.shape, values: float32(weight, draft, scale) });
  return rows;
}

/** The most outputs that a Linear takes. */
const WIDEST = 1_000_000;

/** A weight [I, O] the other way round. */
export function turned(weight: OnnxTensor): OnnxTensor {
  return transposed(weight, [1, 0]);
}

/**
 * Whether a constant adds a number of its own to each of so many outputs, the same in all rows, and leaves the shape as it is: none of its
 * axes but the last is longer than 1, and it has no more of them than there are.
 */
export function isBias(tensor: OnnxTensor, outputs: number, axes: number): boolean {
  const { shape } = tensor;
  const last = shape.at(-1) ?? 1;
  return shape.length <= axes && shape.slice(0, -1).every((extent) => extent === 1) && (last === 1 || last === outputs);
}

/** Gives a Linear its bias; one number is that of all outputs. */
export function setBias(rows: Rows, bias: OnnxTensor, draft: Draft, scale = 1): void {
  const { block } = rows;
  const { out_features: outputs } = block.settings as { out_features: number };
  const values = float32(bias, draft, scale);
  const all = values.length === outputs ? values : new Float32Array(outputs).fill(values[0]!);
  block.numbers.set('bias', { shape: [outputs], values: all });
  block.settings = { out_features: outputs };
}
