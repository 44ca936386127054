/** @file How ONNX writes a layer. What reads ONNX goes by its operators, of which one may become several layers. */
import type { Shape } from '../tensor/shape.ts';

export type OnnxSetting = { readonly kind: 'int'; readonly value: number } | { readonly kind: 'float'; readonly value: number };

/** Names of values that a node reads, '' for one that is left out, and its attributes. */
export interface OnnxCall {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxSetting>>;
}

export interface OnnxPlace {
  /** Values that its wires bring. */
  readonly inputs: readonly string[];
  /** Shapes of one row of them. */
  readonly shapes: readonly Shape[];
  /** The name of an initialiser: `weight` of fc1 is "fc1.weight". */
  parameter(name: string): string;
  /** The name of an initialiser that is no parameter of the layer: every number in it is `value`. */
  constant(name: string, shape: Shape, value: number): string;
}
