/** @file The catalogue: every layer, in the order of the palette. */
import { add } from './add.ts';
import { batchNorm1d } from './batch-norm-1d.ts';
import { bceWithLogitsLoss } from './bce-with-logits-loss.ts';
import { crossEntropyLoss } from './cross-entropy-loss.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import { input } from './input.ts';
import type { Layer } from './layer.ts';
import { leakyRelu } from './leaky-relu.ts';
import { linear } from './linear.ts';
import { mseLoss } from './mse-loss.ts';
import { relu } from './relu.ts';
import { sigmoid } from './sigmoid.ts';
import { softmax } from './softmax.ts';
import { tanh } from './tanh.ts';

export const LAYERS: readonly Layer[] = [
  input,
  linear,
  batchNorm1d,
  relu,
  leakyRelu,
  sigmoid,
  tanh,
  softmax,
  dropout,
  flatten,
  add,
  crossEntropyLoss,
  bceWithLogitsLoss,
  mseLoss,
];

const byName: ReadonlyMap<string, Layer> = new Map(LAYERS.map((layer) => [layer.name, layer]));

/** The layer that documents save under this name, if this version knows it. */
export function findLayer(name: string): Layer | undefined {
  return byName.get(name);
}
