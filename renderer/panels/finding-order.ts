/** @file The list of findings as it is read: errors, warnings, information. */
import type { Finding, Severity } from '../../core/findings/finding.ts';

const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** By severity, and as they came within one. */
export function byGravity(findings: readonly Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** How many there are of each severity that occurs, gravest first. */
export function countBySeverity(findings: readonly Finding[]): { severity: Severity; count: number }[] {
  return SEVERITIES.map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length })).filter(
    ({ count }) => count > 0,
  );
}
