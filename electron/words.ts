/** @file What the shell itself says, in native dialogs and menus. Everything else is said by the page. */
import type { ShellAppearance } from './bridge.ts';

type Language = ShellAppearance['language'];

const WORDS = {
  en: {
    save_question: 'Save the changes to {name}?',
    save_consequence: 'What was changed since it was last saved is lost otherwise.',
    save: 'Save',
    do_not_save: 'Do not save',
    cancel: 'Cancel',
    not_started: 'Gradscape could not start',
  },
  hi: {
    save_question: '{name} के बदलाव सहेजें?',
    save_consequence: 'नहीं तो पिछली बार सहेजने के बाद जो बदला गया, वह खो जाएगा।',
    save: 'सहेजें',
    do_not_save: 'न सहेजें',
    cancel: 'रद्द करें',
    not_started: 'Gradscape शुरू नहीं हो सका',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>;

export type Word = keyof (typeof WORDS)['en'];

/** @param values what stands in the sentence where it has {name} */
export function say(language: Language, word: Word, values: Readonly<Record<string, string>> = {}): string {
  return WORDS[language][word].replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);
}
