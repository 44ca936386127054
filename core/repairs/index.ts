/** @file Every fix that a finding may name, and what it does to a document. */
import type { Document } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import type { Fix, FixCode } from '../findings/fixes.ts';
import { lowerLearningRate } from './lower-learning-rate.ts';
import type { Repair } from './repair.ts';

const REPAIRS: { readonly [C in FixCode]?: Repair } = {
  lower_learning_rate: lowerLearningRate,
};

/** The edit that a fix comes to in this document; null if it changes nothing there. */
export function repairEdit(document: Document, { code, numbers }: Pick<Fix, 'code' | 'numbers'>): Edit | null {
  return REPAIRS[code]?.(document, numbers) ?? null;
}
