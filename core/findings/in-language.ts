/** @file What findings and refusals say, in the language of the reader, from their code and numbers alone. */
import type { Expectation } from './expectation.ts';
import { MEASURES, type Measure } from './evidence.ts';
import type { Finding } from './finding.ts';
import { FIXES, type Fix } from './fixes.ts';
import { ENGLISH, fill, type FindingCode, type Wording } from './messages.ts';
import { HINDI } from './messages.hi.ts';
import { TITLES } from './titles.ts';

export type Language = 'en' | 'hi';

const WORDING: { readonly [L in Language]: Wording } = { en: ENGLISH, hi: HINDI };

/** The name of what was found, in a few words: "Gradient vanishing". */
export function titleIn(language: Language, code: FindingCode): string {
  return TITLES[code][language];
}

/** What, where, expected and got, what to try. In English it is the finding's own message. */
export function sentenceIn(language: Language, { code, numbers }: Pick<Finding, 'code' | 'numbers'>): string {
  const wording = WORDING[language];
  return fill(wording.sentences[code], numbers, wording);
}

/** "a number from 0 to 1", for a field. */
export function expectationIn(language: Language, expectation: Expectation): string {
  return fill('{expected}', expectation, WORDING[language]);
}

/** "Lower the learning rate to 0.01", for a button. */
export function labelIn(language: Language, { code, numbers }: Pick<Fix, 'code' | 'numbers'>): string {
  return fill(FIXES[code][language], numbers, WORDING[language]);
}

/** What a rule measured, in a few words: "dead units". */
export function measureIn(language: Language, measure: Measure): string {
  return MEASURES[measure][language];
}
