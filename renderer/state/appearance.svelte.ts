/** @file Theme and language, remembered on this machine. */
import { isLanguage, speak, type Language } from '../language/language.ts';

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

export class Appearance {
  #theme = $state<Theme>('system');
  #language = $state<Language>('en');

  constructor() {
    ({ theme: this.#theme, language: this.#language } = remembered());
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

  set language(language: Language) {
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
