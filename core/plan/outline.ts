/**
 * @file The outline: what the compiler knows of each node and edge, also of a half-built network that has no plan yet.
 * It is what the canvas and `gradscape info` show.
 */
import type { Shape } from '../tensor/shape.ts';

export interface NodeOutline {
  readonly node: string;
  /** Shape of one row of its output; null where it could not be inferred. */
  readonly shape: Shape | null;
  /** Learned numbers. */
  readonly parameters: number;
  /** Forward, per row; a multiply-add counts as two. */
  readonly flops: number;
  /** One line for the block: "784 → 512". */
  readonly summary: string;
}

export interface EdgeOutline {
  /** As `edgeName` of document.ts writes it. */
  readonly edge: string;
  readonly shape: Shape | null;
}

export interface Outline {
  readonly nodes: readonly NodeOutline[];
  readonly edges: readonly EdgeOutline[];
  readonly parameters: number;
  /** Forward and backward, per row; without a plan forward alone. */
  readonly flops: number;
}
