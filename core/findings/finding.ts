/** @file What the compiler, the diagnostics and the readers of files have to say, in one form, for one list. */
import type { FindingCode } from './messages.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Where a finding points: a node, an edge (by its two ends, `a.out -> b.in`), a setting of a node, a step of the run. */
export interface Place {
  readonly node?: string;
  readonly edge?: string;
  readonly setting?: string;
  readonly step?: number;
}

/** Numbers, names and shapes that a message is filled with, by placeholder. */
export type Numbers = Readonly<Record<string, number | string>>;

/** What could be done: a stable code and its numbers. Applying it is an edit of the document. */
export interface Fix {
  readonly code: string;
  readonly label: string;
  readonly numbers: Numbers;
}

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly where: Place;
  readonly numbers: Numbers;
  /** The sentence in English: what, where, expected and got, what to try. Other languages fill their own template. */
  readonly message: string;
  readonly fixes: readonly Fix[];
}
