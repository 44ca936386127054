/** @file What each optimizer remembers of each parameter, named as the state of torch.optim names it. */
import type { Optimizer } from '../plan/plan.ts';

export interface Moment {
  readonly name: string;
  readonly initial: number;
}

const zero = (name: string): Moment => ({ name, initial: 0 });

const MOMENTS: { readonly [K in Optimizer['kind']]: (optimizer: Extract<Optimizer, { kind: K }>) => readonly Moment[] } = {
  SGD: ({ momentum }) => (momentum === 0 ? [] : [zero('momentum_buffer')]),
  Adam: () => [zero('exp_avg'), zero('exp_avg_sq')],
  AdamW: () => [zero('exp_avg'), zero('exp_avg_sq')],
  RMSprop: ({ momentum, centered }) => [
    zero('square_avg'),
    ...(momentum > 0 ? [zero('momentum_buffer')] : []),
    ...(centered ? [zero('grad_avg')] : []),
  ],
  Adagrad: ({ initial_accumulator_value }) => [{ name: 'sum', initial: initial_accumulator_value }],
};

/** In the order of the plan's moment regions. */
export function momentsOf(optimizer: Optimizer): readonly Moment[] {
  const moments = MOMENTS[optimizer.kind] as (optimizer: Optimizer) => readonly Moment[];
  return moments(optimizer);
}
