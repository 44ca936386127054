import type { NativeTheme as ElectronNativeTheme } from 'electron';
import { Emitter } from './loud.ts';
import { WebContents } from './web-contents.ts';

type Source = ElectronNativeTheme['themeSource'];

class NativeTheme
  extends Emitter
  implements Pick<ElectronNativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'prefersReducedTransparency'>
{
  protected override readonly tells = new Set(['updated']);
  readonly shouldUseHighContrastColors = false;
  readonly prefersReducedTransparency = false;
  #source: Source = 'system';
  #system: 'light' | 'dark' = 'light';

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    if (source === this.#source) return;
    this.#source = source;
    this.#updated();
  }

  get shouldUseDarkColors(): boolean {
    return (this.#source === 'system' ? this.#system : this.#source) === 'dark';
  }

  /** What pages are told; "system" if they are told nothing. */
  get chosen(): Source {
    return this.#source === 'system' && this.#system === 'dark' ? 'dark' : this.#source;
  }

  /** The person changes the theme of the system. */
  systemBecomes(theme: 'light' | 'dark'): void {
    this.#system = theme;
    this.#updated();
  }

  #updated(): void {
    for (const contents of WebContents.getAllWebContents()) void contents.opened.then(() => contents.showTheme(this.chosen));
    this.emit('updated');
  }
}

export const nativeTheme: NativeTheme = new NativeTheme();
