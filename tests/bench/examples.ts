/** @file What the networks learn from: the same few batches for every contender, drawn once and loaded before anything is timed. */
import { Random, STREAMS } from '../../core/tensor/random.ts';
import type { Case } from './cases.ts';

const SEED = 20;
/** Batches that the steps go through, round and round. */
export const BATCHES = 8;

export interface Examples {
  /** BATCHES × batch rows of standard normal numbers. */
  readonly features: Float32Array;
  /** The class of each row. */
  readonly labels: Float32Array;
}

/** The label is the largest of the first features, one for each class: learnable, but no table to look up. */
export function examplesOf({ inputs, classes, batch }: Case): Examples {
  const random = new Random(SEED, STREAMS.data);
  const rows = BATCHES * batch;
  const features = Float32Array.from({ length: rows * inputs }, () => random.normal());
  const labels = Float32Array.from({ length: rows }, (_, row) => {
    const first = features.subarray(row * inputs, row * inputs + Math.min(classes, inputs));
    return first.indexOf(Math.max(...first));
  });
  return { features, labels };
}
