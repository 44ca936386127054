/**
 * @file Which language the app speaks. Messages are functions, `m.train()`, typed by the English file; they read the language
 * through `speak`, so that whatever shows one is redrawn when it changes.
 */
import { overwriteGetLocale } from './generated/runtime.js';

export const LANGUAGES = { en: 'English', hi: 'हिन्दी' } as const;
export type Language = keyof typeof LANGUAGES;

let current: () => Language = () => 'en';

/** Sets where the language is read from: a function over reactive state. */
export function speak(read: () => Language): void {
  current = read;
  overwriteGetLocale(read);
}

/** The half of a text in both languages that is spoken now: help of layers, titles of lessons. */
export function localised(text: Readonly<Record<Language, string>>): string {
  return text[current()];
}

/** For dates, numbers and the document's `lang`. */
export function language(): Language {
  return current();
}

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && value in LANGUAGES;
}
