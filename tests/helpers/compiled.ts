import { compile } from '../../core/compiler/compile.ts';
import type { DataFacts } from '../../core/compiler/data-facts.ts';
import type { Document } from '../../core/document/document.ts';
import type { Finding } from '../../core/findings/finding.ts';
import type { Plan } from '../../core/plan/plan.ts';

/** The plan of a document that must compile; fails with the findings' sentences if it does not. */
export function compiled(document: Document, data: DataFacts): Plan {
  const findings: Finding[] = [];
  const { plan } = compile(document, data, findings);
  if (!plan) throw new Error(findings.map((finding) => finding.message).join('\n'));
  return plan;
}
