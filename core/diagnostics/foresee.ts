/**
 * @file What the forecast says before anything is trained: that the gradient will vanish or explode on its way back. From theory, and
 * then from what one batch showed, which counts for more. Warnings, for a network may learn in spite of it.
 *
 * BatchNorm levels the signal within its first steps, so what a batch shows of such a network at the very first is not held against it.
 */
import type { Evidence } from '../findings/evidence.ts';
import type { Finding } from '../findings/finding.ts';
import { finding, type Clause } from '../findings/messages.ts';
import type { Row } from '../plan/plan.ts';
import { hiddenRows, toleranceOf, type Profile } from './profile.ts';
import { remedies, untrained } from './remedies.ts';
import { inDecades } from './rules/rule.ts';

/** Decades above healthy, as in training (rules/gradient-exploding.ts). */
const EXPLODES = 2.5;

/** `measured` is log10 of each row's signal relative to the anchor; null before it has been. Of a row that gets none, or none that is finite, theory alone tells. */
export function foresee(
  rows: readonly Row[],
  { healthy, predicted, anchor }: Profile,
  measured: readonly (number | null)[] | null,
): Finding[] {
  const [first] = hiddenRows(rows);
  if (first === undefined || first === anchor) return [];
  const settles = rows.some(({ flow }) => flow.kind === 'normalise');
  const seen = measured?.[first] ?? NaN;
  const shown = settles || !Number.isFinite(seen) ? null : seen;
  const signal = shown ?? predicted[first] ?? NaN;
  const expected = healthy[first] ?? 0;
  const found = {
    rows,
    where: { node: rows[first]!.node },
    numbers: {
      name: rows[first]!.name,
      last: rows[anchor]!.name,
      source: (shown === null ? 'clause:as_foreseen' : 'clause:as_measured') satisfies Clause,
    },
  };
  const foreseen = predicted[first] ?? NaN;
  const tolerance = toleranceOf(rows);
  if (signal <= -tolerance) return [vanishing(found, { signal, foreseen, expected, tolerance })];
  return signal - expected >= EXPLODES ? [exploding(found, { excess: signal - expected, foreseen: foreseen - expected })] : [];
}

interface Found {
  readonly rows: readonly Row[];
  readonly where: Finding['where'];
  readonly numbers: Finding['numbers'];
}

interface Lost {
  readonly signal: number;
  readonly foreseen: number;
  readonly expected: number;
  readonly tolerance: number;
}

function vanishing({ rows, where, numbers }: Found, { signal, foreseen, expected, tolerance }: Lost): Finding {
  const told = {
    ...numbers,
    decades: inDecades(-signal),
    foreseen: inDecades(-foreseen),
    healthy: inDecades(Math.abs(expected)),
    expected: Math.abs(expected) < 0.05 ? 'clause:as_much' : expected > 0 ? 'clause:decades_more' : 'clause:decades_less',
  };
  const evidence: Evidence = { measure: 'signal', value: signal, threshold: -tolerance, onset: 'start' };
  return finding('vanishing_foreseen', where, told, { evidence, fixes: remedies('signal_lost_from_start', untrained(rows)) });
}

function exploding({ rows, where, numbers }: Found, { excess, foreseen }: { readonly excess: number; readonly foreseen: number }): Finding {
  const evidence: Evidence = { measure: 'excess', value: excess, threshold: EXPLODES, onset: 'start' };
  const told = { ...numbers, decades: inDecades(excess), foreseen: inDecades(foreseen) };
  return finding('exploding_foreseen', where, told, { evidence, fixes: remedies('large_weights', untrained(rows)) });
}
