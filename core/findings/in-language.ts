/**
 * @file What findings and refusals say, in the language of the reader, from their code and numbers alone. Sentences are many: who shows
 * them hands in the wording, ENGLISH or HINDI, and has the others where they are needed only.
 */
import type { Expectation } from './expectation.ts';
import { MEASURES, type Measure } from './evidence.ts';
import type { Finding } from './finding.ts';
import { FIXES, type Fix } from './fixes.ts';
import { fill, type FindingCode, type Wording } from './messages.ts';

export type Language = Wording['locale'];

/** The name of what was found, in a few words: "Gradient vanishing". */
export function titleIn(wording: Wording, code: FindingCode): string {
  return wording.titles[code];
}

/** What, where, expected and got, what to try. In English it is the finding's own message. */
export function sentenceIn(wording: Wording, { code, numbers }: Pick<Finding, 'code' | 'numbers'>): string {
  return fill(wording.sentences[code], numbers, wording);
}

/** "a number from 0 to 1", for a field. */
export function expectationIn(wording: Wording, expectation: Expectation): string {
  return fill('{expected}', expectation, wording);
}

/** "Lower the learning rate to 0.01", for a button. */
export function labelIn(wording: Wording, { code, numbers }: Pick<Fix, 'code' | 'numbers'>): string {
  return fill(FIXES[code][wording.locale], numbers, wording);
}

/** What a rule measured, in a few words: "dead units". */
export function measureIn(language: Language, measure: Measure): string {
  return MEASURES[measure][language];
}
