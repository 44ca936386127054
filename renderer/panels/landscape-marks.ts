/** @file What happened to a run, as marks on the time axis of the landscape: where a finding began and ended, what was changed, where it went on from. */
import type { Finding } from '../../core/findings/finding.ts';
import type { RunHeader } from '../../core/telemetry/frame.ts';
import type { RunSettings, SettingChange } from '../../core/telemetry/run-settings.ts';
import type { HeatMark } from '../charts/heat-mark.ts';
import { axisText, stepText } from '../charts/number-text.ts';
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
    const text = `${titleOf(finding)} · ${when}\n${sentenceOf(finding)}`;
    return [{ kind: 'finding', step, ended, text, colour: COLOUR[finding.severity] }];
  });
}

/** Each at the first step that was taken with it. */
export function changeMarks(changes: readonly SettingChange[]): HeatMark[] {
  return changes.map(({ step, from, to }) => ({
    kind: 'change',
    step: step + 1,
    ended: null,
    text: m.mark_changed({ step: stepText(step + 1), changes: changesText(from, to) }),
    colour: 'var(--accent)',
  }));
}

/** Where a run goes on from another's past, with its first own step. */
export function branchMarks({ continues }: Pick<RunHeader, 'continues'>): HeatMark[] {
  if (!continues) return [];
  const text = m.mark_branch({ step: stepText(continues.step) });
  return [{ kind: 'branch', step: continues.step + 1, ended: null, text, colour: 'var(--text)' }];
}

/** Named as PyTorch names them: "lr 0.01 → 0.001, clip_grad_norm off → 1". */
function changesText(from: RunSettings, to: RunSettings): string {
  const changed = (Object.keys(to) as (keyof RunSettings)[]).filter((setting) => from[setting] !== to[setting]);
  const text = (value: number | null) => (value === null ? m.mark_off() : Number.isInteger(value) ? stepText(value) : axisText(value));
  return changed.map((setting) => `${setting} ${text(from[setting])} → ${text(to[setting])}`).join(', ');
}
