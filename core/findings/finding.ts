/** @file What the compiler, the diagnostics and the readers of files have to say, in one form, for one list. */
import type { Evidence } from './evidence.ts';
import type { Fix } from './fixes.ts';
import type { FindingCode } from './messages.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Where a finding points: a node, an edge (by its two ends, `a.out -> b.in`), a setting of a node, the step of a run that it was raised at. */
export interface Place {
  readonly node?: string;
  readonly edge?: string;
  readonly setting?: string;
  readonly step?: number;
}

/** Numbers, names and shapes that a message is filled with, by placeholder. */
export type Numbers = Readonly<Record<string, number | string>>;

export interface Finding {
  readonly code: FindingCode;
  /** Of a run's finding that has ended: info. */
  readonly severity: Severity;
  readonly where: Place;
  readonly numbers: Numbers;
  /** The sentence in English: what, where, expected and got, what to try. Other languages fill their own template. */
  readonly message: string;
  /** What could be done about it, the likeliest to help first. */
  readonly fixes: readonly Fix[];
  /** Of a finding that a rule of the diagnosis raised. */
  readonly evidence?: Evidence;
  /** The step at which its condition ended; one that stands has none. */
  readonly ended?: number;
}
