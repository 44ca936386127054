/** @file What there is to say of a document itself, before anything is trained: what the compiler found and what the forecast says. */
import { foresee } from '../diagnostics/foresee.ts';
import type { Finding } from '../findings/finding.ts';
import type { Compiled } from './compiled.ts';
import { withOfferedFixes } from './offered-fixes.ts';
import type { Measurement } from './protocol.ts';

/** `measured` is null before the forecast has been. */
export function documentFindings(
  { document, findings, forecast }: Compiled,
  measured: Measurement['measured'] | null = null,
): readonly Finding[] {
  const foreseen = forecast ? foresee(forecast.rows, forecast, measured) : [];
  return withOfferedFixes(document, [...findings, ...foreseen]);
}
