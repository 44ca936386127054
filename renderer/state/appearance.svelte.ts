/** @file Theme and language, remembered on this machine. */
import { isLanguage, speak, type Language } from '../language/language.ts';
import { fetchMessages } from '../language/said.ts';
import { fetchWording } from './finding-words.ts';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

const STORED = 'gradscape.appearance';

interface Look {
  readonly theme: Theme;
  readonly language: Language;
}

function remembered(): Look {
  const usual: Look = { theme: 'system', language: navigator.language.startsWith('hi') ? 'hi' : 'en' };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    const { theme, language } = stored as Record<string, unknown>;
    return {
      theme: THEMES.find((known) => known === theme) ?? usual.theme,
      language: isLanguage(language) ? language : usual.language,
    };
  } catch {
    return usual; // storage is switched off, or holds something foreign
  }
}

/** Has at hand what a language says. @throws Error if it cannot be had */
async function fetchLanguage(language: Language): Promise<void> {
  await Promise.all([fetchMessages(language), fetchWording(language)]);
}

/** Before an Appearance is made. @throws Error */
export function fetchRememberedLanguage(): Promise<void> {
  return fetchLanguage(remembered().language);
}

export class Appearance {
  #theme = $state<Theme>('system');
  #language = $state<Language>('en');
  #wanted: Language;

  constructor() {
    ({ theme: this.#theme, language: this.#language } = remembered());
    this.#wanted = this.#language;
    speak(() => this.#language);
    this.#show();
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.#show();
  }

  get language(): Language {
    return this.#language;
  }

  /** Speaks as before until what is said in the language is there. @throws Error if it cannot be had */
  async choose(language: Language): Promise<void> {
    this.#wanted = language;
    await fetchLanguage(language);
    if (language !== this.#wanted) return; // another has been chosen since
    this.#language = language;
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset.theme = this.#theme;
    document.documentElement.lang = this.#language;
    try {
      localStorage.setItem(STORED, JSON.stringify({ theme: this.#theme, language: this.#language }));
    } catch {
      // storage is switched off: remembered until the page closes
    }
  }
}
