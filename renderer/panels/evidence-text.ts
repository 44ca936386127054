/** @file The numbers behind a finding in a few words: what was measured, against which limit, and since when it is so. */
import type { Evidence, Unit } from '../../core/findings/evidence.ts';
import { MEASURES } from '../../core/findings/evidence.ts';
import type { Finding } from '../../core/findings/finding.ts';
import { axisText, decadesText, percentText, stepText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';
import { measureName } from '../state/finding-words.ts';

const TEXT: { readonly [U in Unit]: (value: number) => string } = {
  decades: (value) => m.decades({ decades: decadesText(value) }),
  times: (value) => `${axisText(value)} ×`,
  percent: percentText,
  none: (value) => (Number.isInteger(value) ? stepText(value) : axisText(value)),
};

const ONSET: { readonly [O in Evidence['onset']]: () => string } = { start: m.finding_from_start, acquired: m.finding_acquired };

/** "signal, first against last hidden layer −4.4 decades, limit −2.5 decades · since step 80 · so from the start"; empty if there is nothing to tell. */
export function evidenceParts({ evidence, where, ended }: Finding): string[] {
  const parts: string[] = [];
  if (evidence) {
    const text = TEXT[MEASURES[evidence.measure].unit];
    const measure = measureName(evidence.measure);
    parts.push(m.finding_evidence({ measure, value: text(evidence.value), threshold: text(evidence.threshold) }));
  }
  if (ended !== undefined) parts.push(m.finding_steps({ from: stepText(where.step ?? 0), to: stepText(ended) }));
  else if (where.step !== undefined) parts.push(m.findings_since({ step: stepText(where.step) }));
  if (evidence) parts.push(ONSET[evidence.onset]());
  return parts;
}
