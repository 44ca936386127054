/** @file What findings and refusals say, in the language that is spoken now. */
import type { Expectation } from '../../core/findings/expectation.ts';
import type { Measure } from '../../core/findings/evidence.ts';
import type { Finding, Severity } from '../../core/findings/finding.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import { expectationIn, labelIn, measureIn, sentenceIn, titleIn } from '../../core/findings/in-language.ts';
import { ENGLISH, type Wording } from '../../core/findings/messages.ts';
import { InputError } from '../../core/findings/input-error.ts';
import { Refused } from '../../core/session/client.ts';
import { m } from '../language/generated/messages.js';
import { language, type Language } from '../language/language.ts';

const SEVERITY: Readonly<Record<Severity, () => string>> = { error: m.severity_error, warning: m.severity_warning, info: m.severity_info };

/** Of the languages that were fetched; English is always there. */
const wordings = new Map<Language, Wording>([['en', ENGLISH]]);

const FETCH: { readonly [L in Language]: () => Promise<Wording> } = {
  en: async () => ENGLISH,
  hi: async () => (await import('../../core/findings/messages.hi.ts')).HINDI,
};

/** Has at hand what findings say in a language from then on. @throws Error if it cannot be had */
export async function fetchWording(language: Language): Promise<void> {
  wordings.set(language, await FETCH[language]());
}

function wording(): Wording {
  return wordings.get(language()) ?? ENGLISH;
}

/** What an icon and a colour say to who sees them. */
export function severityWord(severity: Severity): string {
  return SEVERITY[severity]();
}

/** "Gradient vanishing". */
export function titleOf({ code }: Pick<Finding, 'code'>): string {
  return titleIn(wording(), code);
}

export function sentenceOf(finding: Pick<Finding, 'code' | 'numbers'>): string {
  return sentenceIn(wording(), finding);
}

/** "Lower the learning rate to 0.01". */
export function labelOf(fix: Fix): string {
  return labelIn(wording(), fix);
}

/** "dead units". */
export function measureName(measure: Measure): string {
  return measureIn(language(), measure);
}

export function expectationText(expectation: Expectation): string {
  return expectationIn(wording(), expectation);
}

/** A refusal in the language that is spoken; any other error as it came. */
export function errorText(error: unknown): string {
  if (error instanceof Refused || error instanceof InputError) return sentenceOf(error);
  return error instanceof Error ? error.message : String(error);
}
