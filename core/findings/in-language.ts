/** @file What findings and refusals say, in the language of the reader, from their code and numbers alone. */
import type { Expectation } from './expectation.ts';
import type { Finding } from './finding.ts';
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
