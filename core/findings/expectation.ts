/** @file What a value must be: the number `expected` of a sentence, and the numbers of the clause that it is. */
import type { Numbers } from './finding.ts';
import type { Clause } from './messages.ts';

export type Expectation = Numbers & { readonly expected: Clause };

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly exclusiveMin?: true;
  readonly exclusiveMax?: true;
}

/** An end out here is where 32-bit numbers end, and no bound of its own. */
const UNBOUNDED = 3.4e38;

export function expectInteger({ min, max }: Range): Expectation {
  return { expected: 'clause:whole_number', min, max };
}

export function expectNumber({ min, max, exclusiveMin, exclusiveMax }: Range): Expectation {
  if (max > UNBOUNDED) {
    if (min < -UNBOUNDED) return { expected: 'clause:any_number' };
    return { expected: exclusiveMin ? 'clause:number_above' : 'clause:number_from', min };
  }
  if (exclusiveMin) return { expected: exclusiveMax ? 'clause:number_between' : 'clause:number_above_to', min, max };
  return { expected: exclusiveMax ? 'clause:number_from_below' : 'clause:number_from_to', min, max };
}

/** Two numbers, each at least `min` and below `max`. */
export function expectPair({ min, max }: Range): Expectation {
  return { expected: 'clause:two_numbers', min, max };
}

export function orNull({ expected, ...numbers }: Expectation): Expectation {
  return { ...numbers, expected: 'clause:null_or', other: expected };
}

export function expectOneOf(choices: readonly string[]): Expectation {
  return { expected: 'clause:one_of', choices: choices.join(', ') };
}
