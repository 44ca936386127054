/** @file Why a layer cannot take what arrives, with everything that its sentence is filled with: names of blocks and shapes of a batch. */
import type { Numbers } from '../findings/finding.ts';
import { printShape } from '../tensor/shape.ts';
import type { Refusal } from './layer.ts';

/** `to` is the block that refuses, `from` those that feed it, by its ports: their names. */
export function refusalNumbers({ shapes, numbers }: Refusal, batch: number, to: string, from: readonly string[]): Numbers {
  const printed = Object.entries(shapes).map(([place, shape]) => [place, printShape([batch, ...shape])]);
  const [first = ''] = from;
  return { name: to, to, from: first, firstNode: first, secondNode: from.at(-1) ?? '', ...Object.fromEntries(printed), ...numbers };
}
