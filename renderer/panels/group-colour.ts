/** @file The colour of a row: that of its block's group, told by what the layer does to a gradient. */
import type { Flow } from '../../core/plan/plan.ts';

const COLOURS: Readonly<Record<Flow['kind'], string>> = {
  weights: 'var(--group-layers)',
  activation: 'var(--group-activate)',
  normalise: 'var(--group-normalise)',
  dropout: 'var(--group-regularise)',
  sum: 'var(--group-structure)',
  same: 'var(--group-structure)',
  other: 'var(--group-structure)',
};

export function flowColour(flow: Flow): string {
  return COLOURS[flow.kind];
}
