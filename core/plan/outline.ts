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
  /**
   * Bytes that training takes for it: its parameters with their gradients and the optimizer's state, its buffers, and what it puts out for a
   * batch, which is kept for the way back. Without the gradients on that way, which take each other's place.
   */
  readonly memory: number;
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
  /**
   * Bytes of all that is used in training: by the plan, where what is no longer needed makes room and the gradients on the way back are in;
   * without a plan the sum over the nodes. Program, working space of the kernels and the rows of the data come on top of it.
   */
  readonly memory: number;
}
