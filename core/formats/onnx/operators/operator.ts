/** @file What an operator of ONNX is to the reader: a file of this folder and its line in index.ts. What changed between opsets is a form each. */
import type { Call } from '../call.ts';
import type { Draft } from '../draft.ts';
import type { OnnxAttribute } from '../graph.ts';
import type { Known } from '../known.ts';

export interface AttributeRule {
  readonly kind: OnnxAttribute['kind'];
  /** What it is when it is left out, of a number. */
  readonly usual?: number;
}

export interface Form {
  /** The opset that brought it; it holds until the next form. */
  readonly since: number;
  /** The least and the most that it takes. */
  readonly inputs: readonly [least: number, most: number];
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  /** What its first output is; it may add blocks. */
  read(call: Call, draft: Draft): Known;
}

export interface Operator {
  readonly name: string;
  /** The oldest first. */
  readonly forms: readonly [Form, ...Form[]];
}

export function formOf({ forms }: Operator, opset: number): Form {
  return forms.findLast(({ since }) => since <= opset) ?? forms[0];
}
