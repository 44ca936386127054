/** @file Whoever takes training steps: this engine, or a peer. */
import type { Case } from './cases.ts';
import type { Examples } from './examples.ts';

/** The numbers that training starts from, named and laid out as in PyTorch's state_dict. */
export type Weights = readonly { readonly name: string; readonly shape: readonly number[]; readonly values: Float32Array }[];

/** The same network, from the same weights, on the same batches in the same order. */
export interface Contender {
  /** Takes steps and returns the loss of each, measured before its update. */
  losses(steps: number): Promise<number[]>;
  /** Takes steps and returns the seconds that they took. No loss is read. */
  run(steps: number): Promise<number>;
  /** Takes steps to find out which of the ways it has is the fastest, and keeps to it; left out by whoever has but one. */
  prepare?(seconds: number): Promise<void>;
  end(): void;
}

export type PeerName = 'tfjs-wasm' | 'tfjs-cpu' | 'pytorch';

export interface Peer {
  readonly name: PeerName;
  /** In words, with its version and how it runs. */
  readonly about: string;
  /** What must be known to read its ratios rightly. */
  readonly caveats: readonly string[];
  /** Whether it can be told how many threads to take; else it has one. */
  readonly threaded: boolean;
  start(each: Case, weights: Weights, examples: Examples, threads: number): Promise<Contender>;
  end(): void;
}
