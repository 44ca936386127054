/** @file What is carried along while a text is followed: how much of the allowance is used up, what is not certain, what was seen. */
import { InputError } from '../../../findings/input-error.ts';
import type { Clause } from '../../../findings/messages.ts';
import type { Numbers } from '../../../findings/finding.ts';
import type { Graph } from './graph.ts';
import type { Seen } from './seen.ts';
import type { Doubt, Source, Span } from './source.ts';
import { unknown, type Function, type Mutable, type Output, type Unknown, type Value } from './value.ts';

/** Steps of evaluating: a network of ten thousand blocks takes a tenth. */
const MOST_STEPS = 1_000_000;
/** Of a loop around networks, and steps of all that is around them, after which loops are left: most of it is about data. */
const MOST_ROUNDS = 1000;
const MOST_STEPS_AROUND = 200_000;
/** Calls and blocks in one another. */
const DEEPEST = 60;
/** Items that a list is built with, letters of a text: nobody writes a network from more. */
export const MOST_ITEMS = 100_000;

export interface Run {
  readonly source: Source;
  steps: number;
  depth: number;
  born: number;
  /** Within a network being made or followed, everything counts: what is not known there is refused. Elsewhere it is passed over. */
  strict: boolean;
  /** What is done now may not be done when the text runs; `since` is when that began. */
  uncertain: { readonly doubt: Doubt; readonly since: number } | null;
  /** Functions that are being followed, the innermost last. */
  active: Function[];
  /** Of the network whose `forward` is followed. */
  graph: Graph | null;
  readonly seen: Seen;
  /** What the text gives another meaning to of libraries, by its full name. */
  readonly replaced: Map<string, Doubt>;
  /** Calls anything that can be called: set by what evaluates, for functions that take functions. */
  readonly call: (callee: Value, given: CallArguments, span: Span) => Value;
}

export interface CallArguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** @throws InputError python_long */
export function spend(run: Run, span: Span, steps = 1): void {
  run.steps += steps;
  if (run.steps > MOST_STEPS) throw new InputError('python_long', { file: run.source.file, line: span.line, most: MOST_STEPS });
}

/** Whether a loop around networks goes on for so long that it is about something else. */
export function tooLong({ strict, steps }: Pick<Run, 'strict' | 'steps'>, rounds: number): boolean {
  return !strict && (rounds > MOST_ROUNDS || steps > MOST_STEPS_AROUND);
}

/** @throws InputError python_deep */
export function within<T>(run: Run, span: Span, follow: () => T): T {
  if (run.depth >= DEEPEST) throw new InputError('python_deep', { file: run.source.file, line: span.line, most: DEEPEST });
  run.depth++;
  try {
    return follow();
  } finally {
    run.depth--;
  }
}

export function doubted(run: Run, span: Span, problem: Clause, numbers: Numbers = {}): Unknown {
  return unknown(run.source.doubt(span, problem, numbers));
}

/** Makes what can be changed. */
export function mutable(run: Run): Mutable {
  return { born: run.born++, doubt: null };
}

/** To be called before something is changed: what was made before an uncertain part is not known after it. */
export function change(run: Run, value: Mutable): void {
  if (run.uncertain && value.born < run.uncertain.since) value.doubt ??= run.uncertain.doubt;
}

/** To be called where something is changed in a way that is not followed: nothing is known of it from then on. */
export function lose(run: Run, value: Value, span: Span): void {
  // `model._modules`, which is not followed, is the model's own
  if (value.kind === 'method' && value.name.startsWith('_')) lose(run, value.of, span);
  if ('born' in value) value.doubt ??= run.source.doubt(span, 'clause:py_other');
}

/** Follows what may not run at all, or any number of times. */
export function uncertainly<T>(run: Run, doubt: Doubt, follow: () => T): T {
  const before = run.uncertain;
  run.uncertain = before ?? { doubt, since: run.born };
  try {
    return follow();
  } finally {
    run.uncertain = before;
  }
}

export function passed(output: Output, layer: string): Output {
  return { ...output, after: [...output.after, layer] };
}
