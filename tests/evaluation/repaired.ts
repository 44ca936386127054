/** @file What the product offers for a run, and the network with it. */
import type { Document } from '../../core/document/document.ts';
import { apply } from '../../core/document/edits.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import { repairEdit } from '../../core/repairs/index.ts';
import { CONDITIONS, type Judgement } from './judge.ts';
import type { Outcome, Said } from './train.ts';

export interface Repaired {
  readonly fix: Fix;
  readonly document: Document;
}

/** The finding that a person would act on: the right one, or where that was missed the gravest error of those that were raised. */
export function actedOn({ condition }: Judgement, { said }: Outcome): Said | null {
  const errors = said.filter(({ severity }) => severity === 'error');
  const codes: readonly string[] = CONDITIONS[condition].codes;
  return errors.find(({ code }) => codes.includes(code)) ?? errors[0] ?? null;
}

/** With each fix of the finding that changes something in the document, as a session offers them, the first-ranked first. */
export function repaired(document: Document, { finding }: Said): Repaired[] {
  return finding.fixes.flatMap((fix) => {
    const edit = repairEdit(document, fix);
    return edit ? [{ fix, document: apply(document, edit).document }] : [];
  });
}
