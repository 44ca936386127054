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

/**
 * Each with a key that it keeps while it stands. What the diagnosis says stays the same finding when its numbers change and when
 * another layer becomes the worst; of the compiler's, one of each place is another.
 */
export function keyed(findings: readonly Finding[]): { readonly key: string; readonly finding: Finding }[] {
  const times = new Map<string, number>();
  return findings.map((finding) => {
    const { code, where, evidence } = finding;
    const name = evidence ? code : [code, where.node, where.edge, where.setting].join(' ');
    const time = times.get(name) ?? 0;
    times.set(name, time + 1);
    return { key: `${name} ${time}`, finding };
  });
}
