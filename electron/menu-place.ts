/** @file Where menu bars are: at the top of each window; on a Mac there is one, of the window in front, or of the app while there is none. */
import { Menu } from 'electron';
import type { ShellAppearance } from './bridge.ts';
import type { DocumentWindow } from './document-window.ts';
import { nativeMenu } from './menu.ts';
import { usualMenu, type UsualChoice } from './usual-menu.ts';

const mac = process.platform === 'darwin';

export class MenuPlace {
  readonly #chosen: (choice: UsualChoice) => void;
  /** Of a Mac. */
  #usual: Menu | null = null;
  /** Whose it is. */
  #window: DocumentWindow | null = null;

  /** @param chosen is called with what was chosen while no window said its menu */
  constructor(chosen: (choice: UsualChoice) => void) {
    this.#chosen = chosen;
  }

  /** Before there is a window, and when another language is spoken. */
  speak(language: ShellAppearance['language']): void {
    if (mac) this.#usual = Menu.buildFromTemplate(nativeMenu(usualMenu(language), 'darwin', (id) => this.#chosen(id as UsualChoice)));
    if (!this.#window?.menuBar.native) Menu.setApplicationMenu(this.#usual); // elsewhere none, or Electron would make one of its own
  }

  /** From now on. */
  follow(window: DocumentWindow): void {
    if (!mac) return;
    window.frame.on('focus', () => this.#show(window));
    window.frame.once('closed', () => this.#window === window && this.#show(null));
  }

  /** There is another menu bar of the window. */
  changed(window: DocumentWindow): void {
    if (!mac) window.frame.setMenu(window.menuBar.native);
    else if (this.#window === window) this.#show(window);
  }

  #show(window: DocumentWindow | null): void {
    this.#window = window;
    Menu.setApplicationMenu(window?.menuBar.native ?? this.#usual);
  }
}
