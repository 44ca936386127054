/** @file What is measured: four networks, each as plain numbers that every contender builds the same network from. */
import type { Optimizer } from '../../core/plan/plan.ts';

export interface Case {
  /** What `--json` calls it. */
  readonly id: string;
  readonly title: string;
  readonly inputs: number;
  /** Widths of the hidden Linear layers; each is followed by BatchNorm1d if asked for, ReLU, and Dropout unless p is 0. */
  readonly hidden: readonly number[];
  readonly classes: number;
  readonly batchNorm: boolean;
  readonly p: number;
  readonly batch: number;
  readonly optimizer: Extract<Optimizer, { kind: 'SGD' | 'Adam' }>;
}

const SGD = { kind: 'SGD', lr: 0.01, momentum: 0, dampening: 0, nesterov: false, weight_decay: 0 } as const;
/** eps is PyTorch's and ours; TensorFlow.js would take 1e-7 by itself. */
const ADAM = { kind: 'Adam', lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0 } as const;

const plain = { batchNorm: false, p: 0, batch: 64, optimizer: SGD } as const;

/** A plain network trained with SGD: also what the growth of the step time is measured on. */
export function plainCase(id: string, title: string, inputs: number, hidden: readonly number[], classes: number, batch: number): Case {
  return { ...plain, id, title, inputs, hidden, classes, batch };
}

const c = plainCase('c', '784-512-256-10, batch 64, SGD', 784, [512, 256], 10, 64);

export const CASES: readonly Case[] = [
  plainCase('a', '2-8-8-2, batch 32, SGD', 2, [8, 8], 2, 32),
  plainCase(
    'b',
    'nineteen 64-wide hidden layers, batch 64, SGD',
    64,
    Array.from({ length: 19 }, () => 64),
    10,
    64,
  ),
  c,
  { ...c, id: 'd', title: '784-512-256-10 with BatchNorm, ReLU, Dropout, batch 64, Adam', batchNorm: true, p: 0.5, optimizer: ADAM },
];

/** The case whose Linear layers the products are measured at. */
export const PRODUCTS_OF: Case = c;

/** Inputs and outputs of each Linear layer, in order. */
export function linearShapes({ inputs, hidden, classes }: Case): { readonly inputs: number; readonly outputs: number }[] {
  const widths = [inputs, ...hidden, classes];
  return widths.slice(1).map((outputs, index) => ({ inputs: widths[index]!, outputs }));
}

/** Floating-point operations of the matrix products of a training step: forward, weight gradient, and input gradient but for the first layer. */
export function productFlops(each: Case): number {
  return linearShapes(each).reduce((sum, { inputs, outputs }, index) => sum + 2 * each.batch * inputs * outputs * (index === 0 ? 2 : 3), 0);
}
