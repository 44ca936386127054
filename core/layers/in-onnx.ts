/** @file How ONNX writes a layer. What reads ONNX goes by its operators, of which one may become several layers. */
import type { Shape } from '../tensor/shape.ts';

/** Names of values that a node reads, '' for one that is left out, and its attributes. */
export interface OnnxCall {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, number | readonly number[] | string>>;
}

export interface OnnxPlace {
  /** Values that its wires bring. */
  readonly inputs: readonly string[];
  /** Shapes of one row of them. */
  readonly shapes: readonly Shape[];
  /** The name of an initialiser: `weight` of fc1 is "fc1.weight". */
  parameter(name: string): string;
}
