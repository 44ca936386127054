/** @file A message as the language says it that is spoken now. English is always there; another is fetched before it is first spoken. */
import type { Language } from './language.ts';
import { getLocale } from './generated/runtime.js';

type Message = (inputs?: object) => string;
type Messages = Readonly<Record<string, Message>>;

/** By language, those that were fetched. */
const fetched = new Map<Language, Messages>();

const FETCH: { readonly [L in Language]: (() => Promise<unknown>) | null } = {
  en: null,
  hi: () => import('./generated/messages/hi.js'),
};

/** Has the messages of a language at hand from then on. @throws Error if they cannot be had */
export async function fetchMessages(language: Language): Promise<void> {
  const messages = fetched.has(language) ? null : await FETCH[language]?.();
  if (messages) fetched.set(language, messages as Messages);
}

/** What the generated messages are made of: the English one, and its name in every other language. */
export function said(english: Message, name: string): (inputs?: object, options?: { readonly locale?: Language }) => string {
  return (inputs, { locale = getLocale() } = {}) => (fetched.get(locale)?.[name] ?? english)(inputs);
}
