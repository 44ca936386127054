/** @file What is known of a value of an ONNX graph while it is read. */
import type { Shape } from '../../tensor/shape.ts';
import type { Block } from './draft.ts';
import type { OnnxTensor } from './graph.ts';

/** Numbers of a row that a block gives. */
export interface Rows {
  readonly kind: 'rows';
  readonly block: Block;
  /** Of one row, as the block gives it. */
  readonly drawn: Shape;
  /** Of one row, as the graph has it: the same numbers in the same order. `[]` where the graph has dropped an axis of 1. */
  readonly shape: Shape;
  /** Whether nothing else reads the block, so that what follows can still become part of it. */
  readonly sole: boolean;
  /** Whether the graph has their logarithms of a softmax: only at its end. */
  readonly inLogs?: true;
}

/** The same whatever the rows. */
export interface Constant {
  readonly kind: 'constant';
  readonly tensor: OnnxTensor;
}

export type Extent = number | 'rows';

/** Extents of a value, computed in the graph to make a shape of: a list, or a single one. */
export interface Extents {
  readonly kind: 'extents';
  readonly items: readonly Extent[];
  readonly single: boolean;
}

export type Known = Rows | Constant | Extents;
