/** @file What the product offers for a run, and the network with it. */
import type { Document } from '../../core/document/document.ts';
import { apply } from '../../core/document/edits.ts';
import type { Finding } from '../../core/findings/finding.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import type { FindingCode } from '../../core/findings/messages.ts';
import { repairEdit } from '../../core/repairs/index.ts';
import { CONDITIONS, type Judgement } from './judge.ts';
import type { Outcome } from './train.ts';

export interface Repaired {
  readonly fix: Fix;
  readonly document: Document;
}

/** The finding that a person would act on, and what they would be offered there. */
export interface Offer {
  readonly finding: Finding;
  /** With each fix of the finding, the first-ranked first. */
  readonly repaired: readonly Repaired[];
}

/**
 * Of the right errors that were raised, or where there is none of any, the gravest that offers something: lost numbers have next to them
 * the explosion that lost them.
 */
export function offerOf(document: Document, { condition }: Judgement, { said }: Outcome): Offer | null {
  const errors = said.filter(({ severity }) => severity === 'error');
  const codes: readonly FindingCode[] = CONDITIONS[condition].codes;
  const right = errors.filter(({ code }) => codes.includes(code));
  const offers = (right.length > 0 ? right : errors).map(({ finding }) => ({ finding, repaired: repaired(document, finding) }));
  return offers.find(({ repaired }) => repaired.length > 0) ?? offers[0] ?? null;
}

/** With each fix that changes something in the document, as a session offers them. */
function repaired(document: Document, { fixes }: Finding): Repaired[] {
  return fixes.flatMap((fix) => {
    const edit = repairEdit(document, fix);
    return edit ? [{ fix, document: apply(document, edit).document }] : [];
  });
}
