/** @file Findings as a person reads them in a terminal: the sentence, what was measured, and what to try. */
import { inShort } from '../diagnostics/rules/rule.ts';
import { isMutable } from '../document/muted.ts';
import { MEASURES, type Evidence, type Unit } from '../findings/evidence.ts';
import type { Finding } from '../findings/finding.ts';
import { measureIn, titleIn } from '../findings/in-language.ts';
import { ENGLISH } from '../findings/messages.ts';

/** Those whose code is in `muted` are named in one line after the others. */
export function printFindings(findings: readonly Finding[], muted: readonly string[] = []): string {
  const silent = new Set(findings.filter((finding) => isMuted(finding, muted)).map(nameOf));
  const told = findings.filter((finding) => !isMuted(finding, muted)).map(print);
  return told.join('') + (silent.size === 0 ? '' : `muted: ${[...silent].join(', ')}\n`);
}

/** Whether one of them is a standing error that nobody muted. */
export function hasError(findings: readonly Finding[], muted: readonly string[] = []): boolean {
  return findings.some((finding) => finding.severity === 'error' && finding.ended === undefined && !isMuted(finding, muted));
}

function isMuted(finding: Finding, muted: readonly string[]): boolean {
  return isMutable(finding) && muted.includes(finding.code);
}

function nameOf({ code, numbers }: Finding): string {
  return titleIn(ENGLISH, code) + ('name' in numbers ? ` (${numbers['name']})` : '');
}

function print(finding: Finding): string {
  const { severity, message, evidence, ended, fixes } = finding;
  const lines = [`${ended === undefined ? severity : 'ended'}: ${message}`];
  const facts = [...(evidence ? [evidenceText(evidence)] : []), ...whenText(finding)];
  if (facts.length > 0) lines.push(`    ${facts.join('; ')}`);
  if (fixes.length > 0 && ended === undefined) lines.push(`    try: ${fixes.map(({ label }) => label).join('; ')}`);
  return lines.map((line) => `${line}\n`).join('');
}

function evidenceText({ measure, value, threshold }: Evidence): string {
  const { unit } = MEASURES[measure];
  return `${measureIn('en', measure)}: ${inUnit(value, unit)}, limit ${inUnit(threshold, unit)}`;
}

/** Since which step it is so, or from which to which it was, and whether it was so by design. */
function whenText({ where, ended, evidence }: Finding): string[] {
  const onset = evidence ? [evidence.onset === 'start' ? 'so from the start' : 'came about in training'] : [];
  if (where.step === undefined) return onset;
  return [ended === undefined ? `since step ${where.step}` : `from step ${where.step} to ${ended}`, ...onset];
}

function inUnit(value: number, unit: Unit): string {
  switch (unit) {
    case 'decades':
      return value === -Infinity ? 'exactly zero' : `${value.toFixed(1)} decades`;
    case 'percent':
      return `${Number((100 * value).toPrecision(3))} %`;
    case 'times':
      return `${inShort(value)} times`;
    case 'none':
      return String(Number.isInteger(value) ? value : Number(value.toPrecision(3)));
    default:
      return unit satisfies never;
  }
}
