/** @file How the time of a step grows with the width of the layers, with their number, and with the batch. */
import { plainCase, productFlops, type Case } from './cases.ts';
import type { Engine } from './engine.ts';
import { examplesOf } from './examples.ts';
import { startOurs } from './ours.ts';
import { stepsFor, type Effort } from './rounds.ts';
import { median } from './spread.ts';

export interface Growth {
  readonly by: 'width' | 'depth' | 'batch';
  readonly value: number;
  readonly network: string;
  readonly step_us: number;
  /** Of the matrix products alone, over the whole of the step. */
  readonly gflops: number;
}

const SERIES: readonly { readonly by: Growth['by']; readonly values: readonly number[]; readonly at: (value: number) => Case }[] = [
  {
    by: 'width',
    values: [8, 16, 32, 64, 128, 256, 512],
    at: (width) => plainCase('width', `${width}-${width}-${width}-10, batch 64`, width, [width, width], 10, 64),
  },
  {
    by: 'depth',
    values: [1, 2, 4, 8, 16, 32, 64],
    at: (depth) => plainCase('depth', `${depth} hidden layers of 64, batch 64`, 64, Array<number>(depth).fill(64), 10, 64),
  },
  {
    by: 'batch',
    values: [1, 4, 16, 64, 256],
    at: (batch) => plainCase('batch', `784-512-256-10, batch ${batch}`, 784, [512, 256], 10, batch),
  },
];

export async function growth(engine: Engine, effort: Pick<Effort, 'window' | 'warmUp' | 'rounds'>): Promise<Growth[]> {
  const grown: Growth[] = [];
  for (const { by, values, at } of SERIES)
    for (const value of values) {
      const each = at(value);
      const ours = startOurs(each, engine, examplesOf(each));
      const steps = await stepsFor(ours, effort);
      const times: number[] = [];
      for (let round = 0; round < effort.rounds; round++) times.push((await ours.run(steps)) / steps);
      const seconds = median(times);
      grown.push({ by, value, network: each.title, step_us: 1e6 * seconds, gflops: productFlops(each) / seconds / 1e9 });
    }
  return grown;
}
