/** @file What the diagnosis found, as marks on the time axis of the landscape: where it began and where it ended. */
import type { Finding } from '../../core/findings/finding.ts';
import type { HeatMark } from '../charts/heat-mark.ts';
import { stepText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';
import { sentenceOf, titleOf } from '../state/finding-words.ts';

const COLOUR = { error: 'var(--bad)', warning: 'var(--warn)', info: 'var(--info)' } as const;

/** Findings without a step have no place in time. */
export function marksOf(findings: readonly Finding[]): HeatMark[] {
  return findings.flatMap((finding): HeatMark[] => {
    const { step } = finding.where;
    if (step === undefined) return [];
    const { ended = null } = finding;
    const when = ended === null ? m.mark_since({ step: stepText(step) }) : m.mark_until({ from: stepText(step), to: stepText(ended) });
    return [{ step, ended, text: `${titleOf(finding)} · ${when}\n${sentenceOf(finding)}`, colour: COLOUR[finding.severity] }];
  });
}
