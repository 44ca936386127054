/** @file By which loss a network from ONNX is to be trained, which ONNX does not say: what it ends in tells what it is for. */
import type { Numbers } from '../../findings/finding.ts';
import type { Clause } from '../../findings/messages.ts';
import type { Rows } from './known.ts';

interface Choice {
  readonly loss: string;
  readonly why: Clause;
  /** Whether the last block is put out of use, for the loss computes it itself. */
  readonly bypasses: boolean;
}

/** Activations whose outputs are no logits. */
const BOUNDED: ReadonlySet<string> = new Set(['Sigmoid', 'Tanh', 'ReLU', 'LeakyReLU', 'Softmax']);

function chosen({ block, drawn, inLogs }: Rows): Choice {
  const [width] = drawn as [number];
  if (inLogs) return { loss: 'CrossEntropyLoss', why: 'clause:onnx_ends_in_logs', bypasses: false };
  if (block.layer === 'Softmax' && width > 1) return { loss: 'CrossEntropyLoss', why: 'clause:onnx_ends_in_softmax', bypasses: true };
  if (block.layer === 'Sigmoid' && width === 1) return { loss: 'BCEWithLogitsLoss', why: 'clause:onnx_ends_in_sigmoid', bypasses: true };
  if (BOUNDED.has(block.layer)) return { loss: 'MSELoss', why: 'clause:onnx_ends_in_activation', bypasses: false };
  if (width > 1) return { loss: 'CrossEntropyLoss', why: 'clause:onnx_ends_in_many', bypasses: false };
  return { loss: 'MSELoss', why: 'clause:onnx_ends_in_one', bypasses: false };
}

/** Bypasses the last block where the loss takes its place; `told` says why that loss. */
export function chooseLoss(output: Rows): { readonly loss: string; readonly told: Numbers } {
  const { loss, why, bypasses } = chosen(output);
  output.block.bypassed = bypasses;
  return { loss, told: { loss, reason: why, outputs: output.drawn[0]! } };
}
