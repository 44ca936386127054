/** @file A message as the language says it that is spoken now. English is always there; another is fetched before it is first spoken. */
import type { Language } from './language.ts';
import { getLocale } from './generated/runtime.js';

type Message = (inputs?: object) => string;
/** In the order of the English ones; null where a language lacks one. */
type Messages = readonly (Message | null)[];

/** By language, those that were fetched. */
const fetched = new Map<Language, Messages>();

const FETCH: { readonly [L in Language]: () => Promise<unknown> } = {
  en: () => Promise.resolve({ default: [] }),
  hi: () => import('./generated/messages/hi.js'),
};

/** Has the messages of a language at hand from then on. @throws Error if they cannot be had */
export async function fetchMessages(language: Language): Promise<void> {
  const { default: messages } = (await FETCH[language]()) as { readonly default: Messages };
  fetched.set(language, messages);
}

/** What the generated messages are made of: the English one, and its place in the lists of the others. */
export function said(at: number, english: Message): (inputs?: object, options?: { readonly locale?: Language }) => string {
  return (inputs, { locale = getLocale() } = {}) => (fetched.get(locale)?.[at] ?? english)(inputs);
}
