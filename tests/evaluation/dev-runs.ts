/** @file The runs that the diagnosis is judged by, each with the condition that it was made to have. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build/root.ts';
import type { DataName } from './data-sets.ts';

export type Label =
  | 'healthy'
  | 'gradient_vanishing'
  | 'gradient_exploding'
  | 'units_dead'
  | 'loss_oscillating'
  | 'learning_slow'
  | 'symmetry'
  | 'overfitting'
  | 'underfitting';

export interface DevRun {
  readonly name: string;
  readonly label: Label;
  readonly data: DataName;
  /** Widths of the hidden Linear layers. */
  readonly hidden: readonly number[];
  readonly activation: 'sigmoid' | 'tanh' | 'relu' | 'leaky_relu' | 'identity' | 'exp';
  readonly init: string | { readonly kind: string };
  /** Of the last Linear, where it is another. */
  readonly output_init?: string;
  /** Of the hidden layers; zero where none is given. */
  readonly bias_init?: number;
  readonly optimizer: {
    readonly kind: 'sgd' | 'adam' | 'adagrad';
    readonly lr: number;
    readonly eps: number;
    readonly [setting: string]: unknown;
  };
  readonly batch_size: number;
  readonly epochs: number;
  readonly batch_norm?: boolean;
  readonly residual?: boolean;
  readonly dropout?: number;
}

const FILE = 'tests/samples/pathologies/dev.json';

/** Those that can be drawn, and the names of those that cannot: an exponential is no layer of the product. */
export function devRuns(): { readonly runs: readonly DevRun[]; readonly leftOut: readonly string[] } {
  const { runs } = JSON.parse(readFileSync(join(root, FILE), 'utf8')) as { runs: readonly DevRun[] };
  return {
    runs: runs.filter(({ activation }) => activation !== 'exp'),
    leftOut: runs.filter(({ activation }) => activation === 'exp').map(({ name }) => name),
  };
}
