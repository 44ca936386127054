/** @file The gate before every complaint about small gradients: a network that has learnt its data has nothing left to pass back. */
import { finding } from '../../findings/messages.ts';
import type { Sample, Statistics } from '../statistics.ts';
import { inShort, type Rule } from './rule.ts';

const LEARNT = 0.98;

export function hasConverged(sample: Sample): boolean {
  return sample.skill > LEARNT || sample.trainAccuracy === 1;
}

export const converged: Rule = (run: Statistics) => {
  const { latest } = run;
  if (!latest || !hasConverged(latest)) return null;
  return finding('converged', { step: latest.step }, { loss: inShort(latest.trainLoss) });
};
