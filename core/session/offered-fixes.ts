/** @file Of the fixes that a rule thinks of, those that would change something in the document at hand: only these are offered. */
import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import type { Fix } from '../findings/fixes.ts';
import { repairEdit } from '../repairs/index.ts';

/** The findings with those of their fixes that `document` has something for. */
export function withOfferedFixes(document: Document, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    const fixes = finding.fixes.filter((fix) => isOffered(document, fix));
    return fixes.length === finding.fixes.length ? finding : { ...finding, fixes };
  });
}

/** A run tells its findings over and over, of a document that stays the same. */
const known = new WeakMap<Document, Map<string, boolean>>();

function isOffered(document: Document, fix: Fix): boolean {
  let answers = known.get(document);
  if (!answers) known.set(document, (answers = new Map()));
  const key = JSON.stringify([fix.code, fix.numbers]);
  let offered = answers.get(key);
  if (offered === undefined) answers.set(key, (offered = repairEdit(document, fix) !== null));
  return offered;
}
